/** A list of the register as a table that goes on where it ended. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { Failure } from '../ui/Failure';
import { More } from '../ui/More';
import { Scrolled } from '../ui/Scrolled';

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

interface Props<T> {
  name: string;
  title: string;
  about: unknown;
  read: (cursor: string | undefined) => Promise<Page<T>>;
  columns: TableColumnsType<T>;
  rowClass?: (row: T) => string;
}

export function Records<T extends { id: string }>({ name, title, about, read, columns, rowClass }: Props<T>): ReactNode {
  const { say } = useLanguage();
  const found = useInfiniteQuery({
    queryKey: ['register', name, about],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(pageParam),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    meta: { isLive: true },
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  return (
    <>
      <Scrolled title={title}>
        <Table<T>
          rowKey="id"
          size="small"
          className="wide-table"
          pagination={false}
          loading={found.isPending}
          locale={{ emptyText: say('desks.none') }}
          dataSource={found.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          {...(rowClass && { rowClassName: rowClass })}
        />
      </Scrolled>
      <More query={found} />
    </>
  );
}
