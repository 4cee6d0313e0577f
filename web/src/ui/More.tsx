/** Goes on where a list ended. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../lang/text';

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

export function More({ query }: Props): ReactNode {
  const say = useText();
  if (!query.hasNextPage) return null;
  return (
    <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {say('inbox.more')}
    </Button>
  );
}
