/** What each role is shown: where it stands on the page, and what is said about it. */
import type { TextKey } from '../lang/zh';

export interface Stop {
  /** The element that is pointed at; without one the words stand in the middle. */
  at?: string;
  title: TextKey;
  text: TextKey;
}

const WELCOME: Stop = { title: 'tour.welcome', text: 'tour.welcomeText' };
const VIEWS: Stop = { at: '.view-bar .views', title: 'tour.views', text: 'tour.viewsText' };
const ROWS: Stop = { at: '.inbox-list .rows', title: 'tour.rows', text: 'tour.rowsText' };
const SEARCH: Stop = { at: '[aria-keyshortcuts="Control+K"]', title: 'tour.search', text: 'tour.searchText' };
const AGAIN: Stop = { at: '.tour-key', title: 'tour.again', text: 'tour.againText' };
const place = (page: string, text: TextKey, title: TextKey): Stop => ({ at: `.navigation a[href="/${page}"]`, title, text });

const OWN: Record<string, readonly Stop[]> = {
  desk: [{ at: '.new-case', title: 'newCase.open', text: 'tour.deskText' }, place('cases', 'tour.casesText', 'nav.cases')],
  dispatcher: [place('dispatch', 'tour.dispatchText', 'nav.dispatch')],
  technician: [place('day', 'tour.dayText', 'nav.day')],
  warehouse: [place('parts', 'tour.partsText', 'nav.parts')],
  finance: [place('finance', 'tour.financeText', 'nav.finance')],
  supervisor: [place('cases', 'tour.casesText', 'nav.cases'), place('reports', 'tour.reportsText', 'nav.reports')],
  auditor: [place('audit', 'tour.auditText', 'nav.audit')],
  owner: [place('models', 'tour.modelsText', 'nav.models')],
  admin: [place('models', 'tour.modelsText', 'nav.models'), place('audit', 'tour.auditText', 'nav.audit')],
};

export const stopsOf = (role: string): readonly Stop[] => [WELCOME, VIEWS, ROWS, ...(OWN[role] ?? []), SEARCH, AGAIN];
