/** Texts in the reader's language: `const say = useText(); say('inbox.empty')`. */
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { chooseLanguage, currentLanguage, type Language } from './current';
import { en } from './en';
import { zh, type TextKey } from './zh';

export type Facts = Record<string, string | number>;
export type Say = (key: TextKey, facts?: Facts) => string;

const CATALOGUES = { zh, en } as const;

interface Spoken {
  language: Language;
  say: Say;
  speak: (language: Language) => void;
}

const Context = createContext<Spoken | null>(null);

/** Return the text of a key, its `{facts}` filled in. */
export function textOf(language: Language, key: TextKey, facts: Facts = {}): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(currentLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const speak = useCallback((chosen: Language) => {
    chooseLanguage(chosen);
    setLanguage(chosen);
  }, []);
  const spoken = useMemo<Spoken>(
    () => ({ language, speak, say: (key, facts) => textOf(language, key, facts) }),
    [language, speak],
  );
  return <Context value={spoken}>{children}</Context>;
}

export function useLanguage(): Spoken {
  const spoken = use(Context);
  if (spoken === null) throw new Error('LanguageProvider is missing');
  return spoken;
}

export const useText = (): Say => useLanguage().say;

/** Return a name in the reader's language; models carry both. */
export function named(language: Language, of: { name: string | null; name_en: string | null }): string {
  return (language === 'en' ? of.name_en : null) ?? of.name ?? of.name_en ?? '';
}
