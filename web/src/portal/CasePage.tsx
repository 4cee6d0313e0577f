/** One case: plain steps, what waits for the customer, appointments, quotes, messages. */
import { useState, type ReactNode } from 'react';
import { compressed } from '../forms/widgets/picture';
import type { PortalKey } from '../lang/portal/zh';
import { CaseActions } from './CaseActions';
import { moment, useSpoken } from './language';
import { Card, Failure, Waiting } from './parts';
import { of, sendFile, type OwnCase } from './server';
import { useAnswer } from './useAnswer';

const LOOK_AGAIN_SECONDS = 30;

export function CasePage({ number, isProven }: { number: string; isProven: boolean }): ReactNode {
  const { say, language } = useSpoken();
  const { data, error, again } = useAnswer<OwnCase>(`/cases/${of(number)}`, LOOK_AGAIN_SECONDS);
  if (data === undefined) return error ? <Failure error={error} onRetry={again} /> : <Waiting />;
  const product = language === 'en' ? data.product_name_en : data.product_name;
  return (
    <>
      <p className="hint">
        <a href="#/mine">{say('mine.title')}</a>
      </p>
      <h1>
        {say(`kind.${data.kind}`)} <span className="quiet">{data.number}</span>
      </h1>
      <Failure error={error} onRetry={again} />
      {data.tasks.map((task) => (
        <a key={task.id} className="card call" href={`#/case/${data.number}/${task.id}`}>
          <strong>
            {say('case.waits', { task: (language === 'en' ? task.name_en : task.name) ?? '' })}
          </strong>
          {task.due_at !== null && <small>{say('case.due', { at: moment(language, task.due_at) })}</small>}
        </a>
      ))}
      <Card title={say('case.steps')}>
        <ol className="steps">
          {data.steps.map((step) => (
            <li key={step.id} className={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
              {step[language]} <small>{say(`case.${step.state}`)}</small>
            </li>
          ))}
        </ol>
      </Card>
      <Visits visits={data.visits} />
      <Quotes quotes={data.quotes} />
      <Money data={data} />
      <Reasons reasons={data.reasons} />
      <Messages messages={data.messages} />
      <Card title={say('case.facts')}>
        <dl className="facts">
          <Fact name={say('case.product')} value={product} />
          <Fact name={say('case.serial')} value={data.serial_number} />
          <Fact name={say('case.symptom')} value={data.symptom} />
          <Fact name={say('case.opened')} value={moment(language, data.opened_at)} />
        </dl>
        <Photos data={data} onSent={again} />
      </Card>
      <CaseActions data={data} isProven={isProven} onDone={again} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string | null }): ReactNode {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Visits({ visits }: Pick<OwnCase, 'visits'>): ReactNode {
  const { say, language } = useSpoken();
  if (visits.length === 0) return null;
  return (
    <Card title={say('case.visits')}>
      <ul>
        {visits.map((visit) => (
          <li key={visit.begins_at} className="row">
            <span>
              <strong>{moment(language, visit.begins_at)}</strong> <em className="tag calm">{say(`visit.${visit.state}`)}</em>
              {visit.technician_name !== null && <br />}
              {visit.technician_name !== null && say('case.technician', { name: visit.technician_name })}
            </span>
            {visit.technician_phone !== null && (
              <a className="button small" href={`tel:${visit.technician_phone}`}>
                {say('case.call', { phone: visit.technician_phone })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was decided about the case, in sentences. */
export function Reasons({ reasons }: Pick<OwnCase, 'reasons'>): ReactNode {
  const { say, language } = useSpoken();
  if (reasons.length === 0) return null;
  return (
    <Card title={say('case.reasons')}>
      <dl className="facts">
        {reasons.map((reason) => (
          <Fact key={reason.topic} name={say(`reason.${reason.topic}` as PortalKey)} value={reason[language]} />
        ))}
      </dl>
    </Card>
  );
}

export function Quotes({ quotes }: Pick<OwnCase, 'quotes'>): ReactNode {
  const { say, language } = useSpoken();
  const shown = quotes.filter((quote) => quote.state !== 'replaced' || quotes.length === 1);
  if (shown.length === 0) return null;
  return (
    <Card title={say('case.quote')}>
      {shown.map((quote) => (
        <table key={quote.sent_at}>
          <caption>
            {say(`quote.${quote.state}`)}
            {quote.valid_until !== null && ` · ${say('quote.until', { at: moment(language, quote.valid_until) })}`}
          </caption>
          <tbody>
            {quote.lines.map((line, at) => (
              <tr key={at}>
                <th scope="row">
                  {line.text}
                  {line.kind !== 'adjustment' && (
                    <small>
                      {say(`item.${line.kind}`)} · {say('quote.each', { price: line.unit_price.toFixed(2), n: line.quantity })}
                    </small>
                  )}
                </th>
                <td>{say('case.money', { amount: line.amount.toFixed(2) })}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('case.total')}</th>
              <td>{say('case.money', { amount: quote.total.toFixed(2) })}</td>
            </tr>
          </tfoot>
        </table>
      ))}
    </Card>
  );
}

function Money({ data }: { data: OwnCase }): ReactNode {
  const { say } = useSpoken();
  if (data.payouts.length + data.parcels.length === 0) return null;
  return (
    <Card>
      {data.payouts.map((payout, at) => (
        <p key={at} className="row">
          <span>
            {say(payout.is_compensation ? 'case.compensation' : 'case.refund')} {say('case.money', { amount: payout.amount.toFixed(2) })}
          </span>
          <em className="tag calm">{say(payout.state === 'paid' ? 'payout.paid' : 'payout.approved')}</em>
        </p>
      ))}
      {data.parcels.length > 0 && <h2>{say('case.parcels')}</h2>}
      {data.parcels.map((parcel) => (
        <p key={parcel.tracking_number} className="row">
          <span>
            {parcel.courier} {parcel.tracking_number}
          </span>
          <em className="tag calm">{say(`parcel.${parcel.state}`)}</em>
        </p>
      ))}
    </Card>
  );
}

export function Messages({ messages, most = 50 }: Pick<OwnCase, 'messages'> & { most?: number }): ReactNode {
  const { say, language } = useSpoken();
  if (messages.length === 0) return null;
  return (
    <Card title={say('case.messages')}>
      <ul className="told">
        {messages.slice(0, most).map((message, at) => (
          <li key={at}>
            <small>{moment(language, message.sent_at)}</small>
            <p>{language === 'en' ? message.text_en : message.text_zh}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Photos({ data, onSent }: { data: OwnCase; onSent: () => void }): ReactNode {
  const { say } = useSpoken();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const send = async (files: FileList): Promise<void> => {
    setIsBusy(true);
    setError(undefined);
    try {
      for (const file of files) {
        const { blob, name } = await compressed(file);
        await sendFile(`/cases/${of(data.number)}/files`, blob, name);
      }
    } catch (failed) {
      setError(failed as Error);
    }
    setIsBusy(false);
    onSent();
  };
  return (
    <>
      {data.files.length > 0 && <h3>{say('case.files')}</h3>}
      <div className="pictures">
        {data.files.map((file, at) => (
          <a key={file.id} href={`/api/v1/portal/cases/${of(data.number)}/files/${of(file.id)}`} download={file.name}>
            {file.media_type.startsWith('image/') ? (
              <img src={`/api/v1/portal/cases/${of(data.number)}/files/${of(file.id)}`} alt={say('form.photo', { n: at + 1 })} loading="lazy" />
            ) : (
              file.name
            )}
          </a>
        ))}
      </div>
      {data.closed_at === null && (
        <label className="button small">
          {isBusy ? say('form.uploading') : say('case.addPhotos')}
          <input
            className="unseen"
            type="file"
            accept="image/jpeg,image/png,image/webp,image/heic"
            multiple
            disabled={isBusy}
            onChange={(event) => {
              if (event.target.files?.length) void send(event.target.files);
            }}
          />
        </label>
      )}
      <Failure error={error} />
    </>
  );
}
