import { toSeconds, type Nanos } from "./time.ts";

export const DAY = 86_400;
/** What the wall clock of every simulated machine shows when a world begins: Monday 2026-03-02, 09:00:00 UTC. */
const BEGINNING = 1_772_442_000;

/** Seconds since 1970 on the simulated wall clock. */
export const epochSeconds = (at: Nanos): number => BEGINNING + Math.floor(toSeconds(at));

/** The simulated moment of so many seconds since 1970. */
export const momentOf = (epoch: number): Nanos => (epoch - BEGINNING) * 1e9;

export interface Calendar {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Of the day. */
  readonly second: number;
}

/** The date of a moment given in seconds since 1970, UTC: the civil calendar from day numbers. */
export function calendar(epoch: number): Calendar {
  const days = Math.floor(epoch / DAY);
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1, weekday: (((days + 4) % 7) + 7) % 7, second: epoch - days * DAY };
}
