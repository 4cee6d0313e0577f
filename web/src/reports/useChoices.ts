/** The words of areas, kinds of products and channels, as the forms say them. */
import type { RJSFSchema } from '@rjsf/utils';
import { useFieldLabels } from '../cases/useFieldLabels';

export interface Choice {
  value: string;
  label: string;
}

const choicesOf = (field: RJSFSchema | undefined): Choice[] =>
  ((field?.oneOf ?? []) as { const?: unknown; title?: string }[]).map((option) => ({
    value: String(option.const),
    label: option.title ?? String(option.const),
  }));

export function useChoices(): Record<'province' | 'category' | 'channel', Choice[]> & { word: (by: string, code: string) => string } {
  const { labels, isPending } = useFieldLabels();
  const found = {
    province: choicesOf(labels['province']),
    category: choicesOf(labels['product_category']),
    channel: choicesOf(labels['channel']),
  };
  const word = (by: string, code: string): string =>
    found[by as keyof typeof found]?.find((choice) => choice.value === code)?.label ?? (isPending ? '…' : code);
  return { ...found, word };
}
