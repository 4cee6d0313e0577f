/** Loads a language when it is first spoken: nobody waits for the texts of the other one. */
import type { Locale } from 'antd/es/locale';
import type { Language } from './current';
import type { TextKey } from './zh';

export type Texts = Record<TextKey, string>;

export interface Catalogue {
  language: Language;
  texts: Texts;
  antd: Locale;
}

export async function catalogueOf(language: Language): Promise<Catalogue> {
  const { texts, antd } = language === 'zh' ? await import('./spoken/zh') : await import('./spoken/en');
  return { language, texts, antd };
}
