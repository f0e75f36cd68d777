import { counted } from "../display/format-number.ts";
import type { TablePanel } from "../display/panel.ts";
import type { NamespaceRow } from "../world/containers/observed.ts";
import type { Observation, ProcessRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { inode, KINDS, type Kind, type Subject, subjectsOn, viewed } from "./subjects.ts";

/** So many columns beside the machine's own fit a narrow screen. */
const MOST = 3;
const WIDEST = 14;

/** Who sees what: a row for each kind of namespace, a column for everybody with a view of its own. What is shared with the machine is a dot. */
export function viewsPanel(seen: Observation): Offer | undefined {
  const machine = viewed(seen);
  if (machine === undefined) return undefined;
  const subjects = subjectsOn(seen, machine.path, machine.init).slice(-MOST);
  const rows = KINDS.map((kind): TablePanel["rows"][number] => {
    const cells = subjects.map((s, i) => cell(kind, s, subjects.slice(0, i), machine.init, seen));
    return { cells: [kind, reading(kind, machine.init, undefined, seen), ...cells], tone: cells.every((one) => one === SHARED) ? "muted" : "plain" };
  });
  const columns = ["kind", machine.name, ...subjects.map((s) => s.name)].map((name) => ({ name }));
  return offer({ title: `Views: ${SHARED} sees what ${machine.name} sees`, kind: "table", columns, rows }, 5);
}

const SHARED = "·";

function cell(kind: Kind, subject: Subject, before: readonly Subject[], init: ProcessRow, seen: Observation): string {
  const own = inode(subject.process, kind);
  if (own === inode(init, kind)) return SHARED;
  const same = before.find((other) => inode(other.process, kind) === own);
  return same === undefined ? reading(kind, subject.process, subject, seen).slice(0, WIDEST) : `as ${same.name}`;
}

/** What a process sees of a kind; without a subject: the machine's own view. */
function reading(kind: Kind, p: ProcessRow, subject: Subject | undefined, seen: Observation): string {
  const ns = seen.tables.namespaces.find((one) => one.machine === p.machine && one.inode === inode(p, kind));
  switch (kind) {
    case "pid":
      return counted(subject === undefined ? seen.tables.processes.filter((one) => one.machine === p.machine).length : (ns?.processes ?? 0), "process", "processes");
    case "net":
      return addressIn(p, seen);
    case "uts":
      return p.hostname;
    case "mnt":
      return subject === undefined ? "its files" : subject.container === undefined ? "own mounts" : `${subject.container.image} files`;
    case "ipc":
      return subject === undefined ? "its queues" : "own queues";
    case "cgroup":
      return ns === undefined || ns.top === "/" ? "/" : rooted(ns);
    case "user":
      return (ns?.uid_map ?? "") === "" ? "nobody" : "root is 0";
    case "time":
      return subject === undefined ? "its clocks" : "own offsets";
  }
}

const rooted = (ns: NamespaceRow): string => `/=${ns.top.slice(ns.top.lastIndexOf("/") + 1)}`;

function addressIn(p: ProcessRow, seen: Observation): string {
  const first = seen.tables.devices.filter((d) => d.machine === p.machine && d.net === p.ns_net && d.name !== "lo" && d.address !== "").sort((a, b) => a.index - b.index)[0];
  return first === undefined ? "lo only" : first.address.split("/")[0]!;
}
