/** One visit: when, who, where, what is broken; call, map, and the next step under the thumb. */
import { EnvironmentOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Stop, StopTask } from '../api/types';
import { named, useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import type { Entry } from '../offline/outbox';
import { day as dayText } from '../ui/moment';
import { ZONE } from '../ui/zone';

const ARRIVAL = 'travel_to_customer';

interface Props {
  stop: Stop;
  day: string;
  entries: readonly Entry[];
  onOpen: (task: StopTask) => void;
  onArrive: (task: StopTask) => void;
}

export function StopCard({ stop, day, entries, onOpen, onArrive }: Props): ReactNode {
  const { say } = useLanguage();
  const about = [stop.model, stop.symptom].filter(Boolean).join(' · ');
  return (
    <li className="card stop">
      <p className="stop-head">
        <When stop={stop} day={day} />
        {stop.is_emergency && <strong className="urgent">{say('day.emergency')}</strong>}
      </p>
      <h2>{stop.customer_name ?? stop.case_number}</h2>
      {stop.address && <p className="stop-address">{stop.address}</p>}
      {about && <p>{about}</p>}
      <p className="quiet">{stop.case_number}</p>
      <Ways stop={stop} />
      {stop.tasks.length === 0 && stop.visit?.state !== 'done' && <p className="quiet">{say('day.noTask')}</p>}
      {stop.tasks.map((task) => (
        <Step key={task.id} task={task} entry={entries.find((entry) => entry.id === task.id)} onOpen={onOpen} onArrive={onArrive} />
      ))}
    </li>
  );
}

function When({ stop: { visit }, day }: { stop: Stop; day: string }): ReactNode {
  const { say, language } = useLanguage();
  if (visit === null) return <strong>{say('day.unbooked')}</strong>;
  const began = dateOf(visit.begins_at);
  return (
    <>
      <strong className="stop-time">{say('day.window', { from: clock(visit.begins_at), to: clock(visit.ends_at) })}</strong>
      <Tag>{say(`visit.${visit.state}` as TextKey)}</Tag>
      {began !== day && <span className="doubt">{say('day.leftOver', { day: dayText(began, language) })}</span>}
    </>
  );
}

/** Nothing here asks another host by itself: the map opens when it is pressed. */
function Ways({ stop }: { stop: Stop }): ReactNode {
  const { say } = useLanguage();
  const name = stop.customer_name ?? stop.case_number;
  return (
    <div className="stop-ways">
      {stop.phone ? (
        <Button size="large" icon={<PhoneOutlined aria-hidden />} href={`tel:${stop.phone}`} aria-label={say('day.call', { name })}>
          {say('day.callShort')}
        </Button>
      ) : (
        <span className="quiet">{say('day.noPhone')}</span>
      )}
      {stop.address && (
        <Button
          size="large"
          icon={<EnvironmentOutlined aria-hidden />}
          href={`https://uri.amap.com/search?keyword=${encodeURIComponent(stop.address)}`}
          target="_blank"
          rel="noreferrer"
          aria-label={say('day.map', { address: stop.address })}
        >
          {say('day.mapShort')}
        </Button>
      )}
    </div>
  );
}

interface StepProps extends Pick<Props, 'onOpen' | 'onArrive'> {
  task: StopTask;
  entry: Entry | undefined;
}

function Step({ task, entry, onOpen, onArrive }: StepProps): ReactNode {
  const { say, language } = useLanguage();
  const name = named(language, task);
  if (entry !== undefined && entry.refusal === undefined) {
    return (
      <p className="stop-sent">
        {name} <Tag color="blue">{say('day.waitingOne')}</Tag>
      </p>
    );
  }
  const isArrival = task.element_id === ARRIVAL && entry === undefined;
  return (
    <>
      <Button type="primary" size="large" block danger={entry !== undefined} onClick={() => (isArrival ? onArrive(task) : onOpen(task))}>
        {isArrival ? say('day.arrive') : name}
        {entry !== undefined && ` · ${say('day.refusedOne')}`}
      </Button>
      {isArrival && (
        <Button size="large" block onClick={() => onOpen(task)}>
          {name}
        </Button>
      )}
    </>
  );
}

const CHINA = { timeZone: ZONE } as const;
const clock = (at: string): string => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', ...CHINA });
const dateOf = (at: string): string => new Date(at).toLocaleDateString('sv-SE', CHINA);
