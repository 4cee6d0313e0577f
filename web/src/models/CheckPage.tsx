/** Check model files before they are deployed: every problem in a list and at its place on the diagram. */
import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Table, Tag } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Problem } from '../api/problem';
import type { components } from '../api/schema';
import type { ModelProblem } from '../api/types';
import { sent } from '../api/upload';
import { Diagram, type Mark } from '../bpmn/Diagram';
import { useText } from '../lang/text';
import { useTell } from '../ui/Tell';

interface ModelFile {
  name: string;
  text: string;
}
type Checked = components['schemas']['CheckView'];

const parts = (files: ModelFile[]): [string, Blob, string][] =>
  files.map((file) => ['files', new Blob([file.text]), file.name]);

export function CheckPage(): ReactNode {
  const say = useText();
  const tell = useTell();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<ModelFile[]>([]);
  const [chosen, setChosen] = useState<ModelProblem>();
  const check = useMutation({ mutationFn: (given: ModelFile[]) => sent<Checked>('/api/v1/check', parts(given)) });
  const deploy = useMutation({
    mutationFn: () => sent<components['schemas']['DeploymentView']>('/api/v1/deployments', parts(files)),
    onSuccess: (deployed) => {
      tell.success(say('check.deployed', { created: deployed.created.length, unchanged: deployed.unchanged.length }));
      return queries.invalidateQueries({ queryKey: ['definitions'] });
    },
  });
  const take = async (given: FileList | null): Promise<void> => {
    const read = await Promise.all(
      [...(given ?? [])]
        .filter((file) => /\.(bpmn|dmn|json)$/.test(file.name))
        .map(async (file) => ({ name: file.webkitRelativePath || file.name, text: await file.text() })),
    );
    if (read.length === 0) return;
    setFiles(read);
    setChosen(undefined);
    deploy.reset();
    check.mutate(read);
  };
  const found = check.data;
  const shown = files.find((file) => file.name === chosen?.file && file.name.endsWith('.bpmn')) ?? files.find((file) => file.name.endsWith('.bpmn'));
  return (
    <div className="page">
      <p className="quiet">
        <Link to="/models">{say('models.title')}</Link> / {say('check.title')}
      </p>
      <h1>{say('check.title')}</h1>
      <div
        className="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer.files);
        }}
      >
        <InboxOutlined aria-hidden />
        <p>{say('check.lead')}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".bpmn,.dmn,.json"
          onChange={(event) => {
            void take(event.target.files).then(() => {
              if (input.current) input.current.value = '';
            });
          }}
        />
        <Button loading={check.isPending} onClick={() => input.current?.click()}>
          {say('check.choose')}
        </Button>
      </div>
      {check.error && <Refused error={check.error} />}
      {deploy.error && <Refused error={deploy.error} />}
      {found && (
        <>
          <Alert
            type={found.is_deployable ? 'success' : 'error'}
            showIcon
            className="gap-below"
            title={say(found.is_deployable ? 'check.good' : 'check.bad', { files: files.length, n: found.problems.length })}
            action={
              <Popconfirm
                title={say('check.confirm', { n: files.length })}
                description={say('check.confirmHint')}
                okText={say('check.deploy')}
                cancelText={say('action.cancel')}
                onConfirm={() => deploy.mutate()}
              >
                <Button type="primary" disabled={!found.is_deployable || deploy.isSuccess} loading={deploy.isPending}>
                  {say('check.deploy')}
                </Button>
              </Popconfirm>
            }
          />
          {shown && <Findings file={shown} problems={found.problems} chosen={chosen} onChoose={setChosen} />}
          <ProblemTable problems={found.problems} onChoose={setChosen} />
        </>
      )}
    </div>
  );
}

function Refused({ error }: { error: Error }): ReactNode {
  const problems = error instanceof Problem ? (error.body.problems ?? []) : [];
  return (
    <>
      <Alert type="error" showIcon title={error.message} className="gap-below" />
      {problems.length > 0 && <ProblemTable problems={problems} onChoose={() => undefined} />}
    </>
  );
}

interface Choice {
  problems: ModelProblem[];
  onChoose: (problem: ModelProblem) => void;
}

function Findings({ file, problems, chosen, onChoose }: Choice & { file: ModelFile; chosen: ModelProblem | undefined }): ReactNode {
  const say = useText();
  const here = useMemo(() => problems.filter((problem) => problem.file === file.name && problem.element), [problems, file]);
  const marks = useMemo(() => {
    const elements = [...new Set(here.map((problem) => problem.element ?? ''))];
    const looks = elements.map((element): Mark => {
      const own = here.filter((problem) => problem.element === element);
      const isError = own.some((problem) => problem.severity === 'error');
      return { element, look: isError ? 'error' : 'warning', text: `${isError ? '✕' : '!'} ${own.length}` };
    });
    return chosen?.element ? [...looks, { element: chosen.element, look: 'chosen' } as const] : looks;
  }, [here, chosen]);
  return (
    <>
      <h2>{file.name}</h2>
      <Diagram
        xml={file.text}
        marks={marks}
        label={say('case.diagram')}
        focus={chosen?.element ?? undefined}
        onChoose={(element) => {
          const problem = here.find((each) => each.element === element);
          if (problem) onChoose(problem);
        }}
      />
    </>
  );
}

function ProblemTable({ problems, onChoose }: Choice): ReactNode {
  const say = useText();
  return (
    <Table<ModelProblem>
      rowKey={(row) => `${row.file} ${row.line} ${row.element} ${row.code} ${row.message}`}
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={problems}
      locale={{ emptyText: say('check.noProblems') }}
      columns={[
        {
          title: say('check.severity'),
          render: (_, row) =>
            row.severity === 'error' ? <Tag color="error">{say('check.error')}</Tag> : <Tag color="warning">{say('check.warning')}</Tag>,
        },
        {
          title: say('check.code'),
          render: (_, row) => (
            <Button type="link" className="as-link" onClick={() => onChoose(row)}>
              {row.code}
            </Button>
          ),
        },
        { title: say('models.file'), render: (_, row) => (row.line > 0 ? `${row.file}:${row.line}` : row.file) },
        { title: say('models.element'), render: (_, row) => row.element && <code>{row.element}</code> },
        { title: say('check.message'), render: (_, row) => <div className="message">{row.message}<div className="quiet">{row.mend}</div></div> },
      ]}
    />
  );
}
