/** The tour: a few words beside the thing they are about, in the browser's own dialog, so that keys stay inside it. */
import { Button } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { roleText } from '../lang/codes';
import { useText } from '../lang/text';
import { stopsOf, type Stop } from './steps';
import './tour.css';

const GAP = 12;
const WIDTH = 340;

export function Tour({ role, onClose }: { role: string; onClose: () => void }): ReactNode {
  const say = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(0);
  // What a phone or a role does not have is not spoken of.
  const stops = stopsOf(role).filter((stop) => stop.at === undefined || boxOf(stop) !== undefined);
  const stop = stops[Math.min(at, stops.length - 1)] as Stop;
  const isLast = at >= stops.length - 1;
  const box = useBox(stop);
  const go = (to: number): void => (to >= stops.length ? onClose() : setAt(Math.max(0, to)));
  const isReady = useContent();
  useEffect(() => {
    if (!isReady) return;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('.ant-btn-primary')?.focus();
  }, [isReady]);
  const turn = (event: KeyboardEvent): void => {
    // The page below has keys of its own, and would keep Esc from closing this.
    event.stopPropagation();
    // The dialog itself tells of Esc only after it has closed: whoever leaves the page at once would see it again.
    if (event.key === 'Escape') onClose();
    if (event.key === 'ArrowRight') go(at + 1);
    if (event.key === 'ArrowLeft') go(at - 1);
  };
  return (
    <dialog ref={dialog} className="tour" aria-labelledby="tour-title" aria-describedby="tour-text" onClose={onClose} onKeyDown={turn}>
      <div className="tour-ring" style={ringOf(box)} aria-hidden />
      <section className="tour-card" style={placeOf(box)}>
        <div aria-live="polite">
          <h2 id="tour-title">{say(stop.title)}</h2>
          <p id="tour-text">{say(stop.text, { role: roleText(say, role) })}</p>
        </div>
        <div className="tour-deeds">
          <span className="quiet">{say('tour.step', { n: Math.min(at, stops.length - 1) + 1, all: stops.length })}</span>
          {!isLast && (
            <Button type="text" onClick={onClose}>
              {say('tour.skip')}
            </Button>
          )}
          {at > 0 && <Button onClick={() => go(at - 1)}>{say('tour.back')}</Button>}
          <Button type="primary" onClick={() => go(at + 1)}>
            {say(isLast ? 'tour.done' : 'tour.next')}
          </Button>
        </div>
      </section>
    </dialog>
  );
}

/** Say whether the page that the tour is about is there: it is loaded after its frame. */
function useContent(): boolean {
  const isThere = (): boolean => document.querySelector('#content > *') !== null;
  return useSyncExternalStore((changed) => {
    const watch = new MutationObserver(changed);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, isThere);
}

function boxOf(stop: Stop): DOMRect | undefined {
  const box = stop.at === undefined ? undefined : document.querySelector(stop.at)?.getBoundingClientRect();
  return box && box.width > 0 ? box : undefined;
}

/** Return where a stop's element stands, also after the window has changed. */
function useBox(stop: Stop): DOMRect | undefined {
  const [box, setBox] = useState<DOMRect>();
  const measure = useCallback(() => setBox(boxOf(stop)), [stop]);
  useLayoutEffect(() => {
    if (stop.at !== undefined) document.querySelector(stop.at)?.scrollIntoView({ block: 'nearest', inline: 'center' });
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [stop, measure]);
  return box;
}

function ringOf(box: DOMRect | undefined): CSSProperties {
  if (box === undefined) return { inset: '50%' };
  return { left: box.left - 4, top: Math.max(0, box.top - 4), width: box.width + 8, height: Math.min(box.height, innerHeight - box.top) + 8 };
}

/** Stand below the element where there is room, else beside or above it; in the middle without one. */
function placeOf(box: DOMRect | undefined): CSSProperties {
  const width = Math.min(WIDTH, innerWidth - 2 * GAP);
  if (box === undefined) return { width, left: (innerWidth - width) / 2, top: innerHeight / 3 };
  const left = Math.min(Math.max(GAP, box.left), innerWidth - width - GAP);
  const isRoomBelow = innerHeight - box.bottom > 220;
  if (isRoomBelow) return { width, left, top: box.bottom + GAP };
  const isRoomBeside = innerWidth - box.right > width + 2 * GAP;
  if (isRoomBeside) return { width, left: box.right + GAP, top: Math.max(GAP, box.top) };
  return { width, left, bottom: GAP };
}
