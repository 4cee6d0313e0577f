/** What only a person can mend, and the button that tries again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { useTell } from '../ui/Tell';
import { useCaseIncidents } from './useCase';

export function Incidents({ caseId }: { caseId: string }): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const queries = useQueryClient();
  const tell = useTell();
  const retry = useMutation({
    mutationFn: (id: string) =>
      asked(api.POST('/api/v1/incidents/{incident_id}/retry', { params: { path: { incident_id: id } }, body: { variables: {} } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case', caseId] }),
    onError: (error) => void tell.error(error.message),
  });
  return (
    <Loaded query={useCaseIncidents(caseId)}>
      {({ items }) =>
        items.map((incident) => (
          <Alert
            key={incident.id}
            type="error"
            showIcon
            className="gap-below"
            title={say('incident.title', { element: incident.element_id, at: moment(incident.raised_at, language) })}
            description={incident.message}
            action={
              may('operate_cases') && (
                <Button loading={retry.isPending} onClick={() => retry.mutate(incident.id)}>
                  {say('incident.retry')}
                </Button>
              )
            }
          />
        ))
      }
    </Loaded>
  );
}
