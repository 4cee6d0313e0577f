/** What the customer may call about while the case runs: every message that the case waits for. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { api, asked, newKey } from '../api/client';
import type { Case } from '../api/types';
import { useNames } from '../bpmn/model';
import { useLanguage } from '../lang/text';
import { useTell } from '../ui/Tell';
import { useCaseMessages } from './useCase';

export function MessageButtons({ data }: { data: Case }): ReactNode {
  const { say, language } = useLanguage();
  const tell = useTell();
  const [modal, holder] = Modal.useModal();
  const queries = useQueryClient();
  const waits = useCaseMessages(data.id).data?.items ?? [];
  const nameOf = useNames([...new Set(waits.map((wait) => wait.definition_id))], language);
  const send = useMutation({
    mutationFn: (wait: (typeof waits)[number]) =>
      asked(
        api.POST('/api/v1/messages', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: {
            name: wait.message,
            correlation_key: wait.correlation_key,
            business_key: wait.business_key ?? data.business_key,
            variables: {},
            time_to_live: 'PT0S',
          },
        }),
      ),
    onSuccess: (outcome) => {
      tell[outcome.kind === 'delivered' ? 'success' : 'warning'](
        say(outcome.kind === 'delivered' ? 'message.delivered' : 'message.notDelivered'),
      );
      return queries.invalidateQueries({ queryKey: ['case', data.id] });
    },
    onError: (error) => tell.error(error.message),
  });
  return (
    <>
      {holder}
      {waits.map((wait) => {
        const name = nameOf(wait.definition_id, wait.element_id);
        return (
          <Button
            key={wait.id}
            loading={send.isPending && send.variables?.id === wait.id}
            onClick={() =>
              void modal.confirm({
                title: name,
                content: say('message.confirm', { name, number: data.business_key ?? data.id }),
                okText: say('message.send'),
                cancelText: say('action.cancel'),
                onOk: () => send.mutate(wait),
              })
            }
          >
            {name}
          </Button>
        );
      })}
    </>
  );
}
