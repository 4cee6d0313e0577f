/** The papers of a case: what can be printed by now, as PDF. */
import { FilePdfOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, asked } from '../api/client';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';

const usePapers = (caseId: string, language: string) =>
  useQuery({
    queryKey: ['case', caseId, 'papers', language],
    queryFn: () =>
      asked(api.GET('/api/v1/process-instances/{instance_id}/papers', { params: { path: { instance_id: caseId } } })),
    meta: { isLive: true },
  });

export function Papers({ caseId }: { caseId: string }): ReactNode {
  const { say, language } = useLanguage();
  return (
    <Loaded query={usePapers(caseId, language)}>
      {(papers) =>
        papers.length === 0 ? (
          <p className="quiet">{say('papers.none')}</p>
        ) : (
          <ul className="papers">
            {papers.map((paper) => (
              <li key={paper.key}>
                <FilePdfOutlined aria-hidden />{' '}
                <a
                  href={`/api/v1/process-instances/${encodeURIComponent(caseId)}/papers/${paper.key}?language=${language}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {paper.title}
                </a>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
