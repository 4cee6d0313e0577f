/** The customer's language: Chinese unless chosen otherwise; the two catalogues are small enough to come together. */
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { chooseLanguage, currentLanguage, type Language } from '../lang/current';
import { en } from '../lang/portal/en';
import { zh, type PortalKey } from '../lang/portal/zh';
import { instantOf, ZONE } from '../ui/zone';

export type PortalSay = (key: PortalKey, facts?: Record<string, string | number>) => string;

interface Spoken {
  language: Language;
  say: PortalSay;
  speak: (language: Language) => void;
}

const Context = createContext<Spoken | null>(null);

export function PortalLanguage({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(currentLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const spoken = useMemo<Spoken>(() => {
    const texts = language === 'zh' ? zh : en;
    return {
      language,
      say: (key, facts = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole)),
      speak: (chosen) => {
        chooseLanguage(chosen);
        setLanguage(chosen);
      },
    };
  }, [language]);
  return <Context value={spoken}>{children}</Context>;
}

export function useSpoken(): Spoken {
  const spoken = use(Context);
  if (spoken === null) throw new Error('PortalLanguage is missing');
  return spoken;
}

/** Return a moment as people read it. */
export function moment(language: Language, at: string): string {
  return new Date(instantOf(at)).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: ZONE,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
