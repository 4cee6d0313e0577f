/** What stands where a page is missing or broke. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../lang/text';
import { Notice } from '../ui/Notice';

export function NotFound(): ReactNode {
  const say = useText();
  return (
    <Notice title={say('error.notFound')}>
      <Link to="/tasks">{say('error.toInbox')}</Link>
    </Notice>
  );
}

export function PageFailure(): ReactNode {
  const say = useText();
  return (
    <Notice title={say('error.page')}>
      <p>{say('error.pageHint')}</p>
      <Button onClick={() => location.reload()}>{say('error.reload')}</Button>
    </Notice>
  );
}
