/** One request to be forgotten with what its decision needs; erasing asks once more, because nothing brings it back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNameOf } from '../app/people';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { useTell } from '../ui/Tell';

type File = components['schemas']['ErasureDetail'];

export function ErasureFile({ requestId }: { requestId: string }): ReactNode {
  const file = useQuery({
    queryKey: ['erasures', 'file', requestId],
    queryFn: () => asked(api.GET('/api/v1/erasure-requests/{request_id}', { params: { path: { request_id: requestId } } })),
  });
  return <Loaded query={file}>{(found) => <Opened file={found} />}</Loaded>;
}

function Opened({ file }: { file: File }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  return (
    <>
      <h2>
        {file.id} · {file.customer_name} <span className="quiet">{file.customer_id}</span>
      </h2>
      <h3>{say('erasures.grounds')}</h3>
      {file.grounds.length === 0 && <p className="quiet">{say('erasures.noGrounds')}</p>}
      {file.grounds.map((ground) => (
        <Alert
          key={ground.id}
          className="gap-below"
          showIcon
          type={ground.blocks ? 'error' : 'warning'}
          title={say(ground.blocks ? 'erasures.blocks' : `erasures.ground.${ground.id}` as TextKey)}
          description={`${ground[language]}${ground.until ? say('erasures.until', { day: ground.until }) : ''}`}
        />
      ))}
      <h3>{say('erasures.held')}</h3>
      <dl className="inner-facts">
        {file.held.map(({ kind, rows }) => (
          <div key={kind}>
            <dt>{say(`held.${kind}` as TextKey)}</dt>
            <dd>{rows}</dd>
          </div>
        ))}
      </dl>
      <p className="help">{say('erasures.what')}</p>
      {file.state === 'asked' ? (
        <Decision file={file} />
      ) : (
        <Alert
          type="info"
          showIcon
          title={say('erasures.decidedLine', { state: say(`erasures.state.${file.state}`), name: nameOf(file.decided_by ?? ''), at: file.decided_at ? moment(file.decided_at, language) : '' })}
          description={file.answer}
        />
      )}
    </>
  );
}

function Decision({ file }: { file: File }): ReactNode {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const tell = useTell();
  const [answer, setAnswer] = useState('');
  const [isTold, setTold] = useState(false);
  const [isSure, setSure] = useState(false);
  const isBlocked = file.grounds.some((ground) => ground.blocks);
  const isEmpty = answer.trim() === '';
  const decide = useMutation({
    mutationFn: (is_granted: boolean) =>
      asked(api.POST('/api/v1/erasure-requests/{request_id}/decide', { params: { path: { request_id: file.id } }, body: { is_granted, answer: answer.trim() } })),
    onSuccess: (decided) => tell.success(say(`erasures.told.${decided.state}` as TextKey, { id: file.id })),
    onSettled: () => {
      setSure(false);
      return queries.invalidateQueries({ queryKey: ['erasures'] });
    },
  });
  const press = (act: () => void): void => (isEmpty ? setTold(true) : act());
  return (
    <>
      {decide.error && <Alert type="error" showIcon title={decide.error.message} className="gap-below" />}
      <label htmlFor="answer">
        {say('erasures.answer')} <span className="required">*</span>
      </label>
      <Input.TextArea
        id="answer"
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        value={answer}
        aria-describedby="answer-hint"
        aria-invalid={isTold && isEmpty}
        status={isTold && isEmpty ? 'error' : ''}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <p id="answer-hint" className={isTold && isEmpty ? 'field-errors' : 'quiet'}>
        {say(isTold && isEmpty ? 'form.required' : 'erasures.answerHint')}
      </p>
      <div className="bulk-deeds">
        <Button type="primary" danger disabled={isBlocked} onClick={() => press(() => setSure(true))}>
          {say('erasures.grant')}
        </Button>
        <Button loading={decide.isPending && !isSure} onClick={() => press(() => decide.mutate(false))}>
          {say('erasures.refuse')}
        </Button>
      </div>
      <Modal
        open={isSure}
        title={say('erasures.sure', { name: file.customer_name })}
        okText={say('erasures.grant')}
        okButtonProps={{ danger: true }}
        cancelText={say('action.cancel')}
        confirmLoading={decide.isPending}
        onOk={() => decide.mutate(true)}
        onCancel={() => setSure(false)}
      >
        <p>{say('erasures.sureHint')}</p>
      </Modal>
    </>
  );
}
