/** Remarks on a task or a case. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Mentions } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { Comment } from '../api/types';
import { useNameOf, usePeople } from '../app/people';
import { useLanguage } from '../lang/text';
import { moment } from './moment';

type Props = { comments: readonly Comment[] } & ({ taskId: string } | { caseId: string });

export function Comments({ comments, ...place }: Props): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const people = usePeople();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () =>
      'taskId' in place
        ? asked(api.POST('/api/v1/tasks/{task_id}/comments', { params: { path: { task_id: place.taskId } }, body: { text, mentions: mentionsIn(text, people) } }))
        : asked(
            api.POST('/api/v1/process-instances/{instance_id}/comments', {
              params: { path: { instance_id: place.caseId } },
              body: { text, mentions: mentionsIn(text, people) },
            }),
          ),
    onSuccess: () => {
      setText('');
      return queries.invalidateQueries({ predicate: (query) => query.meta?.['isLive'] === true });
    },
  });
  return (
    <div className="comments">
      {comments.length === 0 && <p className="quiet">{say('comments.none')}</p>}
      <ol>
        {comments.map((comment) => (
          <li key={comment.id}>
            <p className="comment-head">
              <strong>{nameOf(comment.author)}</strong> <time dateTime={comment.written_at}>{moment(comment.written_at, language)}</time>
            </p>
            <p>{comment.text}</p>
          </li>
        ))}
      </ol>
      {add.error && <Alert type="error" showIcon title={add.error.message} />}
      <Mentions
        aria-label={say('comments.write')}
        placeholder={say('comments.hint')}
        value={text}
        autoSize={{ minRows: 2, maxRows: 8 }}
        // A name is followed by a blank, in Chinese too: where it ends must be plain.
        options={people.map((person) => ({ key: person.id, value: person.name, label: `${person.name} ${person.id}` }))}
        filterOption={(typed, option) => `${String(option.value)} ${String(option.key)}`.toLowerCase().includes(typed.toLowerCase())}
        onChange={setText}
      />
      <Button disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
        {say('comments.add')}
      </Button>
    </div>
  );
}

/** Return the accounts whose names stand after an @ in a remark. */
export function mentionsIn(text: string, people: readonly { id: string; name: string }[]): string[] {
  return people.filter(({ name }) => `${text} `.includes(`@${name} `)).map(({ id }) => id);
}
