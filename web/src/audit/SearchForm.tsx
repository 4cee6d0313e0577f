/** The conditions of a search; all must hold, and all stand in the address. */
import { PlusOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useProcesses } from '../app/processes';
import { usePeople } from '../app/people';
import { useFieldLabels } from '../cases/useFieldLabels';
import { useLanguage } from '../lang/text';
import { COMPARISONS, readTest, STATES, writeTest, type VariableTest } from './search';
import { useOutcomes } from './useOutcomes';
import { useRules } from './useRules';

const PLAIN = ['q', 'process', 'state', 'outcome', 'person', 'rule', 'startedFrom', 'startedTo', 'endedFrom', 'endedTo'] as const;
type Name = (typeof PLAIN)[number];
type Asked = Partial<Record<Name, string>>;

export function SearchForm(): ReactNode {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<Asked>(() => Object.fromEntries(PLAIN.map((name) => [name, search.get(name) ?? undefined])) as Asked);
  const [tests, setTests] = useState<VariableTest[]>(() => search.getAll('variable').flatMap((text) => readTest(text) ?? []));
  const change = (name: Name, value: string | undefined): void => setAsked((before) => ({ ...before, [name]: value }));
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    const next = new URLSearchParams();
    for (const name of PLAIN) if (asked[name]) next.set(name, asked[name]);
    for (const test of tests) if (test.name.trim()) next.append('variable', writeTest(test));
    setSearch(next);
  };
  return (
    <form className="card search" onSubmit={ask}>
      <div className="search-fields">
        <Field label={say('case.number')}>{(id) => <Input id={id} allowClear value={asked.q ?? ''} onChange={(event) => change('q', event.target.value)} />}</Field>
        <Choices asked={asked} onChange={change} />
        <Days label={say('audit.started')} from="startedFrom" to="startedTo" asked={asked} onChange={change} />
        <Days label={say('audit.ended')} from="endedFrom" to="endedTo" asked={asked} onChange={change} />
      </div>
      <Tests tests={tests} onChange={setTests} />
      <div className="search-actions">
        <Button type="primary" htmlType="submit">
          {say('audit.search')}
        </Button>
        <Button onClick={() => setSearch(new URLSearchParams())}>{say('audit.clear')}</Button>
      </div>
    </form>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className="search-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface ChangeProps {
  asked: Asked;
  onChange: (name: Name, value: string | undefined) => void;
}

function Choices({ asked, onChange }: ChangeProps): ReactNode {
  const { say } = useLanguage();
  const processes = useProcesses();
  const people = usePeople();
  const outcomes = useOutcomes(asked.process);
  const rules = useRules();
  const choice = (name: Name, label: string, options: { value: string; label: string }[], hint?: string): ReactNode => (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={hint}
          value={asked[name] ?? null}
          onChange={(value: string | null) => onChange(name, value ?? undefined)}
          options={options}
        />
      )}
    </Field>
  );
  return (
    <>
      {choice('process', say('inbox.process'), processes.options)}
      {choice('state', say('cases.state'), STATES.map((each) => ({ value: each, label: say(`state.${each}`) })))}
      {choice('outcome', say('audit.outcome'), outcomes, asked.process ? undefined : say('audit.processFirst'))}
      {choice('person', say('audit.person'), people.map((each) => ({ value: each.id, label: each.name })))}
      {choice('rule', say('audit.rule'), withChosen(rules, asked.rule))}
    </>
  );
}

// A row that came with a link may belong to an older version of its table.
function withChosen(options: { value: string; label: string }[], chosen: string | undefined): { value: string; label: string }[] {
  return chosen === undefined || options.some((each) => each.value === chosen) ? options : [...options, { value: chosen, label: chosen }];
}

interface DaysProps extends ChangeProps {
  label: string;
  from: Name;
  to: Name;
}

function Days({ label, from, to, asked, onChange }: DaysProps): ReactNode {
  const { say } = useLanguage();
  const input = (name: Name, text: string): ReactNode => (
    <input type="date" className="plain-input" aria-label={`${label} ${text}`} value={asked[name] ?? ''} onChange={(event) => onChange(name, event.target.value)} />
  );
  return (
    <fieldset className="search-field days">
      <legend>{label}</legend>
      {input(from, say('audit.from'))} – {input(to, say('audit.to'))}
    </fieldset>
  );
}

function Tests({ tests, onChange }: { tests: VariableTest[]; onChange: (tests: VariableTest[]) => void }): ReactNode {
  const { say } = useLanguage();
  const { labels } = useFieldLabels();
  const names = useId();
  const put = (at: number, test: Partial<VariableTest>): void => onChange(tests.map((each, index) => (index === at ? { ...each, ...test } : each)));
  return (
    <div className="tests">
      <datalist id={names}>
        {Object.entries(labels).map(([name, field]) => (
          <option key={name} value={name} label={field.title ?? name} />
        ))}
      </datalist>
      {tests.map((test, at) => (
        <div key={at} className="test">
          <input
            className="plain-input"
            list={names}
            value={test.name}
            placeholder={say('audit.variable')}
            aria-label={say('audit.variableN', { n: at + 1 })}
            onChange={(event) => put(at, { name: event.target.value })}
          />
          <Select
            aria-label={say('audit.comparison')}
            value={test.comparison}
            onChange={(comparison) => put(at, { comparison })}
            options={COMPARISONS.map((each) => ({ value: each, label: say(`comparison.${each}`) }))}
          />
          <Input value={test.value} placeholder={say('audit.value')} aria-label={say('audit.value')} onChange={(event) => put(at, { value: event.target.value })} />
          <Button icon={<DeleteOutlined aria-hidden />} aria-label={say('audit.removeTest', { n: at + 1 })} onClick={() => onChange(tests.filter((_, index) => index !== at))} />
        </div>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} disabled={tests.length >= 10} onClick={() => onChange([...tests, { name: '', comparison: '=', value: '' }])}>
        {say('audit.addTest')}
      </Button>
    </div>
  );
}
