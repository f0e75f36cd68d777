import { epochSeconds, wallClock } from "../../../display/format-time.ts";
import type { Nanos } from "../../../kernel/time.ts";

/** `2026-03-02T09:00:10Z`: RFC 3339, as the API writes times. */
export function instant(at: Nanos): string {
  const { year, monthNumber, day, time } = wallClock(epochSeconds(at));
  return `${year}-${two(monthNumber)}-${two(day)}T${time}Z`;
}

/** `Mon, 02 Mar 2026 09:00:10 +0000`: RFC 1123, as `kubectl describe` writes them. */
export function longInstant(at: Nanos): string {
  const { weekday, year, month, day, time } = wallClock(epochSeconds(at));
  return `${weekday}, ${two(day)} ${month} ${year} ${time} +0000`;
}

const two = (n: number): string => `${n}`.padStart(2, "0");
