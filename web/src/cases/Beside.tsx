/** The case beside the task: customer, unit and its warranty, earlier repairs, clocks, parts and charges. */
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { components } from '../api/schema';
import type { Values } from '../api/types';
import { useNames } from '../bpmn/model';
import { listed, useLanguage } from '../lang/text';
import { CaseLink } from '../ui/CaseLink';
import { Due } from '../ui/Due';
import { yuan } from '../ui/money';
import { TimeSpent } from './TimeSpent';
import { useClocks, useQuotes, useRequisitions, useUnit } from './useRegister';

type Unit = components['schemas']['UnitDetail'];

interface Props {
  number: string | null;
  instanceId: string;
  variables: Values;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export function Beside({ number, instanceId, variables }: Props): ReactNode {
  const say = useLanguage().say;
  const unit = useUnit(text(variables['serial_number'])).data;
  const phone = text(variables['customer_phone']);
  const place = [text(variables['city']), text(variables['address'])].filter(Boolean).join(' ');
  // The server hides how customers are reached from those who do not work on the task.
  const isHidden = [phone, text(variables['address'])].some((each) => each?.includes('***'));
  return (
    <div className="beside">
      {text(variables['customer_name']) && (
        <Part title={say('beside.customer')}>
          <p>
            {text(variables['customer_name'])} {phone && (isHidden ? phone : <a href={`tel:${phone}`}>{phone}</a>)}
          </p>
          {place && <p className="quiet">{place}</p>}
          {isHidden && <p className="quiet">{say('beside.hidden')}</p>}
        </Part>
      )}
      {unit && <UnitPart unit={unit} />}
      {unit && <Repairs unit={unit} number={number} />}
      <TimeSpent number={number} />
      <Clocks instanceId={instanceId} />
      <Parts number={number} />
      <Charges number={number} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function UnitPart({ unit }: { unit: Unit }): ReactNode {
  const { say, language } = useLanguage();
  const name = (language === 'en' ? unit.product_name_en : null) ?? unit.product_name ?? unit.model;
  return (
    <Part title={say('beside.unit')}>
      <p>
        {name} {name !== unit.model && <span className="quiet">{unit.model}</span>}
      </p>
      <p>
        {unit.is_covered ? (
          <Tag color="success" icon={<CheckCircleFilled aria-hidden />}>
            {say('beside.covered')}
          </Tag>
        ) : (
          <Tag color="warning" icon={<CloseCircleFilled aria-hidden />}>
            {say('beside.notCovered')}
          </Tag>
        )}
      </p>
      <p className="quiet">{language === 'en' ? unit.warranty_en : unit.warranty_zh}</p>
    </Part>
  );
}

function Repairs({ unit, number }: { unit: Unit; number: string | null }): ReactNode {
  const say = useLanguage().say;
  const earlier = unit.repairs.filter((repair) => repair.case_number !== number);
  return (
    <Part title={say('beside.repairs', { n: earlier.length })}>
      {earlier.length === 0 && <p className="quiet">{say('beside.noRepairs')}</p>}
      <ul>
        {earlier.map((repair) => (
          <li key={repair.id}>
            {repair.finished_on ?? repair.handed_in_on} <CaseLink number={repair.case_number} />
            <div className="quiet">
              {repair.fault} → {repair.measures}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Clocks({ instanceId }: { instanceId: string }): ReactNode {
  const { say, language } = useLanguage();
  const clocks = useClocks(instanceId).data?.items ?? [];
  const nameOf = useNames([...new Set(clocks.map((clock) => clock.definition_id))], language);
  if (clocks.length === 0) return null;
  return (
    <Part title={say('beside.clocks')}>
      <ul>
        {clocks.map((clock) => (
          <li key={clock.id}>
            {nameOf(clock.definition_id, clock.element_id)} <Due at={clock.due_at} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Parts({ number }: { number: string | null }): ReactNode {
  const say = useLanguage().say;
  const found = useRequisitions(number).data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <Part title={say('beside.parts')}>
      <ul>
        {found.flatMap((requisition) =>
          requisition.lines.map((line) => (
            <li key={line.id}>
              {line.part_id} × {Number(line.issued ?? line.approved ?? line.asked)} <Tag>{say(`requisition.${requisition.state}`)}</Tag>
            </li>
          )),
        )}
      </ul>
    </Part>
  );
}

function Charges({ number }: { number: string | null }): ReactNode {
  const { say, language } = useLanguage();
  const found = useQuotes(number).data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <Part title={say('beside.charges')}>
      <ul>
        {found.map((quote) => (
          <li key={quote.id}>
            {yuan(Number(quote.total))} <Tag>{say(`quote.${quote.state}`)}</Tag>
            <div className="quiet">{listed(language, quote.lines.map((line) => line.text))}</div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
