/** A desk: what is to do, and the lists of the register that belong to it. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { changed } from '../inbox/views';
import { Todo } from './Todo';

export interface List {
  key: string;
  title: string;
  content: ReactNode;
}

export function Desk({ title, places, lists }: { title: string; places: readonly string[]; lists: readonly List[] }): ReactNode {
  const [search, setSearch] = useSearchParams();
  const shown = lists.find(({ key }) => key === search.get('list')) ?? lists[0];
  return (
    <div className="page">
      <h1>{title}</h1>
      {places.length > 0 && <Todo places={places} />}
      <section className="card" aria-label={shown?.title}>
        <nav className="views desk-views" aria-label={title}>
          {lists.map((list) => (
            <button
              key={list.key}
              type="button"
              className={`view${list === shown ? ' is-chosen' : ''}`}
              aria-current={list === shown ? 'page' : undefined}
              onClick={() => setSearch(changed(search, { list: list.key }))}
            >
              {list.title}
            </button>
          ))}
        </nav>
        {shown?.content}
      </section>
    </div>
  );
}
