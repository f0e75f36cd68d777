import type { Lane } from "../display/panel.ts";
import { MICROSECOND, type Nanos, SECOND } from "../kernel/time.ts";
import type { GroupRow, Observation, ThreadRow } from "../world/observation.ts";
import { budgeted, groupName } from "./groups.ts";
import { type Offer, offer } from "./offer.ts";

/** Seven periods of 100 ms: about 10 ms to a column of a narrow terminal. */
const SHOWN = 0.7 * SECOND;

type Slot = Lane["slots"][number];

/**
 * When limited groups ran lately, on whichever CPUs, and when they stood still because their quota was used up: a strip for
 * each. Only the engine that runs threads in turns can tell.
 */
export function periodsPanel(seen: Observation): Offer | undefined {
  const groups = budgeted(seen).filter((g) => g.quota_us > 0);
  if (groups.length === 0 || seen.lanes.length === 0) return undefined;
  const from = Math.max(0, seen.now - SHOWN);
  const lanes = groups.map((g): Lane => ({ label: groupName(seen, g), slots: strip(g, seen, from) }));
  return offer({ title: "Periods: ░ stands still, its quota is used up", kind: "lanes", from, to: from + SHOWN, lanes, who: groups.map((g) => groupName(seen, g)) }, 2);
}

/** One CPU that ran a thread of the group. */
type Turn = { readonly from: Nanos; readonly to: Nanos };

function strip(g: GroupRow, seen: Observation, from: Nanos): Slot[] {
  const turns = turnsOf(g, seen);
  const who = groupName(seen, g);
  const ran = together(turns);
  const slots: Slot[] = [];
  let period = ran[0]?.from ?? seen.now;
  ran.forEach((slot, i) => {
    const next = ran[i + 1]?.from;
    period = startOf(g, period, slot.to);
    const held = isSpent(g, turns, period, slot.to) && isHeld(g, seen, period, next);
    const until = next ?? seen.now;
    if (held) period = until;
    slots.push({ ...slot, who, doing: "running" }, { from: slot.to, to: until, who, doing: held ? "ready" : "idle" });
  });
  return slots.filter((slot) => slot.to > from && slot.to > slot.from);
}

/** The begin of the period that an instant lies in, given the begin of an earlier one. */
function startOf(g: GroupRow, earlier: Nanos, at: Nanos): Nanos {
  const length = g.period_us * MICROSECOND;
  return earlier + Math.floor(Math.max(0, at - earlier - 1) / length) * length;
}

function threadsIn(g: GroupRow, seen: Observation): ThreadRow[] {
  const inside = new Set(seen.tables.processes.filter((p) => p.machine === g.machine && p.group === g.path).map((p) => p.pid));
  return seen.tables.threads.filter((t) => t.machine === g.machine && inside.has(t.pid));
}

function turnsOf(g: GroupRow, seen: Observation): Turn[] {
  const threads = new Set(threadsIn(g, seen).map((t) => t.tid));
  return seen.lanes.filter((l) => l.machine === g.machine && threads.has(l.tid)).sort((a, b) => a.from - b.from);
}

/** Stretches in which at least one CPU ran it. */
function together(turns: readonly Turn[]): Turn[] {
  const joined: Turn[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    if (last === undefined || turn.from > last.to) joined.push({ from: turn.from, to: turn.to });
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, turn.to) };
  }
  return joined;
}

/** What CPUs may still hold of the quota when the group has to stop: a millisecond each. */
const NEARLY = 0.95;

/** In the period that began then, the quota was used up. */
function isSpent(g: GroupRow, turns: readonly Turn[], period: Nanos, at: Nanos): boolean {
  const used = turns.reduce((sum, t) => sum + Math.max(0, Math.min(t.to, at) - Math.max(t.from, period)), 0);
  return used >= g.quota_us * MICROSECOND * NEARLY;
}

/** How soon after the begin of a period a group that was held back runs again, in periods. */
const AT_ONCE = 0.1;

/** Held back, it goes on as soon as the next period begins; as long as that has not come, its threads are ready. Otherwise it had finished. */
function isHeld(g: GroupRow, seen: Observation, period: Nanos, next: Nanos | undefined): boolean {
  const length = g.period_us * MICROSECOND;
  if (next !== undefined) return next <= period + (1 + AT_ONCE) * length;
  return seen.now <= period + length && threadsIn(g, seen).some((t) => t.state !== "blocked");
}
