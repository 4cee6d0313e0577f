/** A BPMN diagram with marks and numbers on it. Every page that shows one has a table that says the same. */
import { DownloadOutlined, MinusOutlined, PlusOutlined, ExpandOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { heatColour } from './heat';
import { labelled } from './model';
import { savePicture } from './picture';

export type Look = 'waits' | 'done' | 'error' | 'warning' | 'chosen' | 'heat' | 'added' | 'removed' | 'changed';

export interface Mark {
  element: string;
  look: Look;
  /** Shown as a badge, so that colour is never the only carrier. */
  text?: string;
  /** How hot, from 0 to 1; of the look `heat`. */
  heat?: number;
}

// Below this nobody reads a label.
const READABLE = 0.6;
// Below this a diagram is but lines: a narrow window shows a part of it instead.
const TINY = 0.3;
const NARROW = 700;
const WORTH_SEEING: readonly Look[] = ['error', 'waits', 'warning', 'changed', 'added', 'removed'];

interface Canvas {
  zoom: (to?: number | 'fit-viewport', center?: 'auto') => number;
  addMarker: (element: string, marker: string) => void;
  removeMarker: (element: string, marker: string) => void;
  scrollToElement: (element: string) => void;
}
interface Overlays {
  add: (element: string, overlay: { position: { top: number; right: number }; html: HTMLElement }) => string;
  clear: () => void;
}
interface Registry {
  get: (element: string) => { type: string } | undefined;
  filter: (fits: (element: { type: string }) => boolean) => { id: string }[];
  getGraphics: (element: string) => SVGElement;
}

interface Opened {
  viewer: NavigatedViewer;
  xml: string;
  language: string;
}

interface Props {
  xml: string;
  marks: readonly Mark[];
  label: string;
  onChoose?: (element: string) => void;
  /** Brought into view. */
  focus?: string | undefined;
  /** What the picture is called when it is taken along. */
  fileName?: string | undefined;
}

export function Diagram({ xml, marks, label, onChoose, focus, fileName }: Props): ReactNode {
  const { language, say } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened>();
  // Between another model and its own viewer there is none: the old one is gone, though the state still holds it.
  const viewer = opened?.xml === xml && opened.language === language ? opened.viewer : undefined;
  const [failure, setFailure] = useState<string>();
  const choose = useRef(onChoose);
  useEffect(() => {
    choose.current = onChoose;
  });

  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new NavigatedViewer({ container: place.current });
    let isOpen = true;
    setFailure(undefined);
    made
      .importXML(labelled(xml, language))
      .then(() => {
        if (!isOpen) return;
        if (made.get<Canvas>('canvas').zoom('fit-viewport', 'auto') < TINY) show(made, beginningOf(made));
        setOpened({ viewer: made, xml, language });
      })
      .catch((error: unknown) => isOpen && setFailure(error instanceof Error ? error.message : String(error)));
    made.on('element.click', (event: { element?: { id: string } }) => event.element && choose.current?.(event.element.id));
    return () => {
      isOpen = false;
      setOpened(undefined);
      made.destroy();
    };
  }, [xml, language]);

  useEffect(() => (viewer ? drawn(viewer, marks) : undefined), [viewer, marks]);
  const told = useRef<NavigatedViewer>(undefined);
  useEffect(() => {
    const first = viewer && firstOf(viewer, marks);
    if (!first || told.current === viewer || place.current === null || place.current.clientWidth > NARROW) return;
    told.current = viewer;
    show(viewer, first);
  }, [viewer, marks]);
  useEffect(() => {
    if (!viewer || !focus || !viewer.get<Registry>('elementRegistry').get(focus)) return;
    show(viewer, focus);
  }, [viewer, focus]);

  const zoom = (factor: number): void => {
    const canvas = viewer?.get<Canvas>('canvas');
    if (canvas) canvas.zoom(canvas.zoom() * factor, 'auto');
  };
  return (
    <div className="diagram" role="group" aria-label={label}>
      {failure && <Alert type="warning" showIcon title={say('diagram.failed')} description={failure} />}
      <div ref={place} className="diagram-canvas" />
      <div className="diagram-tools">
        <Button size="small" icon={<PlusOutlined aria-hidden />} aria-label={say('diagram.larger')} onClick={() => zoom(1.25)} />
        <Button size="small" icon={<MinusOutlined aria-hidden />} aria-label={say('diagram.smaller')} onClick={() => zoom(0.8)} />
        <Button
          size="small"
          icon={<ExpandOutlined aria-hidden />}
          aria-label={say('diagram.fit')}
          onClick={() => viewer?.get<Canvas>('canvas').zoom('fit-viewport', 'auto')}
        />
        {fileName && (
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            aria-label={say('diagram.export')}
            title={say('diagram.export')}
            onClick={() => viewer && void savePicture(viewer, marks, fileName)}
          />
        )}
      </div>
    </div>
  );
}

/** Bring an element into sight, large enough to read what it is called. */
function show(viewer: NavigatedViewer, element: string | undefined): void {
  if (element === undefined) return;
  const canvas = viewer.get<Canvas>('canvas');
  if (canvas.zoom() < READABLE) canvas.zoom(READABLE);
  canvas.scrollToElement(element);
}

const beginningOf = (viewer: NavigatedViewer): string | undefined =>
  viewer.get<Registry>('elementRegistry').filter((element) => element.type === 'bpmn:StartEvent')[0]?.id;

/** Return what the reader of a narrow window is to see first: what waits, what is wrong, what is hottest. */
function firstOf(viewer: NavigatedViewer, marks: readonly Mark[]): string | undefined {
  const typeOf = ({ element }: Mark): string | undefined => viewer.get<Registry>('elementRegistry').get(element)?.type;
  const known = marks.filter((mark) => typeOf(mark) !== undefined);
  const [hottest] = known.filter((mark) => mark.heat !== undefined).sort((a, b) => (b.heat ?? 0) - (a.heat ?? 0));
  const told = known.filter((mark) => WORTH_SEEING.includes(mark.look));
  // A part of the process that only listens waits from beginning to end.
  return (told.find((mark) => typeOf(mark) !== 'bpmn:SubProcess') ?? told[0] ?? hottest)?.element;
}

/** Put marks on a diagram; returns how to take them off. */
function drawn(viewer: NavigatedViewer, marks: readonly Mark[]): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const known = marks.filter((mark) => viewer.get<Registry>('elementRegistry').get(mark.element) !== undefined);
  for (const { element, look, text, heat } of known) {
    canvas.addMarker(element, `is-${look}`);
    if (heat !== undefined) viewer.get<Registry>('elementRegistry').getGraphics(element).style.setProperty('--heat', heatColour(heat));
    if (text === undefined) continue;
    const badge = document.createElement('span');
    badge.className = `badge badge-${look}`;
    badge.textContent = text;
    overlays.add(element, { position: { top: -10, right: 12 }, html: badge });
  }
  return () => {
    overlays.clear();
    for (const { element, look } of known) canvas.removeMarker(element, `is-${look}`);
  };
}
