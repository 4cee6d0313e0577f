/** Chinese or English, named in the language that it leads to. */
import { GlobalOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';

export function LanguageSwitch(): ReactNode {
  const { language, say, speak } = useLanguage();
  const queries = useQueryClient();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => {
        // The server's own sentences come in the reader's language, too.
        void speak(other).then(() => queries.invalidateQueries({ predicate: (query) => query.state.error !== null }));
      }}
    >
      {say('app.otherLanguage')}
    </Button>
  );
}
