/** The open tasks of a desk: each leads to its form in the inbox. */
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api, asked } from '../api/client';
import { named, useLanguage } from '../lang/text';
import { Due } from '../ui/Due';

export function Todo({ places }: { places: readonly string[] }): ReactNode {
  const { say, language } = useLanguage();
  const found = useQueries({
    queries: places.map((place) => {
      const [process_key, element_id] = place.split('/') as [string, string];
      return {
        queryKey: ['desks', 'todo', place],
        queryFn: () => asked(api.GET('/api/v1/tasks', { params: { query: { process_key, element_id, sort: 'due_at', limit: 50 } } })),
        meta: { isLive: true },
      };
    }),
  });
  const tasks = found.flatMap(({ data }) => data?.items ?? []);
  tasks.sort((a, b) => (a.due_at ?? '9').localeCompare(b.due_at ?? '9'));
  return (
    <section className="card" aria-label={say('desks.todo')}>
      <h2>
        {say('desks.todo')} <span className="count">{tasks.length}</span>
      </h2>
      {tasks.length === 0 && <p className="quiet">{say('desks.nothingToDo')}</p>}
      <ul className="todo">
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to={`/tasks?view=all&task=${encodeURIComponent(task.id)}`}>
              {named(language, task)} · {task.business_key ?? task.instance_id}
            </Link>
            <Due at={task.due_at} />
          </li>
        ))}
      </ul>
    </section>
  );
}
