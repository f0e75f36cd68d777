import type { GroupRow, Observation } from "../world/observation.ts";
import { groupFrom, namespace, viewAt } from "./inside.ts";
import type { Seat } from "./verb.ts";

/** Ids of the processes, or of the threads, that live in the group itself, as the seat's observation calls them. */
export function processesInside(g: GroupRow, seen: Observation, seat: Seat, threads: boolean): number[] {
  const view = viewAt(seat, seen);
  const name = view === undefined ? g.path : groupFrom(g.path, namespace(seen, seat.machine, view.cgroup)?.top ?? "/");
  const own = seen.tables.processes.filter((p) => p.machine === g.machine && p.group === name);
  if (!threads) return own.map((p) => p.pid).sort((a, b) => a - b);
  const pids = new Set(own.map((p) => p.pid));
  const running = seen.tables.threads.filter((t) => t.machine === g.machine && pids.has(t.pid)).map((t) => t.tid);
  return [...new Set([...pids, ...running])].sort((a, b) => a - b);
}
