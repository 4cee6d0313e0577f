/** A new statement: an outlet and a period offer the cases that were served; what gets an amount is settled. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, InputNumber, Modal, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNow } from '../app/clock';
import { itemText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { yuan } from '../ui/money';
import { useTell } from '../ui/Tell';
import { deskTime } from '../ui/zone';
import { ITEMS, itemsOf, linesOf, monthBefore, totalOf, withAnother, type Line } from './lines';
import { useOutlets } from './useOutlets';

type Served = components['schemas']['ServedCaseView'];

interface About {
  outlet_id: string;
  begins_on: string;
  ends_on: string;
}

export function DrawUp({ onClose }: { onClose: () => void }): ReactNode {
  const { say } = useLanguage();
  const id = useId();
  const outlets = useOutlets();
  const [first, last] = monthBefore(deskTime(useNow()).slice(0, '2026-11-25'.length));
  const [outlet_id, setOutlet] = useState<string>();
  const [days, setDays] = useState<Partial<About>>({});
  const { begins_on, ends_on } = { begins_on: first, ends_on: last, ...days };
  const day = (name: 'begins_on' | 'ends_on', value: string): ReactNode => (
    <label>
      {say(`settlements.${name}`)}
      <input type="date" className="plain-input full" value={value} onChange={(event) => setDays({ ...days, [name]: event.target.value })} />
    </label>
  );
  return (
    <Modal open width={680} title={say('settlements.drawUp')} footer={null} onCancel={onClose}>
      <label htmlFor={`${id}-outlet`}>
        {say('settlements.outlet')} <span className="required">*</span>
      </label>
      <Select
        id={`${id}-outlet`}
        className="full gap-below"
        showSearch={{ optionFilterProp: 'label' }}
        value={outlet_id}
        onChange={setOutlet}
        options={outlets.map(({ id: value, name }) => ({ value, label: name }))}
      />
      <div className="settled-days gap-below">
        {day('begins_on', begins_on)}
        {day('ends_on', ends_on)}
      </div>
      {outlet_id && begins_on && ends_on ? (
        <Cases key={`${outlet_id} ${begins_on} ${ends_on}`} about={{ outlet_id, begins_on, ends_on }} onClose={onClose} />
      ) : (
        <p className="quiet">{say('settlements.choose')}</p>
      )}
    </Modal>
  );
}

function Cases({ about, onClose }: { about: About; onClose: () => void }): ReactNode {
  const served = useQuery({
    queryKey: ['register', 'unsettled', about],
    queryFn: () => asked(api.GET('/api/v1/settlements/unsettled', { params: { query: about } })),
    // What is being filled in begins with what is open now, and stays as it is.
    gcTime: 0,
    staleTime: Infinity,
  });
  return <Loaded query={served}>{(cases) => <Lines about={about} cases={cases} onClose={onClose} />}</Loaded>;
}

function Lines({ about, cases, onClose }: { about: About; cases: readonly Served[]; onClose: () => void }): ReactNode {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const tell = useTell();
  const [lines, setLines] = useState(() => linesOf(cases));
  const [isTold, setTold] = useState(false);
  const items = itemsOf(lines);
  const draw = useMutation({
    mutationFn: (body: NonNullable<typeof items>) => asked(api.POST('/api/v1/settlements', { body: { ...about, items: body } })),
    onSuccess: ({ id, amount }) => {
      tell.success(say('settlements.drawn', { id, amount: yuan(amount) }));
      onClose();
      return queries.invalidateQueries({ queryKey: ['register'] });
    },
  });
  const put = (changed: Line): void => setLines(lines.map((line) => (line.key === changed.key ? changed : line)));
  return (
    <>
      <p className="quiet">{say(cases.length === 0 ? 'settlements.nothing' : 'settlements.served', { n: cases.length })}</p>
      <ul className="settled-lines" aria-label={say('settlements.lines')}>
        {lines.map((line) => (
          <OneLine
            key={line.key}
            line={line}
            onChange={put}
            onMore={() => setLines(withAnother(lines, line))}
            onRemove={() => setLines(lines.filter((each) => each !== line))}
          />
        ))}
      </ul>
      <Button size="small" icon={<PlusOutlined aria-hidden />} className="gap-below" onClick={() => setLines(withAnother(lines))}>
        {say('settlements.more')}
      </Button>
      {isTold && items === undefined && <p className="field-errors">{say('settlements.missing')}</p>}
      {draw.error && <Alert type="error" showIcon title={draw.error.message} className="gap-below" />}
      <div className="settled-end">
        <strong>{say('settlements.total', { amount: yuan(totalOf(lines)) })}</strong>
        <Button onClick={onClose}>{say('action.cancel')}</Button>
        <Button type="primary" loading={draw.isPending} onClick={() => (items === undefined ? setTold(true) : draw.mutate(items))}>
          {say('settlements.drawUp')}
        </Button>
      </div>
    </>
  );
}

interface LineProps {
  line: Line;
  onChange: (line: Line) => void;
  onMore: () => void;
  onRemove: () => void;
}

function OneLine({ line, onChange, onMore, onRemove }: LineProps): ReactNode {
  const { say } = useLanguage();
  const of = line.case_number;
  return (
    <li>
      <span className="settled-case">
        {line.served ? (
          <>
            {of} <span className="quiet">{say('settlements.visits', { n: line.served.visits, day: line.served.visited_on })}</span>
          </>
        ) : (
          <Input
            aria-label={say('case.number')}
            placeholder={say('case.number')}
            value={of}
            onChange={(event) => onChange({ ...line, case_number: event.target.value })}
          />
        )}
      </span>
      <Select
        aria-label={say('settlements.itemOf', { case: of })}
        value={line.item}
        onChange={(item) => onChange({ ...line, item })}
        options={ITEMS.map((each) => ({ value: each, label: itemText(say, each) }))}
      />
      <InputNumber<number>
        aria-label={say('settlements.amountOf', { case: of })}
        prefix="¥"
        min={0.01}
        precision={2}
        controls={false}
        value={line.amount}
        onChange={(amount) => onChange({ ...line, amount })}
      />
      <Button type="text" icon={<PlusOutlined aria-hidden />} aria-label={say('settlements.moreOf', { case: of })} title={say('settlements.moreOf', { case: of })} onClick={onMore} />
      <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={say('settlements.removeOf', { case: of })} title={say('settlements.removeOf', { case: of })} onClick={onRemove} />
    </li>
  );
}
