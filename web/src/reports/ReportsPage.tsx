/** Figures and reports for those who run the department. */
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { Narrow } from './Narrow';
import { Overview } from './Overview';
import { Report } from './Report';
import { useAsked, useCatalogue, useDashboard } from './useReports';

export function ReportsPage(): ReactNode {
  const { say } = useLanguage();
  const { asked, change, shown } = useAsked();
  const catalogue = useCatalogue();
  const board = useDashboard(asked);
  const show = (key: string): void => change({ show: key === 'overview' ? undefined : key });
  return (
    <div className="page">
      <h1>{say('reports.title')}</h1>
      <Narrow board={board.data} />
      <Loaded query={catalogue}>
        {({ kpis, reports }) => {
          const pages = [{ key: 'overview', label: say('reports.overview') }, ...reports.map(({ key, title }) => ({ key, label: title }))];
          return (
            <>
              <nav className="views" aria-label={say('reports.title')}>
                {pages.map(({ key, label }) => (
                  <button
                    key={key}
                    type="button"
                    className={`view${shown === key ? ' is-chosen' : ''}`}
                    aria-current={shown === key ? 'page' : undefined}
                    onClick={() => show(key)}
                  >
                    {label}
                  </button>
                ))}
              </nav>
              {shown === 'overview' ? (
                <Loaded query={board}>{(found) => <Overview board={found} kpis={kpis} />}</Loaded>
              ) : (
                <Report key={shown} reportKey={shown} about={asked} />
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
