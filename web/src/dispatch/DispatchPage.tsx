/** The dispatch board: visits that wait on the left, technicians with their day on the right. */
import { Alert, Input, Modal, Segmented } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { useTell } from '../ui/Tell';
import { DayRow } from './DayRow';
import { obstaclesOf, useAssign, useBoard, useCandidates, type Board, type Candidate, type Day, type Gift } from './useBoard';
import { WaitingList } from './WaitingList';

export function DispatchPage(): ReactNode {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const day = search.get('day');
  const board = useBoard(day);
  return (
    <div className="page">
      <div className="card-head">
        <h1>{say('dispatch.title')}</h1>
        <label className="day">
          {say('dispatch.day')}{' '}
          <input
            type="date"
            value={day ?? board.data?.day ?? ''}
            onChange={(event) => setSearch(changed(search, { day: event.target.value || undefined }))}
          />
        </label>
      </div>
      <Loaded query={board}>{(found) => <Filled board={found} />}</Loaded>
    </div>
  );
}

function Filled({ board }: { board: Board }): ReactNode {
  const { say, language } = useLanguage();
  const tell = useTell();
  const [search, setSearch] = useSearchParams();
  const assign = useAssign();
  const [doubtful, setDoubtful] = useState<Gift & { candidate: Candidate; name: string }>();
  const chosen = board.waiting.find((task) => task.task_id === search.get('task'));
  const candidates = useCandidates(chosen?.task_id ?? null, search.get('day'));
  const choose = (taskId: string | null): void => setSearch(changed(search, { task: taskId ?? undefined }), { replace: true });

  const give = (gift: Gift, name: string): void =>
    assign.mutate(gift, {
      onSuccess: () => {
        tell.success(say('dispatch.given', { number: gift.task.case_number ?? '', name }));
        choose(null);
        setDoubtful(undefined);
      },
    });
  const tryToGive = (day: Day, taskId: string | null): void => {
    const task = board.waiting.find((each) => each.task_id === (taskId ?? chosen?.task_id));
    const candidate = candidates.data?.get(day.technician_id);
    if (task === undefined || candidate === undefined) return;
    const gift = { task, technician: day.technician_id };
    if (candidate.is_fit) give(gift, day.name);
    else if (candidate.may_overrule) setDoubtful({ ...gift, candidate, name: day.name });
    else tell.warning(obstaclesOf(candidate, language));
  };
  return (
    <>
      {assign.error && doubtful === undefined && <Alert type="error" showIcon closable title={assign.error.message} className="gap-below" />}
      <div className="board">
        <WaitingList waiting={board.waiting} chosen={chosen?.task_id ?? null} onChoose={choose} />
        <Days board={board} candidates={candidates.data} outletId={chosen?.outlet_id ?? null} isChoosing={chosen !== undefined} onGive={tryToGive} />
      </div>
      {doubtful && (
        <Overrule gift={doubtful} error={assign.error} isPending={assign.isPending} onCancel={() => setDoubtful(undefined)} onGive={(reason) => give({ ...doubtful, reason }, doubtful.name)} />
      )}
    </>
  );
}

interface DaysProps {
  board: Board;
  candidates: ReadonlyMap<string, Candidate> | undefined;
  outletId: string | null;
  isChoosing: boolean;
  onGive: (day: Day, taskId: string | null) => void;
}

function Days({ board, candidates, outletId, isChoosing, onGive }: DaysProps): ReactNode {
  const { say } = useLanguage();
  const [shown, setShown] = useState<'near' | 'all'>('near');
  const outlets = useMemo(() => byOutlet(board.technicians), [board]);
  const isNarrow = isChoosing && shown === 'near' && outletId !== null;
  return (
    <section className="card" aria-label={say('dispatch.technicians')}>
      <div className="card-head">
        <h2>{say('dispatch.technicians')}</h2>
        {isChoosing && outletId !== null && (
          <Segmented
            aria-label={say('nav.dispatch')}
            value={shown}
            onChange={(value) => setShown(value as 'near' | 'all')}
            options={[
              { value: 'near', label: say('dispatch.near') },
              { value: 'all', label: say('dispatch.all') },
            ]}
          />
        )}
      </div>
      {!isChoosing && <p className="quiet">{say('dispatch.hint')}</p>}
      {outlets
        .filter(([id]) => !isNarrow || id === outletId)
        .map(([id, days]) => (
          <div key={id}>
            <h3>{days[0]?.outlet ?? id}</h3>
            <ul className="days">
              {days.map((day) => (
                <DayRow
                  key={day.technician_id}
                  day={day}
                  candidate={candidates?.get(day.technician_id)}
                  isChoosing={isChoosing}
                  onGive={(taskId) => onGive(day, taskId)}
                />
              ))}
            </ul>
          </div>
        ))}
    </section>
  );
}

function byOutlet(technicians: readonly Day[]): [string, Day[]][] {
  const found = new Map<string, Day[]>();
  for (const day of technicians) found.set(day.outlet_id, [...(found.get(day.outlet_id) ?? []), day]);
  return [...found];
}

interface OverruleProps {
  gift: { candidate: Candidate; name: string };
  error: Error | null;
  isPending: boolean;
  onCancel: () => void;
  onGive: (reason: string) => void;
}

function Overrule({ gift, error, isPending, onCancel, onGive }: OverruleProps): ReactNode {
  const { say, language } = useLanguage();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={say('dispatch.overrule', { name: gift.name })}
      okText={say('dispatch.give')}
      cancelText={say('action.cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: isPending }}
      onCancel={onCancel}
      onOk={() => onGive(reason.trim())}
    >
      <p>{obstaclesOf(gift.candidate, language)}</p>
      <label>
        {say('dispatch.reason')}
        <Input.TextArea rows={2} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {error && <Alert type="error" showIcon title={error.message} />}
    </Modal>
  );
}
