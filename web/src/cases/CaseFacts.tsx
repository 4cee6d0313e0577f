/** What is known about a case: the answers of its forms, and apart from them what only the process needs. */
import { Descriptions } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Values } from '../api/types';
import { useMay } from '../app/session';
import { useText } from '../lang/text';
import { asAnswered } from './labels';
import { useAnsweredForms } from './useAnsweredForms';
import { useFieldLabels } from './useFieldLabels';
import { useRecordWords } from './useRecordWords';
import { Value } from './Value';

interface Props {
  instanceId: string;
  variables: Values;
  formKey?: string | null;
  isCasePage?: boolean;
}

export function CaseFacts({ instanceId, variables, isCasePage = false }: Props): ReactNode {
  const say = useText();
  const may = useMay();
  const { labels, ofForm, isPending } = useFieldLabels();
  const formOf = useAnsweredForms(instanceId, variables, ofForm);
  const [isOpen, setOpen] = useState(false);
  const given = Object.entries(variables).filter(([, value]) => value !== null);
  const known = given.filter(([name]) => labels[name]?.title).sort(([a], [b]) => order(labels, a) - order(labels, b));
  const inner = given.filter(([name]) => !labels[name]?.title);
  if (isPending) return <p className="quiet">{say('app.loading')}</p>;
  return (
    <div className="facts">
      {!isCasePage && may('read_cases') && (
        <p>
          <Link to={`/cases/${instanceId}`}>{say('case.openPage')}</Link>
        </p>
      )}
      {known.length === 0 && <p className="quiet">{say('case.noFacts')}</p>}
      {known.length > 0 && (
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 1, md: 2 }}
          items={known.map(([name, value]) => ({
            key: name,
            label: labels[name]?.title,
            children: <Value value={value} field={asAnswered(labels[name], ofForm[formOf(name) ?? '']?.[name])} />,
          }))}
        />
      )}
      {inner.length > 0 && may('read_models') && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say('case.innerFacts', { n: inner.length })}</summary>
          {isOpen && <InnerFacts facts={inner} />}
        </details>
      )}
    </div>
  );
}

function InnerFacts({ facts }: { facts: readonly [string, unknown][] }): ReactNode {
  const { titleOf, fieldOf } = useRecordWords([]);
  return (
    <dl className="inner-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>
            {titleOf(name) !== name && titleOf(name)} <code>{name}</code>
          </dt>
          <dd>
            <Value value={value} field={fieldOf(name)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const order = (labels: Record<string, unknown>, name: string): number => Object.keys(labels).indexOf(name);
