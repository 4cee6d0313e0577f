/** Short news at the top of the page: heard by readers of screens, gone by itself. */
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

type Kind = 'success' | 'warning' | 'error';
export type Tell = Record<Kind, (text: string) => void>;

interface News {
  id: number;
  kind: Kind;
  text: string;
}

const ICONS = {
  success: <CheckCircleFilled aria-hidden />,
  warning: <ExclamationCircleFilled aria-hidden />,
  error: <CloseCircleFilled aria-hidden />,
} as const;
const SHOWN_MS = 5_000;

const Context = createContext<Tell | null>(null);

export function NewsProvider({ children }: { children: ReactNode }): ReactNode {
  const [news, setNews] = useState<News[]>([]);
  const last = useRef(0);
  const add = useCallback((kind: Kind, text: string) => {
    last.current += 1;
    const id = last.current;
    setNews((shown) => [...shown, { id, kind, text }]);
    setTimeout(() => setNews((shown) => shown.filter((each) => each.id !== id)), SHOWN_MS);
  }, []);
  const tell = useMemo<Tell>(
    () => ({
      success: (text) => add('success', text),
      warning: (text) => add('warning', text),
      error: (text) => add('error', text),
    }),
    [add],
  );
  return (
    <Context value={tell}>
      {children}
      {/* There from the start: a region that comes with its text is not read out. */}
      <div className="news" role="status">
        {news.map(({ id, kind, text }) => (
          <p key={id} className={`news-${kind}`}>
            {ICONS[kind]} {text}
          </p>
        ))}
      </div>
    </Context>
  );
}

/** Return how to tell the reader something in passing. */
export function useTell(): Tell {
  const tell = use(Context);
  if (tell === null) throw new Error('NewsProvider is missing');
  return tell;
}
