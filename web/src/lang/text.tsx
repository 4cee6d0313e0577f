/** The texts that people read; the language changes without a reload. */
import type { Locale } from 'antd/es/locale';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { catalogueOf, type Catalogue, type Texts } from './catalogue';
import { chooseLanguage, type Language } from './current';
import type { TextKey } from './zh';

export type Facts = Record<string, string | number>;
export type Say = (key: TextKey, facts?: Facts) => string;

interface Spoken {
  language: Language;
  antd: Locale;
  say: Say;
  speak: (language: Language) => Promise<void>;
}

const Context = createContext<Spoken | null>(null);

/** Return the text of a key, its `{facts}` filled in; a key that stands nowhere as it is. */
export function textOf(texts: Texts, key: TextKey, facts: Facts = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

export function LanguageProvider({ first, children }: { first: Catalogue; children: ReactNode }): ReactNode {
  const [{ language, texts, antd }, setCatalogue] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const speak = useCallback(async (chosen: Language) => {
    const catalogue = await catalogueOf(chosen);
    chooseLanguage(chosen);
    setCatalogue(catalogue);
  }, []);
  const spoken = useMemo<Spoken>(
    () => ({ language, antd, speak, say: (key, facts) => textOf(texts, key, facts) }),
    [language, antd, texts, speak],
  );
  return <Context value={spoken}>{children}</Context>;
}

export function useLanguage(): Spoken {
  const spoken = use(Context);
  if (spoken === null) throw new Error('LanguageProvider is missing');
  return spoken;
}

export const useText = (): Say => useLanguage().say;

/** Return words one after the other. */
export const listed = (language: Language, words: readonly string[]): string => words.join(language === 'zh' ? '、' : ', ');

/** Return a name in the reader's language; models carry both. */
export function named(language: Language, of: { name: string | null; name_en: string | null }): string {
  return (language === 'en' ? of.name_en : null) ?? of.name ?? of.name_en ?? '';
}
