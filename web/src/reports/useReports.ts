/** What reports are about, kept in the address; and the reports themselves. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';

type Schemas = components['schemas'];
export type Dashboard = Schemas['DashboardView'];
export type Slice = Schemas['SliceView'];
export type Figure = Schemas['FigureView'];
export type Kpi = Schemas['KpiView'];
export type ReportTable = Schemas['ReportTableView'];
export type Column = Schemas['ReportColumnView'];

export const NARROWED = ['since', 'until', 'province', 'category', 'outlet_id', 'model'] as const;
export type Narrowed = (typeof NARROWED)[number];
export type Asked = Partial<Record<Narrowed, string>>;

export function useAsked(): { asked: Asked; change: (values: Record<string, string | undefined>) => void; shown: string } {
  const [search, setSearch] = useSearchParams();
  const found: Asked = {};
  for (const name of NARROWED) {
    const value = search.get(name);
    if (value) found[name] = value;
  }
  return { asked: found, change: (values) => setSearch(changed(search, values)), shown: search.get('show') ?? 'overview' };
}

export function useCatalogue() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['reports', 'catalogue', language],
    queryFn: () => asked(api.GET('/api/v1/reports')),
    staleTime: Infinity,
  });
}

export const useDashboard = (about: Asked) =>
  useQuery({
    queryKey: ['reports', 'dashboard', about],
    queryFn: () => asked(api.GET('/api/v1/reports/dashboard', { params: { query: about } })),
    placeholderData: keepPreviousData,
  });

export function useReport(key: string, about: Asked) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['reports', key, about, language],
    queryFn: () => asked(api.GET('/api/v1/reports/{key}', { params: { path: { key }, query: about } })),
    placeholderData: keepPreviousData,
  });
}

export const excelOf = (key: string, about: Asked): string =>
  `/api/v1/reports/${key}/excel?${new URLSearchParams(about as Record<string, string>).toString()}`;
