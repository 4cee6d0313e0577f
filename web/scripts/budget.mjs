// Packs what is sent packed, and fails when a page has grown beyond what a phone on a slow connection should load.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const sizes = new Map();
const KIB = 1024;

function filesOf(key, found = new Set()) {
  const chunk = manifest[key];
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const needed of chunk.imports ?? []) if (!found.has(manifest[needed].file)) filesOf(needed, found);
  return found;
}
const sizeOf = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`dist/${file}`)).length);
  return sizes.get(file);
};
const sum = (files) => [...files].reduce((total, file) => total + sizeOf(file), 0) / KIB;

const shell = filesOf('index.html');
// Loaded with it, though not by it: the texts of the reader's language, here of the one that has most to say.
const languages = ['zh', 'en'].map((language) => [...filesOf(`src/lang/spoken/${language}.ts`)].filter((file) => !shell.has(file)));
languages.sort((a, b) => sum(b) - sum(a))[0].forEach((file) => shell.add(file));
const beyond = (key) => [...filesOf(key)].filter((file) => !shell.has(file));
const budgets = [
  ['shell', [...shell], 230],
  ['task route', beyond('src/inbox/InboxPage.tsx'), 270],
  ['reports route', beyond('src/reports/ReportsPage.tsx'), 360],
  ['day route', beyond('src/day/DayPage.tsx'), 270],
  ['portal', [...filesOf('portal.html')], 200],
  ['case route', beyond('src/cases/CasePage.tsx'), 300],
];
let isOver = false;
for (const [name, files, limit] of budgets) {
  const size = sum(files);
  isOver ||= size > limit;
  console.log(`${size > limit ? 'TOO LARGE ' : ''}${name}: ${size.toFixed(0)} of ${limit} KiB gzip`);
}
for (const file of readdirSync('dist/assets').filter((name) => /\.(js|css|svg)$/.test(name))) {
  writeFileSync(`dist/assets/${file}.gz`, gzipSync(readFileSync(`dist/assets/${file}`), { level: 9 }));
}
rmSync('dist/.vite', { recursive: true });
process.exit(isOver ? 1 : 0);
