/** What can be done on the page right now: pages say it here, the command palette offers it. */
import { createContext, use, useEffect, useEffectEvent, useMemo, useRef, type ReactNode } from 'react';

export interface Deed {
  id: string;
  text: string;
  do: () => void;
}

interface Known {
  offer: (source: string, deeds: () => Deed[]) => () => void;
  all: () => Deed[];
}

const Context = createContext<Known | null>(null);

export function DeedsProvider({ children }: { children: ReactNode }): ReactNode {
  const sources = useRef(new Map<string, () => Deed[]>());
  const known = useMemo<Known>(
    () => ({
      offer: (source, deeds) => {
        sources.current.set(source, deeds);
        return () => void sources.current.delete(source);
      },
      all: () => [...sources.current.values()].flatMap((deeds) => deeds()),
    }),
    [],
  );
  return <Context value={known}>{children}</Context>;
}

export function useDeeds(): Known {
  const known = use(Context);
  if (known === null) throw new Error('DeedsProvider is missing');
  return known;
}

/** Offer what the page can do, for as long as it is there. */
export function useOffer(source: string, deeds: readonly Deed[]): void {
  const { offer } = useDeeds();
  const current = useEffectEvent(() => [...deeds]);
  useEffect(() => offer(source, () => current()), [offer, source]);
}
