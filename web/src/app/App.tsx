/** Language, theme, data and routes around all pages. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as Messages, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, type ReactNode } from 'react';
import { RouterProvider } from 'react-router';
import { Problem } from '../api/problem';
import { LanguageProvider, useLanguage } from '../lang/text';
import { router } from './routes';
import { THEME } from './theme';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that has ended leads to the sign-in page, whatever was asked for.
    onError: (error) => {
      if (error instanceof Problem && error.status === 401) queries.setQueryData(['me'], null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 1 && !(error instanceof Problem && error.status < 500),
    },
  },
});

function Dressed(): ReactNode {
  const { language, say } = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    document.title = say('app.title');
  }, [language, say]);
  return (
    // Without autoInsertSpace antd writes 提 交 for 提交.
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={THEME} button={{ autoInsertSpace: false }}>
      <Messages>
        <RouterProvider router={router} />
      </Messages>
    </ConfigProvider>
  );
}

export function App(): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Dressed />
      </LanguageProvider>
    </QueryClientProvider>
  );
}
