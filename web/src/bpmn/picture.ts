/** A diagram as an SVG file, with its marks and numbers drawn into it: what a page's style sheet does is lost there. */
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { saveFile } from '../ui/download';
import type { Look, Mark } from './Diagram';
import { heatColour } from './heat';

const SVG = 'http://www.w3.org/2000/svg';
const LOOKS: Record<Look, { fill?: string; stroke: string }> = {
  waits: { fill: '#fff1d6', stroke: '#a15c00' },
  done: { fill: '#e6f3e7', stroke: '#2e7d32' },
  error: { stroke: '#c62828' },
  warning: { stroke: '#a15c00' },
  chosen: { stroke: '#0b5cad' },
  heat: { stroke: '#7a4300' },
  added: { fill: '#e6f3e7', stroke: '#2e7d32' },
  removed: { fill: '#fff1f0', stroke: '#c62828' },
  changed: { fill: '#fff1d6', stroke: '#a15c00' },
};

interface Place {
  x?: number;
  y?: number;
  width?: number;
}

export async function savePicture(viewer: NavigatedViewer, marks: readonly Mark[], name: string): Promise<void> {
  const { svg } = await viewer.saveSVG();
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const registry = viewer.get<{ get: (id: string) => Place | undefined }>('elementRegistry');
  for (const mark of marks) draw(picture, mark, registry.get(mark.element));
  saveFile(new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' }), `${name}.svg`);
}

function draw(picture: Document, { element, look, text, heat }: Mark, place: Place | undefined): void {
  const shape = picture.querySelector<SVGElement>(`[data-element-id="${CSS.escape(element)}"] .djs-visual > :first-child`);
  if (shape === null || place === undefined) return;
  const { fill, stroke } = LOOKS[look];
  const isFlow = place.x === undefined;
  shape.style.stroke = stroke;
  const colour = heat === undefined ? fill : heatColour(heat);
  if (colour !== undefined && !isFlow) shape.style.fill = colour;
  if (text === undefined || isFlow) return;
  const badge = picture.createElementNS(SVG, 'text');
  badge.setAttribute('x', String((place.x ?? 0) + (place.width ?? 0)));
  badge.setAttribute('y', String((place.y ?? 0) - 4));
  badge.setAttribute('text-anchor', 'end');
  badge.setAttribute('style', `font: bold 13px sans-serif; fill: ${stroke}`);
  badge.textContent = text;
  picture.documentElement.append(badge);
}
