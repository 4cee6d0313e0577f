/** One technician's day: how full it is, the visits, and whether the chosen one can be added. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { useChoices } from '../reports/useChoices';
import { ZONE } from '../ui/zone';
import { obstaclesOf, type Candidate, type Day } from './useBoard';

interface Props {
  day: Day;
  candidate: Candidate | undefined;
  isChoosing: boolean;
  onGive: (taskId: string | null) => void;
}

// A visit that was missed or called off takes no time.
const TAKES_TIME = new Set(['agreed', 'under_way', 'arrived', 'done']);

export function DayRow({ day, candidate, isChoosing, onGive }: Props): ReactNode {
  const { say, language } = useLanguage();
  const { word } = useChoices();
  const [isOver, setOver] = useState(false);
  const taken = day.visits.filter((visit) => TAKES_TIME.has(visit.state)).length;
  const isOut = candidate !== undefined && !candidate.is_fit && !candidate.may_overrule;
  const state = !isChoosing || candidate === undefined ? '' : candidate.is_fit ? ' is-fit' : isOut ? ' is-out' : ' is-doubtful';
  return (
    <li
      className={`day-row${state}${isOver && !isOut ? ' is-over' : ''}`}
      onDragOver={(event) => {
        if (isOut) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onGive(event.dataTransfer.getData('text/plain') || null);
      }}
    >
      <div className="day-who">
        <strong>{day.name}</strong> <span className="quiet">{day.technician_id}</span>
        <p className="quiet skills">{day.skills.map((skill) => word('category', skill)).join(' · ')}</p>
      </div>
      <div className="day-load">
        <meter min={0} max={day.visits_a_day} high={day.visits_a_day} value={taken} aria-label={say('dispatch.load')} />{' '}
        {say('dispatch.loadOf', { n: taken, of: day.visits_a_day })}
        {day.absence && <p className="urgent">{say('dispatch.absent', { why: day.absence })}</p>}
      </div>
      <ul className="day-visits" aria-label={say('dispatch.visits')}>
        {day.visits.map((visit) => (
          <li key={visit.id} className={TAKES_TIME.has(visit.state) ? '' : 'is-off'}>
            {clock(visit.begins_at)}–{clock(visit.ends_at)} {visit.case_number} <span className="quiet">{say(`visit.${visit.state}` as TextKey)}</span>
          </li>
        ))}
      </ul>
      {isChoosing && (
        <div className="day-give">
          <Button
            type={candidate?.is_fit ? 'primary' : 'default'}
            size="small"
            disabled={candidate === undefined || isOut}
            aria-label={say('dispatch.giveTo', { name: day.name })}
            onClick={() => onGive(null)}
          >
            {say('dispatch.give')}
          </Button>
          {candidate && candidate.obstacles.length > 0 && <p className={isOut ? 'urgent' : 'doubt'}>{obstaclesOf(candidate, language)}</p>}
        </div>
      )}
    </li>
  );
}

const clock = (moment: string): string =>
  new Date(moment).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
