// Lets the technician's page open without a network. It keeps the files of the pages and nothing of the API:
// what the server says belongs to those who are signed in, and src/offline keeps that.
const FILES = ['__FILES__'];
const CACHE = 'anxin-__VERSION__';
const PAGE = '/';
const PATIENCE_MS = 4000;
const NOT_OURS = /^\/(api|service|health|readyz|metrics)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...FILES])));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || NOT_OURS.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request));
});

async function forgetOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('anxin-') && name !== CACHE).map((name) => caches.delete(name)));
}

// The newest page where there is a network; the kept one where there is none, or one that does not answer.
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status < 500) return answer;
  } catch {
    // No network: the kept page follows.
  }
  return (await cache.match(PAGE)) ?? Response.error();
}

// Built files carry their hash in their name: the kept one is the right one.
async function file(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request.url)) ?? fetch(request);
}
