/** Opens the first task of a list by itself, for those who want that; remembered in the browser. */
import { useEffect, useEffectEvent, useState } from 'react';

const KEY = 'anxin.opensFirst';
// Where list and task stand one after the other, a task that opens by itself would hide the list.
const WIDE = '(min-width: 901px)';

export interface AutoSelect {
  isOn: boolean;
  set: (isOn: boolean) => void;
}

export function useAutoSelect(chosen: string | undefined, first: string | undefined, choose: (task: string) => void): AutoSelect {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEY) === 'yes');
  const open = useEffectEvent(choose);
  useEffect(() => {
    if (isOn && chosen === undefined && first !== undefined && matchMedia(WIDE).matches) open(first);
  }, [isOn, chosen, first]);
  const set = (wanted: boolean): void => {
    localStorage.setItem(KEY, wanted ? 'yes' : 'no');
    setOn(wanted);
  };
  return { isOn, set };
}
