import { calendar } from "../kernel/calendar.ts";
import { toSeconds, type Nanos } from "../kernel/time.ts";
import { fixed } from "./format-number.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Simulated time for people: `92.0 s`, `3 min 05 s`. */
export function clockText(at: Nanos): string {
  const seconds = toSeconds(at);
  if (seconds < 120) return `${fixed(Math.floor(seconds * 10 + 1e-6) / 10, 1)} s`;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
}

export { epochSeconds } from "../kernel/calendar.ts";

export interface WallClock {
  readonly year: number;
  readonly month: string;
  readonly monthNumber: number;
  readonly day: number;
  readonly weekday: string;
  /** `09:01:32` */
  readonly time: string;
}

/** The date and time of a moment given in seconds since 1970, UTC. */
export function wallClock(epoch: number): WallClock {
  const { year, month, day, weekday, second } = calendar(epoch);
  return { year, month: MONTHS[month - 1]!, monthNumber: month, day, weekday: DAYS[weekday]!, time: hms(second) };
}

/** `Mon Mar  2 09:01:32 UTC 2026`: date(1). */
export function dateText(epoch: number): string {
  const { weekday, month, day, time, year } = wallClock(epoch);
  return `${weekday} ${month} ${`${day}`.padStart(2)} ${time} UTC ${year}`;
}

/** `09:01:32` of a count of seconds; hours go on past 24. */
export function hms(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** TIME+ of top: `1:02.50`, minutes and hundredths. */
export const topTime = (seconds: number): string => {
  const hundredths = Math.floor(Math.max(0, seconds) * 100 + 1e-6);
  return `${Math.floor(hundredths / 6000)}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
};

/** `up 12 days,  3:04`, `up 31 min`: uptime(1) and top(1). */
export function upText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const head = days === 0 ? "" : `${days} ${days === 1 ? "day" : "days"}, `;
  return hours === 0 ? `up ${head}${minutes % 60} min` : `up ${head}${`${hours}`.padStart(2)}:${two(minutes % 60)}`;
}

/** `up 2 hours, 4 minutes`: uptime -p. */
export function prettyUp(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const parts = [
    [Math.floor(minutes / 10_080), "week"],
    [Math.floor(minutes / 1440) % 7, "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return `up ${said.length === 0 ? "0 minutes" : said.join(", ")}`;
}

const two = (n: number): string => `${n}`.padStart(2, "0");
