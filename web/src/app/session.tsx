/** Who is signed in, and what they may do. */
import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { api, asked } from '../api/client';
import { Problem } from '../api/problem';
import type { Me } from '../api/types';

/** Where a technician's browser keeps what the server said of the day. */
export const DAY_DATABASE = 'anxin-day';

export type Permission =
  | 'read_models'
  | 'read_cases'
  | 'start_cases'
  | 'work_on_tasks'
  | 'see_all_tasks'
  | 'assign_tasks'
  | 'send_messages'
  | 'operate_cases'
  | 'deploy'
  | 'audit'
  | 'move_clock'
  | 'read_people'
  | 'read_register'
  | 'count_stock'
  | 'settle';

export const MeContext = createContext<Me | null>(null);

const KEY = 'anxin.signedIn';
// Who was signed in, for those who open the pages without a network.
const ME = 'anxin.me';

/** Remember whether somebody signed in here: the cookie itself is out of scripts' reach. */
export function noteSignedIn(is: boolean): void {
  if (is) localStorage.setItem(KEY, 'yes');
  else {
    localStorage.removeItem(KEY);
    localStorage.removeItem(ME);
  }
}

/** Say whether somebody works where there may be no network. */
export const isOnTheRoad = (me: Me): boolean => me.roles.includes('technician');

export const isNotedSignedIn = (): boolean => localStorage.getItem(KEY) !== null;

/** Return who is signed in; null for nobody. */
export const useMeQuery = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      if (!isNotedSignedIn()) return null;
      try {
        const me = await asked(api.GET('/api/v1/me'));
        if (isOnTheRoad(me)) localStorage.setItem(ME, JSON.stringify(me));
        else localStorage.removeItem(ME);
        return me;
      } catch (error) {
        const known = error instanceof Problem ? null : localStorage.getItem(ME);
        if (known !== null) return JSON.parse(known) as Me;
        if (!(error instanceof Problem && error.status === 401)) throw error;
        noteSignedIn(false);
        return null;
      }
    },
    retry: false,
    // Without a network the query would wait for one instead of failing.
    networkMode: 'always',
    refetchOnReconnect: 'always',
    staleTime: Infinity,
  });

export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('Nobody is signed in');
  return me;
}

export function useMay(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => me.permissions.includes(permission);
}
