/** Addresses; each page is loaded when it is first opened. */
import { createBrowserRouter, Navigate } from 'react-router';
import { NotFound, PageFailure } from './PageFailure';
import { Shell } from './Shell';

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageFailure />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <Navigate to="/tasks" replace /> },
      { path: 'tasks', lazy: async () => ({ Component: (await import('../inbox/InboxPage')).InboxPage }) },
      { path: 'cases', lazy: async () => ({ Component: (await import('../cases/CasesPage')).CasesPage }) },
      { path: 'cases/:caseId', lazy: async () => ({ Component: (await import('../cases/CasePage')).CasePage }) },
      { path: 'models', lazy: async () => ({ Component: (await import('../models/ModelsPage')).ModelsPage }) },
      { path: 'models/check', lazy: async () => ({ Component: (await import('../models/CheckPage')).CheckPage }) },
      {
        path: 'models/process/:definitionId',
        lazy: async () => ({ Component: (await import('../models/ProcessPage')).ProcessPage }),
      },
      { path: 'day', lazy: async () => ({ Component: (await import('../day/DayPage')).DayPage }) },
      { path: 'parts', lazy: async () => ({ Component: (await import('../desks/PartsDesk')).PartsDesk }) },
      { path: 'finance', lazy: async () => ({ Component: (await import('../desks/FinanceDesk')).FinanceDesk }) },
      { path: 'dispatch', lazy: async () => ({ Component: (await import('../dispatch/DispatchPage')).DispatchPage }) },
      { path: 'reports', lazy: async () => ({ Component: (await import('../reports/ReportsPage')).ReportsPage }) },
      { path: 'models/decision/:key', lazy: async () => ({ Component: (await import('../models/DecisionPage')).DecisionPage }) },
      { path: 'models/form/*', lazy: async () => ({ Component: (await import('../models/FormPage')).FormPage }) },
      { path: 'models/compare', lazy: async () => ({ Component: (await import('../models/ComparePage')).ComparePage }) },
      { path: 'models/try/:trialId', lazy: async () => ({ Component: (await import('../models/TrialPage')).TrialPage }) },
      { path: 'calendars', lazy: async () => ({ Component: (await import('../calendars/CalendarsPage')).CalendarsPage }) },
      { path: 'erasures', lazy: async () => ({ Component: (await import('../erasures/ErasuresPage')).ErasuresPage }) },
      { path: 'office', lazy: async () => ({ Component: (await import('../office/OfficePage')).OfficePage }) },
      { path: 'audit', lazy: async () => ({ Component: (await import('../audit/SearchPage')).SearchPage }) },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
