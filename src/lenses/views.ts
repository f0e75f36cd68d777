import type { TablePanel } from "../display/panel.ts";
import type { Observation, ProcessRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { inode, KINDS, type Kind, type Subject, subjectsOn, viewed } from "./subjects.ts";

/** The newest of them fit a small screen. */
const MOST = 5;
const WIDEST = 8;

/** Who sees what: a row for everybody with a view of its own, a column for each kind of namespace. What is shared with the machine is a dot. */
export function viewsPanel(seen: Observation): Offer | undefined {
  const machine = viewed(seen);
  if (machine === undefined) return undefined;
  const { name, path, init } = machine;
  const subjects = subjectsOn(seen, path, init).slice(-MOST);
  const rows = subjects.map((s, i) => ({ cells: [s.name, ...KINDS.map((kind) => cell(kind, s, subjects.slice(0, i), init, seen))] }));
  const all: TablePanel["rows"] = [{ cells: [name, ...KINDS.map((kind) => ofMachine(kind, init, seen))] }, ...rows];
  return offer({ title: `Views: ${SHARED} sees what ${name} sees`, kind: "table", columns: ["", ...KINDS].map((kind) => ({ name: kind })), rows: all }, 2);
}

const SHARED = "·";

function cell(kind: Kind, subject: Subject, before: readonly Subject[], init: ProcessRow, seen: Observation): string {
  const own = inode(subject.process, kind);
  if (own === inode(init, kind)) return SHARED;
  const same = before.find((other) => inode(other.process, kind) === own);
  return same === undefined ? ofSubject(kind, subject, seen) : `as ${same.name}`;
}

function ofMachine(kind: Kind, init: ProcessRow, seen: Observation): string {
  if (kind === "pid") return `${seen.tables.processes.filter((p) => p.machine === init.machine).length}`;
  if (kind === "mnt") return system(seen.tables.machines.find((m) => m.path === init.machine)!.distribution);
  return kind === "net" || kind === "uts" ? named(kind, init, seen) : "host";
}

/** What a view of its own shows, where it fits a column: how many processes, which address, which name, whose files. */
function ofSubject(kind: Kind, { process, container }: Subject, seen: Observation): string {
  if (kind === "pid") return `${seen.tables.namespaces.find((ns) => ns.machine === process.machine && ns.inode === process.ns_pid)?.processes ?? 0}`;
  if (kind === "mnt" && container !== undefined) return system(container.distribution);
  return kind === "net" || kind === "uts" ? named(kind, process, seen) : "own";
}

const named = (kind: "net" | "uts", p: ProcessRow, seen: Observation): string => (kind === "net" ? addressIn(p, seen) : p.hostname.slice(0, WIDEST));

/** `Debian GNU/Linux 12` is Debian. */
const system = (distribution: string): string => (distribution === "" ? "own" : distribution.split(" ")[0]!);

function addressIn(p: ProcessRow, seen: Observation): string {
  const first = seen.tables.devices.filter((d) => d.machine === p.machine && d.net === p.ns_net && d.name !== "lo" && d.address !== "").sort((a, b) => a.index - b.index)[0];
  return first === undefined ? "lo" : first.address.split("/")[0]!;
}
