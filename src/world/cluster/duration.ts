import { SECOND, type Nanos } from "../../kernel/time.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** From `below` seconds on the next row counts: at most two units, the second only while it matters. */
const HUMAN_STEPS: readonly { below: number; unit: number; suffix: string; then?: { unit: number; suffix: string } }[] = [
  { below: 2 * MINUTE, unit: 1, suffix: "s" },
  { below: 10 * MINUTE, unit: MINUTE, suffix: "m", then: { unit: 1, suffix: "s" } },
  { below: 3 * HOUR, unit: MINUTE, suffix: "m" },
  { below: 8 * HOUR, unit: HOUR, suffix: "h", then: { unit: MINUTE, suffix: "m" } },
  { below: 2 * DAY, unit: HOUR, suffix: "h" },
  { below: 8 * DAY, unit: DAY, suffix: "d", then: { unit: HOUR, suffix: "h" } },
  { below: 2 * YEAR, unit: DAY, suffix: "d" },
  { below: 8 * YEAR, unit: YEAR, suffix: "y", then: { unit: DAY, suffix: "d" } },
  { below: Infinity, unit: YEAR, suffix: "y" },
];

/**
 * A duration as kubectl's AGE column writes it: `119s`, `9m59s`, `7h59m`, `47h`, `7d23h`, `729d`, `8y`.
 * Slightly negative is `0s`, more is `<invalid>`. Source: `apimachinery/pkg/util/duration/duration.go`, HumanDuration.
 */
export function humanDuration(d: Nanos): string {
  const s = Math.trunc(d / SECOND);
  if (s < -1) return "<invalid>";
  if (s < 0) return "0s";
  const { unit, suffix, then } = HUMAN_STEPS.find(step => s < step.below)!;
  const rest = then ? Math.floor((s % unit) / then.unit) : 0;
  return `${Math.floor(s / unit)}${suffix}${rest > 0 ? `${rest}${then!.suffix}` : ""}`;
}

const SHORT_STEPS: readonly (readonly [unit: number, suffix: string])[] = [
  [YEAR, "y"], [DAY, "d"], [HOUR, "h"], [MINUTE, "m"], [1, "s"],
];

/** A duration in its largest whole unit: `59m`, `1d`. Source: `duration.go`, ShortHumanDuration. */
export function shortHumanDuration(d: Nanos): string {
  const s = Math.trunc(d / SECOND);
  if (s < -1) return "<invalid>";
  const [unit, suffix] = SHORT_STEPS.find(([size]) => s >= size) ?? [1, "s"];
  return `${Math.max(0, Math.floor(s / unit))}${suffix}`;
}

/** How long ago that was, `<unknown>` without a time. Source: `pkg/printers/internalversion`, translateTimestampSince. */
export const ageColumn = (since: Nanos | undefined, now: Nanos): string =>
  since === undefined ? "<unknown>" : humanDuration(now - since);

/** Whole seconds as Go prints a Duration: `10s`, `1m20s`, `5m0s`, `1h0m0s`. Source: Go `time.Duration.String`. */
export function goDuration(d: Nanos): string {
  const s = Math.floor(d / SECOND);
  const minutes = Math.floor(s / MINUTE);
  if (minutes === 0) return `${s}s`;
  const hours = Math.floor(s / HOUR);
  return `${hours > 0 ? `${hours}h` : ""}${minutes % 60}m${s % 60}s`;
}
