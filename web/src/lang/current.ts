/** Which language the reader has chosen; kept in the browser, Chinese unless chosen otherwise. */
export type Language = 'zh' | 'en';

const KEY = 'anxin.language';

export function currentLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
