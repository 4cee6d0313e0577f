/** Working calendars: hours, years and the days that differ from the week; a year is imported when it is announced. */
import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, Tabs, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import { useNameOf } from '../app/people';
import { useMay } from '../app/session';
import { changed } from '../inbox/views';
import { calendarText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { Scrolled } from '../ui/Scrolled';
import { groupedByYear, type Calendar } from './days';
import { ImportYear } from './ImportYear';

export function CalendarsPage(): ReactNode {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: () => asked(api.GET('/api/v1/calendars')) });
  return (
    <div className="page">
      <h1>{say('calendar.title')}</h1>
      <p className="quiet">{say('calendar.lead')}</p>
      <Loaded query={calendars}>
        {(found) => (
          <Tabs
            activeKey={search.get('calendar') ?? found[0]?.key ?? ''}
            onChange={(calendar) => setSearch(changed(search, { calendar }), { replace: true })}
            items={found.map((each) => ({ key: each.key, label: calendarText(say, each.key), children: <CalendarView calendar={each} /> }))}
          />
        )}
      </Loaded>
    </div>
  );
}

function CalendarView({ calendar }: { calendar: Calendar }): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const nameOf = useNameOf();
  const [isImporting, setImporting] = useState(false);
  const years = groupedByYear(calendar);
  return (
    <>
      <p className="task-meta">
        <span>{calendar.zone}</span>
        <span>{say('calendar.saved', { n: calendar.version, at: moment(calendar.updated_at, language), name: nameOf(calendar.updated_by) })}</span>
        {may('deploy') && (
          <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
            {say('calendar.import')}
          </Button>
        )}
      </p>
      {isImporting && <ImportYear calendar={calendar} onClose={() => setImporting(false)} />}
      <div className="two-columns">
        <section className="card">
          <h2>{say('calendar.years')}</h2>
          <Scrolled title={say('calendar.years')}>
            <Table
              rowKey="year"
              size="small"
              pagination={false}
              dataSource={years}
              locale={{ emptyText: say('calendar.noHolidays') }}
              columns={[
                { title: say('calendar.year'), dataIndex: 'year' },
                {
                  title: say('calendar.status'),
                  render: (_, row) =>
                    row.isOfficial ? <Tag color="success">{say('calendar.official')}</Tag> : <Tag color="warning">{say('calendar.provisional')}</Tag>,
                },
                { title: say('calendar.off'), align: 'right', render: (_, row) => row.off.length },
                { title: say('calendar.madeUp'), align: 'right', render: (_, row) => row.madeUp.length },
              ]}
              expandable={{
                columnTitle: <span className="for-readers">{say('calendar.day')}</span>,
                expandedRowRender: (row) => (
                  <p>
                    {say('calendar.offDays', { days: row.off.join(', ') || '–' })}
                    <br />
                    {say('calendar.madeUpDays', { days: row.madeUp.join(', ') || '–' })}
                  </p>
                ),
              }}
            />
          </Scrolled>
        </section>
        <section className="card">
          <h2>{say('calendar.week')}</h2>
          <dl className="week">
            {calendar.week.map((shifts, day) => (
              <div key={day}>
                <dt>{say(`weekday.${WEEKDAYS[day] ?? 'monday'}`)}</dt>
                <dd>{shifts.length > 0 ? shifts.map(([from = '', to = '']) => `${from.slice(0, 5)}–${to.slice(0, 5)}`).join(', ') : <span className="quiet">{say('calendar.closed')}</span>}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </>
  );
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
