/** A test case: fill in its forms, send its messages, move its clock, and see the path on the diagram. */
import { ClockCircleOutlined, ExperimentOutlined, MailOutlined } from '@ant-design/icons';
import { Alert, Button, Select, Tag } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Event } from '../api/types';
import { useProcesses } from '../app/processes';
import { CaseState } from '../cases/CaseState';
import { Diagram } from '../bpmn/Diagram';
import { marksOf } from '../bpmn/marks';
import { useModel } from '../bpmn/model';
import { Trace } from '../cases/Trace';
import { groupText } from '../lang/codes';
import { listed, named, useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { TrialTask } from './TrialTask';
import { useTrial, useTrialRecord, useTrialSteps, type Trial } from './useTrial';

const LEAPS = [
  ['PT1H', 'clock.hour'],
  ['P1D', 'clock.day'],
  ['P7D', 'clock.week'],
  ['P30D', 'trial.month'],
] as const;

export function TrialPage(): ReactNode {
  const { say } = useLanguage();
  const { trialId = '' } = useParams();
  const trial = useTrial(trialId);
  if (trial.isError) {
    return (
      <div className="page">
        <Alert type="info" showIcon title={say('trial.gone')} description={<Link to="/models">{say('models.title')}</Link>} />
      </div>
    );
  }
  return <Loaded query={trial}>{(run) => <Running key={run.id} run={run} />}</Loaded>;
}

function Running({ run }: { run: Trial }): ReactNode {
  const { say, language } = useLanguage();
  const navigate = useNavigate();
  const processes = useProcesses();
  const steps = useTrialSteps(run.id);
  const record = useTrialRecord(run);
  const [task, setTask] = useState<string>();
  const open = run.tasks.find((each) => each.id === task) ?? run.tasks[0];
  const events = useMemo(() => (record.data ?? []).map((event) => asDeployed(event, run)), [record.data, run]);
  const leave = (): void => steps.close.mutate(undefined, { onSettled: () => void navigate(`/models/process/${encodeURIComponent(run.definition_id)}`) });
  return (
    <div className="page">
      <header className="case-head">
        <div>
          <p className="quiet">
            <Link to="/models">{say('models.title')}</Link> / <Link to={`/models/process/${encodeURIComponent(run.definition_id)}`}>{run.definition_id}</Link>
          </p>
          <h1>
            <ExperimentOutlined aria-hidden /> {say('trial.of', { name: processes.nameOf(run.definition_id) })}
          </h1>
          <p className="task-meta">
            <CaseState state={run.instance.state} />
            {run.instance.business_key && <span>{run.instance.business_key}</span>}
            <span>{say('trial.stepsLeft', { n: run.steps_left })}</span>
          </p>
        </div>
        <Button disabled={!steps.mayClose} onClick={leave}>{say('trial.close')}</Button>
      </header>
      <div className="clock-note trial-clock">
        <ClockCircleOutlined aria-hidden /> {say('trial.now', { now: moment(run.now, language) })}
        {LEAPS.map(([by, text]) => (
          <Button key={by} size="small" disabled={steps.isBusy} loading={steps.advance.isPending && steps.advance.variables === by} onClick={() => steps.advance.mutate(by)}>
            {say(text)}
          </Button>
        ))}
      </div>
      {steps.error && <Alert type="error" showIcon title={steps.error.message} className="gap-below" />}
      {run.incidents.map((incident) => (
        <Alert key={incident.id} type="error" showIcon className="gap-below" title={incident.element_id} description={incident.message} />
      ))}
      <div className="trial">
        <TrialDiagram run={run} events={events} />
        <section className="card">
          <h2>{say('trial.next')}</h2>
          <div className="views">
            {run.tasks.map((each) => (
              <button key={each.id} type="button" className={`view${each.id === open?.id ? ' is-chosen' : ''}`} onClick={() => setTask(each.id)}>
                {named(language, each)} <Tag>{listed(language, each.candidate_groups.map((group) => groupText(say, group)))}</Tag>
              </button>
            ))}
            {run.messages.map((each) => (
              <Button key={each.id} icon={<MailOutlined aria-hidden />} disabled={steps.isBusy} onClick={() => steps.send.mutate({ name: each.message, correlation_key: each.correlation_key })}>
                {say('trial.send', { name: each.message })}
              </Button>
            ))}
          </div>
          {open ? <TrialTask key={open.id} trial={run.id} task={open} steps={steps} /> : <p className="quiet">{say(run.instance.state === 'active' ? 'trial.noTask' : 'trial.ended')}</p>}
        </section>
      </div>
      <h2>{say('case.record')}</h2>
      {record.data && <Trace events={events} tokens={[]} isPictured={false} />}
    </div>
  );
}

function TrialDiagram({ run, events }: { run: Trial; events: Event[] }): ReactNode {
  const { say } = useLanguage();
  const processes = useProcesses();
  const [chosen, setChosen] = useState<string>();
  const tokens = useMemo(() => run.tokens.map((token) => ({ ...token, definition_id: run.models[token.definition_id] ?? token.definition_id })), [run]);
  const definitions = [...new Set([run.definition_id, ...events.map((event) => event.definition_id ?? run.definition_id)])];
  const busy = tokens.find((token) => token.waits_for === 'task')?.definition_id ?? run.definition_id;
  const shown = chosen ?? busy;
  const model = useModel(shown);
  const marks = useMemo(() => marksOf(shown, tokens, events, undefined), [shown, tokens, events]);
  return (
    <section>
      <div className="filters">
        <Select aria-label={say('diagram.which')} value={shown} onChange={setChosen} options={definitions.map((id) => ({ value: id, label: processes.nameOf(id) }))} />
        <span className="legend">
          <span className="legend-waits">{say('diagram.waits')}</span>
          <span className="legend-done">{say('diagram.done')}</span>
        </span>
      </div>
      <Loaded query={model}>{(xml) => <Diagram xml={xml} marks={marks} label={say('case.diagram')} />}</Loaded>
    </section>
  );
}

// A test case numbers its versions by itself; names and pictures are those of what is deployed.
const asDeployed = (event: Event, run: Trial): Event => ({
  ...event,
  definition_id: event.definition_id && (run.models[event.definition_id] ?? event.definition_id),
});
