import type { Observation, ProcessRow } from "../world/observation.ts";
import type { Seat } from "./verb.ts";

/** A process of this machine by its pid; `self` is the program that asks, which has all that the shell it was started from has. */
export function processOf(pid: string, seen: Observation, seat: Seat): ProcessRow | undefined {
  const own = seen.tables.processes.filter((row) => row.machine === seat.machine);
  if (pid !== "self") return own.find((row) => `${row.pid}` === pid);
  if (seat.terminal !== undefined) return own.find((row) => row.terminal === seat.terminal);
  // A program that was run in another view, as docker exec does, has what the first process there has.
  return seat.view === undefined ? own.find((row) => row.name === "bash") : own.reduce<ProcessRow | undefined>((first, row) => (first === undefined || row.pid < first.pid ? row : first), undefined);
}
