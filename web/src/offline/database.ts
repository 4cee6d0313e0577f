/** Two databases of the browser: what the server said, gone with the session; and what somebody did, kept until sent. */
import { DAY_DATABASE } from '../app/session';

export type Place = 'kept' | 'drafts' | 'files' | 'entries';

const WORK_DATABASE = 'anxin-work';
const PLACES: Record<string, Place[]> = { [DAY_DATABASE]: ['kept'], [WORK_DATABASE]: ['drafts', 'files', 'entries'] };
const opened = new Map<string, Promise<IDBDatabase>>();

function open(name: string): Promise<IDBDatabase> {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const opening = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => PLACES[name]?.forEach((place) => request.result.createObjectStore(place, { keyPath: 'id' }));
    request.onerror = () => reject(request.error ?? new Error(`${name} cannot be opened`));
    request.onsuccess = () => {
      // Without this, signing out in another window would wait for this one for ever.
      request.result.onversionchange = () => {
        request.result.close();
        opened.delete(name);
      };
      resolve(request.result);
    };
  });
  opened.set(name, opening);
  return opening;
}

const databaseOf = (place: Place): string => (place === 'kept' ? DAY_DATABASE : WORK_DATABASE);

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser kept nothing'));
  });

async function asking<T>(place: Place, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open(databaseOf(place))).transaction(place);
  const request = ask(transaction.objectStore(place));
  await done(transaction);
  return request.result;
}

export const read = <T>(place: Place, id: string): Promise<T | undefined> =>
  asking(place, (store) => store.get(id) as IDBRequest<T | undefined>);

export const readAll = <T>(place: Place): Promise<T[]> => asking(place, (store) => store.getAll() as IDBRequest<T[]>);

export type Stored = object & { id: string };

export interface Change {
  put?: [Place, Stored][];
  drop?: [Place, string][];
}

/** Change several places of one database at once: all of it or nothing, safely on the disk when it returns. */
export async function write({ put = [], drop = [] }: Change): Promise<void> {
  const places = [...new Set([...put, ...drop].map(([place]) => place))];
  if (places[0] === undefined) return;
  const transaction = (await open(databaseOf(places[0]))).transaction(places, 'readwrite', { durability: 'strict' });
  for (const [place, value] of put) transaction.objectStore(place).put(value);
  for (const [place, id] of drop) transaction.objectStore(place).delete(id);
  await done(transaction);
}
