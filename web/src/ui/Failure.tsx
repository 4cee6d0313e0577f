/** Says what went wrong, and offers to try again. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useText } from '../lang/text';
import { Notice } from './Notice';

interface Props {
  error: unknown;
  retry?: () => void;
}

export function Failure({ error, retry }: Props): ReactNode {
  const say = useText();
  const status = error instanceof Problem ? error.status : 0;
  const title =
    status === 404
      ? say('error.notFound')
      : status === 403
        ? say('error.notPermitted')
        : status === 0
          ? say('error.network')
          : say('error.general');
  const number = error instanceof Problem ? error.body.request_id : undefined;
  return (
    <Notice title={title}>
      {error instanceof Problem && <p>{error.message}</p>}
      {number && <p className="quiet">{say('error.request', { number })}</p>}
      {retry && <Button onClick={retry}>{say('error.retry')}</Button>}
    </Notice>
  );
}
