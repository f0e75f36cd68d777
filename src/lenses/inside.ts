import type { TablePanel } from "../display/panel.ts";
import type { Observation, ProcessRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { subjectsOn, viewed } from "./subjects.ts";

/** One process, two numbers: the machine's list on the left, the list of a pid namespace on the right, a line between the same process. */
export function insidePanel(seen: Observation): Offer | undefined {
  const machine = viewed(seen);
  if (machine === undefined) return undefined;
  const here = seen.tables.processes.filter((p) => p.machine === machine.path);
  const within = here.filter((p) => p.ns_pid !== machine.init.ns_pid);
  if (within.length === 0) return undefined;
  const subjects = subjectsOn(seen, machine.path, machine.init);
  const listed = new Set([...within, ...within.flatMap((p) => here.filter((parent) => parent.pid === p.ppid))]);
  const rows = [...listed].sort((a, b) => a.pid - b.pid).map((p): TablePanel["rows"][number] => {
    const owner = subjects.find((s) => s.process.ns_pid === p.ns_pid)?.name ?? "";
    const cells = within.includes(p) ? [called(p), `${p.pid}`, LINE, `${p.pid_inside}`, `in ${owner}`] : [called(p), `${p.pid}`, "", "", ""];
    return { cells, tone: within.includes(p) ? "plain" : "muted" };
  });
  const columns = [{ name: "process" }, { name: `on ${machine.name}`, align: "right" }, { name: "" }, { name: "inside", align: "right" }, { name: "" }] as const;
  return offer({ title: "Inside and outside: one process, two numbers", kind: "table", columns, rows }, 3);
}

const LINE = "────";
const WIDEST = 30;

/** Its command line where that is short and telling, else its name. */
function called(p: ProcessRow): string {
  if (p.command.startsWith("/")) return p.name;
  return p.command.length <= WIDEST ? p.command : `${p.command.slice(0, WIDEST - 1)}…`;
}
