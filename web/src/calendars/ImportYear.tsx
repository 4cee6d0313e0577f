/** Import a year's holidays: choose a file, look at what would change, then make the year official. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal, Table } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, asked, ifMatch } from '../api/client';
import { calendarText } from '../lang/codes';
import { useText } from '../lang/text';
import { changesOf, readDays, type Calendar, type DayChange, type Days } from './days';

export function ImportYear({ calendar, onClose }: { calendar: Calendar; onClose: () => void }): ReactNode {
  const say = useText();
  const queries = useQueryClient();
  const [days, setDays] = useState<Days>();
  const [isUnreadable, setUnreadable] = useState(false);
  const year = days && Object.keys(days)[0]?.slice(0, 4);
  const save = useMutation({
    mutationFn: (given: { year: string; days: Days }) =>
      asked(
        api.POST('/api/v1/calendars/{key}/years/{year}', {
          params: { path: { key: calendar.key, year: Number(given.year) } },
          headers: { 'If-Match': ifMatch(calendar.version) },
          body: { days: given.days },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['calendars'] });
      onClose();
    },
  });
  const read = async (file: File | undefined): Promise<void> => {
    const found = file && readDays(await file.text());
    setDays(found);
    setUnreadable(file !== undefined && found === undefined);
    save.reset();
  };
  return (
    <Modal
      open
      title={say('calendar.importInto', { key: calendarText(say, calendar.key) })}
      okText={year ? say('calendar.makeOfficial', { year }) : say('calendar.import')}
      cancelText={say('action.cancel')}
      okButtonProps={{ disabled: year === undefined }}
      confirmLoading={save.isPending}
      onOk={() => days && year && save.mutate({ year, days })}
      onCancel={onClose}
    >
      <p>{say('calendar.importLead')}</p>
      <input type="file" accept=".json,.csv" aria-label={say('calendar.file')} onChange={(event) => void read(event.target.files?.[0])} />
      {isUnreadable && <Alert type="error" showIcon title={say('calendar.unreadable')} />}
      {save.error && <Alert type="error" showIcon title={save.error.message} />}
      {days && year && <Preview changes={changesOf(calendar, year, days)} />}
    </Modal>
  );
}

function Preview({ changes }: { changes: DayChange[] }): ReactNode {
  const say = useText();
  const word = (works: boolean | undefined): string => say(works === undefined ? 'calendar.asWeek' : works ? 'calendar.works' : 'calendar.isOff');
  return (
    <>
      <h2>{say('calendar.preview', { n: changes.length })}</h2>
      <Table<DayChange>
        rowKey="day"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={changes}
        locale={{ emptyText: say('calendar.noChange') }}
        columns={[
          { title: say('calendar.day'), dataIndex: 'day' },
          { title: say('calendar.before'), render: (_, row) => word(row.before) },
          { title: say('calendar.after'), render: (_, row) => word(row.after) },
        ]}
      />
    </>
  );
}
