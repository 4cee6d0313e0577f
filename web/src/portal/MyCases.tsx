/** The customer's cases, the latest first. */
import type { ReactNode } from 'react';
import { moment, useSpoken } from './language';
import { Failure, Waiting } from './parts';
import type { CaseLine, Visitor } from './server';
import { useAnswer } from './useAnswer';

export function MyCases({ who }: { who: Visitor }): ReactNode {
  const { say, language } = useSpoken();
  const { data, error, again } = useAnswer<CaseLine[]>('/cases');
  return (
    <>
      <h1>{say('mine.title')}</h1>
      {who.phone !== null && <p className="hint">{say('mine.as', { phone: who.phone })}</p>}
      <Failure error={error} onRetry={again} />
      {data === undefined && error === undefined && <Waiting />}
      {data?.length === 0 && <p className="card">{say('mine.none')}</p>}
      <ul className="lines">
        {data?.map((line) => (
          <li key={line.number}>
            <a className="card line" href={`#/case/${line.number}`}>
              <span>
                <strong>{say(`kind.${line.kind}`)}</strong> {(language === 'en' ? line.product_name_en : line.product_name) ?? line.symptom}
              </span>
              <small>
                {line.number} · {say('mine.opened', { day: moment(language, line.opened_at) })}
              </small>
              <em className={line.closed_at === null ? 'tag' : 'tag calm'}>{line.closed_at === null ? say('mine.open') : say('mine.closed')}</em>
            </a>
          </li>
        ))}
      </ul>
      <a className="button" href="#/new">
        {say('home.new')}
      </a>
      <p className="foot">
        <a href="#/data">{say('home.data')}</a>
      </p>
    </>
  );
}
