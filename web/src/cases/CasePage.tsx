/** One case: where it stands, what is known, what happened, and what can be done. */
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Case, Values } from '../api/types';
import { useNameOf } from '../app/people';
import { useProcesses } from '../app/processes';
import { useMay } from '../app/session';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';
import { Attachments } from '../ui/Attachments';
import { Comments } from '../ui/Comments';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { CaseDiagram } from './CaseDiagram';
import { CaseFacts } from './CaseFacts';
import { CaseState } from './CaseState';
import { CaseTasks } from './CaseTasks';
import { Beside } from './Beside';
import { FollowOn } from './FollowOn';
import { Incidents } from './Incidents';
import { Integrity } from './Integrity';
import { MessageButtons } from './MessageButtons';
import { Papers } from './Papers';
import { StageSteps } from './StageSteps';
import { CaseTrace } from './Trace';
import { useCase, useCaseAttachments, useCaseComments, useScopes } from './useCase';

export function CasePage(): ReactNode {
  const { caseId = '' } = useParams();
  return <Loaded query={useCase(caseId)}>{(data) => <CaseView key={caseId} data={data} />}</Loaded>;
}

function CaseView({ data }: { data: Case }): ReactNode {
  const { say, language } = useLanguage();
  const processes = useProcesses();
  const nameOf = useNameOf();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const tabs = [
    { key: 'overview', label: say('case.overview'), children: <Overview data={data} /> },
    { key: 'diagram', label: say('case.diagram'), children: <CaseDiagram data={data} /> },
    { key: 'record', label: say('case.record'), children: <CaseTrace data={data} /> },
    { key: 'remarks', label: say('case.remarks'), children: <Remarks caseId={data.id} /> },
  ];
  return (
    <div className="page">
      <header className="case-head">
        <div>
          <p className="quiet">
            <Link to="/cases">{say('cases.title')}</Link> / {processes.nameOf(data.process_key)}
          </p>
          <h1>{data.business_key ?? data.id}</h1>
          <p className="task-meta">
            <CaseState state={data.state} />
            <span>{say('case.startedLine', { at: moment(data.started_at, language), name: nameOf(data.started_by) })}</span>
            {data.ended_at && <span>{say('case.endedLine', { at: moment(data.ended_at, language) })}</span>}
          </p>
        </div>
        <div className="case-actions">
          {may('send_messages') && data.state === 'active' && <MessageButtons data={data} />}
          {may('send_messages') && data.business_key && <FollowOn data={data} />}
          {may('audit') && <Integrity caseId={data.id} />}
        </div>
      </header>
      <StageSteps number={data.business_key} instanceId={data.id} />
      {data.incidents > 0 && <Incidents caseId={data.id} />}
      <Tabs
        activeKey={search.get('tab') ?? 'overview'}
        onChange={(tab) => setSearch(changed(search, { tab }), { replace: true })}
        items={tabs}
      />
    </div>
  );
}

function Overview({ data }: { data: Case }): ReactNode {
  const say = useLanguage().say;
  const scopes = useScopes(data.id);
  return (
    <div className="two-columns">
      <section className="card">
        <h2>{say('case.facts')}</h2>
        <Loaded query={scopes}>
          {(found) => (
            <CaseFacts
              isCasePage
              instanceId={data.id}
              variables={variablesOf(found)}
            />
          )}
        </Loaded>
      </section>
      <section className="card">
        <h2>{say('case.tasks')}</h2>
        <CaseTasks caseId={data.id} />
        {scopes.data && <Beside number={data.business_key} instanceId={data.id} variables={variablesOf(scopes.data)} />}
      </section>
    </div>
  );
}

/** Return what all scopes know. Inner ones first: what a called process knows is usually the case's own already. */
function variablesOf(scopes: readonly { variables: unknown }[]): Values {
  return Object.assign({}, ...scopes.map((scope) => scope.variables).reverse()) as Values;
}

function Remarks({ caseId }: { caseId: string }): ReactNode {
  const say = useLanguage().say;
  return (
    <div className="two-columns">
      <section className="card">
        <h2>{say('case.comments')}</h2>
        <Loaded query={useCaseComments(caseId)}>{(found) => <Comments comments={found} caseId={caseId} />}</Loaded>
      </section>
      <section className="card">
        <h2>{say('case.papers')}</h2>
        <Papers caseId={caseId} />
        <h2>{say('case.files')}</h2>
        <Loaded query={useCaseAttachments(caseId)}>{(found) => <Attachments attachments={found} />}</Loaded>
      </section>
    </div>
  );
}
