/** How hot something is, as a colour on which dark text stays readable. */
const COLD = [255, 248, 225] as const;
const HOT = [242, 139, 80] as const;

export function heatColour(heat: number): string {
  const share = Math.min(1, Math.max(0, heat));
  return `rgb(${COLD.map((cold, at) => Math.round(cold + ((HOT[at] ?? cold) - cold) * share)).join(', ')})`;
}

/** Return how hot each value is beside the largest; square roots let the small ones be seen, too. */
export function heats(values: readonly number[]): number[] {
  const most = Math.max(...values, 0);
  return values.map((value) => (most > 0 ? Math.sqrt(value / most) : 0));
}
