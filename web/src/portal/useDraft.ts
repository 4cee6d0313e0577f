/** Keeps what was filled in on this device until it is sent: slow networks lose nothing. */
import { useCallback, useState } from 'react';

export function useDraft<T extends object>(name: string, empty: T): { draft: T; isOld: boolean; keep: (part: Partial<T>) => void; drop: () => void } {
  const key = `anxin.portal.${name}`;
  const [{ draft, isOld }, setKept] = useState<{ draft: T; isOld: boolean }>(() => {
    const found = readOf(key);
    return { draft: { ...empty, ...found }, isOld: Object.keys(found).length > 0 };
  });
  const keep = useCallback(
    (part: Partial<T>) =>
      setKept((before) => {
        const changed = { ...before.draft, ...part };
        write(key, changed);
        return { ...before, draft: changed };
      }),
    [key],
  );
  const drop = useCallback(() => {
    localStorage.removeItem(key);
    setKept({ draft: empty, isOld: false });
    // What is empty does not change while the page stands.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return { draft, isOld, keep, drop };
}

function readOf(key: string): object {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    // Somebody else's text, or half of ours: as good as none.
    return {};
  }
}

function write(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    // A full or forbidden storage must not keep anybody from filling in the form.
    console.info('The draft is not kept', error);
  }
}
