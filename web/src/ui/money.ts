/** Amounts of money as people read them: the same in both languages. */

const AMOUNT = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Return an amount with its sign in front of the currency's. */
export function yuan(amount: number): string {
  return `${amount < 0 ? '−' : ''}¥${AMOUNT.format(Math.abs(amount))}`;
}
