/** The English texts, an area a file. */
import type { TextKey } from '../zh';
import { app } from './app';
import { audit } from './audit';
import { cases } from './cases';
import { day } from './day';
import { desks } from './desks';
import { dispatch } from './dispatch';
import { erasures } from './erasures';
import { form } from './form';
import { held } from './held';
import { inbox } from './inbox';
import { models } from './models';
import { office } from './office';
import { owner } from './owner';
import { record } from './record';
import { reports } from './reports';
import { settlements } from './settlements';
import { task } from './task';
import { tour } from './tour';

export const en: Record<TextKey, string> = { ...app, ...inbox, ...task, ...form, ...cases, ...record, ...models, ...office, ...reports, ...dispatch, ...desks, ...owner, ...audit, ...day, ...erasures, ...held, ...tour, ...settlements };
