import { calendar, DAY } from "../../../../kernel/calendar.ts";

/** When something is due, on the wall clock in UTC. Source: `github.com/robfig/cron/v3`, spec.go and parser.go; crontab(5). */
export interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** One of the two was a star: then both must fit; else one is enough. */
  readonly both: boolean;
  /** Seconds from one time to the next, whatever the clock says; 0: by the clock. */
  readonly every: number;
}

const NAMES: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
};
const MONTHS = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Undefined for what is no schedule. */
export function readSchedule(text: string): Schedule | undefined {
  if (text.startsWith("@every ")) return everySo(text.slice("@every ".length));
  const fields = (NAMES[text.trim()] ?? text).trim().toLowerCase().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minutes, hours, days, months, weekdays] = [
    field(fields[0]!, 0, 59), field(fields[1]!, 0, 23), field(fields[2]!, 1, 31), field(fields[3]!, 1, 12, MONTHS), field(fields[4]!, 0, 7, WEEKDAYS),
  ];
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const both = fields[2]!.startsWith("*") || fields[4]!.startsWith("*");
  return { minutes, hours, days, months, weekdays: new Set([...weekdays].map((day) => day % 7)), both, every: 0 };
}

const NONE: ReadonlySet<number> = new Set();

/** `@every 1h30m`. */
function everySo(text: string): Schedule | undefined {
  const [all, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text.trim()) ?? [];
  const every = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return all === undefined || every === 0 ? undefined : { minutes: NONE, hours: NONE, days: NONE, months: NONE, weekdays: NONE, both: false, every };
}

/** `*`, `*`/5, `1-5`, `1-10/2`, `mon,wed`; a number with a step goes on to the end. */
function field(text: string, first: number, last: number, names: readonly string[] = []): Set<number> | undefined {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined || step === "0") return undefined;
    const low = from === "*" ? first : numberOf(from, names);
    const high = to !== undefined ? numberOf(to, names) : from === "*" || step !== undefined ? last : low;
    if (!(low >= first && high <= last && low <= high)) return undefined;
    for (let value = low; value <= high; value += Number(step ?? 1)) found.add(value);
  }
  return found;
}

const numberOf = (text: string, names: readonly string[]): number => (names.includes(text) ? names.indexOf(text) : /^\d+$/.test(text) ? Number(text) : Number.NaN);

/** Some dates come only every so many years: the 29th of February. */
const FARTHEST = 5 * 366;

/** The first due time after a moment, in seconds since 1970; undefined when there is none in five years. */
export function nextAfter(schedule: Schedule, after: number): number | undefined {
  if (schedule.every > 0) return Math.floor(after) + schedule.every;
  const start = Math.floor(after / 60) * 60 + 60;
  const [hours, minutes] = [ascending(schedule.hours), ascending(schedule.minutes)];
  for (let day = Math.floor(start / DAY); day < start / DAY + FARTHEST; day++) {
    if (!fits(schedule, day * DAY)) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const at = day * DAY + hour * 3600 + minute * 60;
        if (at >= start) return at;
      }
    }
  }
  return undefined;
}

const ascending = (values: ReadonlySet<number>): number[] => [...values].sort((a, b) => a - b);

function fits({ days, months, weekdays, both }: Schedule, epoch: number): boolean {
  const { month, day, weekday } = calendar(epoch);
  const [byDay, byWeekday] = [days.has(day), weekdays.has(weekday)];
  return months.has(month) && (both ? byDay && byWeekday : byDay || byWeekday);
}
