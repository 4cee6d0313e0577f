/** Writes the service worker with the list of the built files that the technician's page needs. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type Bundle = Parameters<Extract<NonNullable<Plugin['generateBundle']>, (...given: never) => unknown>>[1];

// What is opened on the way: the page itself, signing in, and the texts of both languages.
const NEEDED = ['index.html', 'src/day/DayPage.tsx', 'src/offline/sending.ts', 'src/app/SignIn.tsx', 'src/lang/spoken/zh.ts', 'src/lang/spoken/en.ts'];
const SOURCE = new URL('./sw.js', import.meta.url);

export const serviceWorker = (): Plugin => ({
  name: 'anxin-service-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const files = [...filesFor(bundle), '/favicon.svg'].sort();
      const source = readFileSync(SOURCE, 'utf8');
      const version = createHash('sha256').update(source).update(files.join()).digest('hex').slice(0, 12);
      const written = source.replace("['__FILES__']", JSON.stringify(files)).replace('__VERSION__', version);
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: written });
    },
  },
});

function filesFor(bundle: Bundle): Set<string> {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
  const found = new Set<string>();
  const add = (fileName: string): void => {
    const chunk = chunks.find((each) => each.fileName === fileName);
    if (chunk === undefined || found.has(`/${fileName}`)) return;
    found.add(`/${fileName}`);
    for (const css of (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []) found.add(`/${css}`);
    chunk.imports.forEach(add);
  };
  for (const needed of NEEDED) {
    const chunk = chunks.find((each) => each.facadeModuleId?.endsWith(`/${needed}`));
    if (chunk === undefined) throw new Error(`The service worker misses ${needed}`);
    add(chunk.fileName);
  }
  return found;
}
