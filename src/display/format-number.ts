/** A number with a fixed count of decimals; what rounds to zero is never shown as -0. */
export function fixed(value: number, decimals: number): string {
  const text = (Number.isFinite(value) ? value : 0).toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A fraction as a percentage: 0.123 → `12.3`. */
export const percent = (fraction: number, decimals = 1): string => fixed(fraction * 100, decimals);

/** Cuts a share into whole hundredths that add up to 100, as vmstat prints them: the largest takes the rest. */
export function hundredths(parts: readonly number[]): number[] {
  const rounded = parts.map((part) => Math.round(Math.max(0, part) * 100));
  const largest = rounded.indexOf(Math.max(...rounded));
  return rounded.map((value, place) => (place === largest ? Math.max(0, value + 100 - sum(rounded)) : value));
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A count with its noun: `1 process`, `8 processes`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
