/** Says that there is no network, and that nothing that was typed is lost. */
import { DisconnectOutlined } from '@ant-design/icons';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Me } from '../api/types';
import { useText } from '../lang/text';
import { isOnTheRoad } from './session';

function follow(changed: () => void): () => void {
  const stopped = new AbortController();
  addEventListener('online', changed, { signal: stopped.signal });
  addEventListener('offline', changed, { signal: stopped.signal });
  return () => stopped.abort();
}

export function OfflineNote({ me }: { me: Me }): ReactNode {
  const say = useText();
  const isOnline = useSyncExternalStore(follow, () => navigator.onLine);
  return (
    <div role="status">
      {!isOnline && (
        <p className="clock-note offline-note">
          <DisconnectOutlined aria-hidden />
          <span>{say('offline.note')}</span>
          {isOnTheRoad(me) && <Link to="/day">{say('offline.day')}</Link>}
        </p>
      )}
    </div>
  );
}
