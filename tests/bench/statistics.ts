export const quantile = (values: readonly number[], q: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!;
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One line of the report: what, how much, and what was aimed at. */
export function report(what: string, value: string, aim = ""): void {
  console.log(`  ${what.padEnd(46)} ${value.padStart(20)}   ${aim}`.trimEnd());
}

export const title = (text: string): void => console.log(`\n${text}`);
