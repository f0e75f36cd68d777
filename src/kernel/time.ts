/** Virtual time and durations: integer nanoseconds. Exact up to 104 days (2^53 ns). */
export type Nanos = number;

export const MICROSECOND = 1_000;
export const MILLISECOND = 1_000_000;
export const SECOND = 1_000_000_000;

export const micros = (n: number): Nanos => Math.round(n * MICROSECOND);
export const millis = (n: number): Nanos => Math.round(n * MILLISECOND);
export const seconds = (n: number): Nanos => Math.round(n * SECOND);
export const toSeconds = (t: Nanos): number => t / SECOND;
