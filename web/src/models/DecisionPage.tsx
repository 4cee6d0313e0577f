/** One version of a decision file: its tables, readable without knowing DMN. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { DecisionTables } from './DecisionTables';
import { useVersions } from './useVersions';
import { VersionHead } from './VersionHead';

export function DecisionPage(): ReactNode {
  const { say } = useLanguage();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const versions = useVersions('decision', key);
  const version = Number(search.get('version') ?? versions.data?.[0]?.version ?? 0);
  const shown = versions.data?.find((each) => each.version === version);
  const outline = useQuery({
    queryKey: ['outline', key, version],
    queryFn: () =>
      asked(
        api.GET('/api/v1/decision-definitions/{decision_id}/outline', {
          params: { path: { decision_id: key }, query: version > 0 ? { version } : {} },
        }),
      ),
    enabled: versions.isSuccess,
    staleTime: Infinity,
  });
  const rows = search.getAll('row');
  return (
    <div className="page">
      <Loaded query={versions}>
        {(all) =>
          shown && (
            <VersionHead shown={shown} versions={all}>
              {shown.version === all[0]?.version && shown.provides[0] && (
                <Button href={`/api/v1/decision-definitions/${encodeURIComponent(shown.provides[0])}/xml`} download={`${shown.key}.dmn`}>
                  {say('decision.download')}
                </Button>
              )}
            </VersionHead>
          )
        }
      </Loaded>
      <Loaded query={outline}>{(found) => <DecisionTables outlines={found} rows={rows} />}</Loaded>
    </div>
  );
}
