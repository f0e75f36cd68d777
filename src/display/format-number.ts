/** A number with a fixed count of decimals; what rounds to zero is never shown as -0. */
export function fixed(value: number, decimals: number): string {
  const text = (Number.isFinite(value) ? value : 0).toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A fraction as a percentage: 0.123 → `12.3`. */
export const percent = (fraction: number, decimals = 1): string => fixed(fraction * 100, decimals);

/** A count with its noun: `1 process`, `8 processes`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
