/** A technician's day on the phone: whom to visit, how to get there, what to do; with a network or without. */
import { Alert, Button } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { MyDay, StopTask } from '../api/types';
import { useClock } from '../app/clock';
import { useMe } from '../app/session';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';
import { draftOf, keepDraft } from '../offline/useLocalDraft';
import { useOutbox } from '../offline/useOutbox';
import type { Told } from '../offline/kept';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { deskTime } from '../ui/zone';
import { DayTask } from './DayTask';
import { StopCard } from './StopCard';
import { useKeepTasks, useMyDay } from './useMyDay';
import './day.css';

export function DayPage(): ReactNode {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day');
  const day = useMyDay(asked);
  const taskId = search.get('task');
  useServiceWorker();
  return (
    <div className="page my-day">
      <WaitingBar />
      {taskId !== null ? (
        <DayTask key={taskId} taskId={taskId} onBack={() => setSearch(changed(search, { task: undefined }))} />
      ) : (
        <>
          <div className="card-head">
            <h1>{say('day.title')}</h1>
            <label className="day">
              {say('day.day')}{' '}
              <input
                type="date"
                value={asked ?? day.data?.value.day ?? ''}
                onChange={(event) => setSearch(changed(search, { day: event.target.value || undefined }))}
              />
            </label>
          </div>
          <Loaded query={day}>{(told) => <Stops told={told} />}</Loaded>
        </>
      )}
    </div>
  );
}

function Stops({ told }: { told: Told<MyDay> }): ReactNode {
  const { say, language } = useLanguage();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const clock = useClock().data;
  const outbox = useOutbox();
  const tasks = useKeepTasks(told);
  const open = (task: StopTask): void => setSearch(changed(search, { task: task.id }));
  const arrive = async (task: StopTask): Promise<void> => {
    const draft = (await draftOf(me.id, task.id)) ?? {};
    const now = clock?.isVirtual ? clock.now : Date.now() + (clock?.ahead ?? 0);
    const offline = told.since !== null || !navigator.onLine;
    if (draft['arrived_at'] === undefined) await keepDraft(me.id, task.id, { ...draft, arrived_at: deskTime(now), ...(offline && { arrived_offline: true }) });
    open(task);
  };
  return (
    <>
      {told.since !== null && <Alert type="warning" showIcon className="gap-below" title={say('day.offline', { at: moment(new Date(told.since).toISOString(), language) })} />}
      {tasks.error && <Alert type="warning" showIcon className="gap-below" title={tasks.error.message} />}
      {told.value.stops.length === 0 && <p className="quiet padded">{say('day.none')}</p>}
      <ol className="stops" data-kept={tasks.isSuccess || told.since !== null}>
        {told.value.stops.map((stop) => (
          <StopCard key={stop.visit?.id ?? stop.case_number} stop={stop} day={told.value.day} entries={outbox.entries} onOpen={open} onArrive={(task) => void arrive(task)} />
        ))}
      </ol>
    </>
  );
}

/** Says what is on its way, and what came back. */
function WaitingBar(): ReactNode {
  const { say } = useLanguage();
  const { entries, send } = useOutbox();
  const waiting = entries.filter((entry) => entry.refusal === undefined).length;
  const refused = entries.length - waiting;
  return (
    <div className="waiting-bar" role="status">
      {waiting > 0 && (
        <>
          <span>{send.isPending ? say('day.sending') : say('day.waiting', { n: waiting })}</span>
          <Button loading={send.isPending} onClick={() => send.mutate()}>
            {say('day.send')}
          </Button>
        </>
      )}
      {refused > 0 && <span className="urgent">{say('day.refusedCount', { n: refused })}</span>}
      {send.error && <span className="urgent">{send.error.message}</span>}
    </div>
  );
}

/** From the first time on the page opens without a network; plain http, where browsers allow none, goes without. */
function useServiceWorker(): void {
  useEffect(() => {
    if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  }, []);
}
