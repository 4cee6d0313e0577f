/** Language, theme, data and routes around all pages. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import dayjs from 'dayjs';
import { useEffect, type ReactNode } from 'react';
import { RouterProvider } from 'react-router';
import { Problem } from '../api/problem';
import type { Catalogue } from '../lang/catalogue';
import { LanguageProvider, useLanguage } from '../lang/text';
import { NewsProvider } from '../ui/Tell';
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
  const { language, antd, say } = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    document.title = say('app.title');
  }, [language, say]);
  return (
    // Without autoInsertSpace antd writes 提 交 for 提交.
    <ConfigProvider locale={antd} theme={THEME} button={{ autoInsertSpace: false }}>
      <NewsProvider>
        <RouterProvider router={router} />
      </NewsProvider>
    </ConfigProvider>
  );
}

export function App({ first }: { first: Catalogue }): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider first={first}>
        <Dressed />
      </LanguageProvider>
    </QueryClientProvider>
  );
}
