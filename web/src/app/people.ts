/** Names for account ids. Those who may not read the list see the ids. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { groupText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import { useMay, useMe } from './session';

export function usePeople() {
  const may = useMay();
  const me = useMe();
  const found = useQuery({
    queryKey: ['people'],
    queryFn: () => asked(api.GET('/api/v1/users', { params: { query: { limit: 500 } } })),
    enabled: may('read_people'),
    staleTime: 300_000,
  });
  return found.data?.items ?? [me];
}

/** Technicians need no account: outlets send people whom only the register knows. */
function useTechnicians() {
  const may = useMay();
  const found = useQuery({
    queryKey: ['technicians'],
    queryFn: () => asked(api.GET('/api/v1/technicians', { params: { query: { limit: 500 } } })),
    enabled: may('read_register'),
    staleTime: 300_000,
  });
  return found.data?.items ?? [];
}

export function useNameOf(): (id: string | null | undefined) => string {
  const people = usePeople();
  const technicians = useTechnicians();
  const { say } = useLanguage();
  return (id) => {
    if (!id) return '';
    if (id === 'system') return say('person.system');
    // Whoever acts at the portal is no account, but a customer of the register.
    const customer = /^customer:(.+)$/.exec(id)?.[1];
    if (customer !== undefined) return `${groupText(say, 'customer')} ${customer}`;
    return people.find((person) => person.id === id)?.name ?? technicians.find((each) => each.id === id)?.name ?? groupText(say, id);
  };
}
