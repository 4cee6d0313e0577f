/** Remarks that mention the reader; opening one marks it as seen. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api, asked } from '../api/client';
import { useNameOf } from '../app/people';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { shortMoment } from '../ui/moment';
import { useMentions } from './useTasks';

export function MentionList(): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const queries = useQueryClient();
  const see = useMutation({
    mutationFn: (comment_id: string) => asked(api.PUT('/api/v1/mentions/{comment_id}/seen', { params: { path: { comment_id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mentions'] }),
  });
  return (
    <Loaded query={useMentions(false)}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('empty.mentions')} className="padded" />
        ) : (
          <ul>
            {items.map((mention) => (
              <li key={mention.id} className="row-line">
                <Link
                  className="row"
                  to={mention.task_id ? `/tasks?view=mentions&task=${mention.task_id}` : `/cases/${mention.instance_id}?tab=remarks`}
                  onClick={() => see.mutate(mention.id)}
                >
                  <span className="row-first">
                    <strong>
                      {nameOf(mention.author)} · {mention.business_key ?? say('task.noNumber')}
                    </strong>
                    {mention.seen_at === null && <span className="urgent">{say('mention.unseen')}</span>}
                    <span className="quiet">{shortMoment(mention.written_at, language)}</span>
                  </span>
                  <span className="row-second">
                    <span className="holder">{mention.text}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
