import type { MachineRow, Observation, ProcessRow } from "../world/observation.ts";
import type { ContainerRow, NamespaceRow } from "../world/containers/observed.ts";
import type { Reply, Seat } from "./verb.ts";

/**
 * What a program sees from inside namespaces: an observation in which only the processes of its pid namespace stand,
 * under the pids they have there, on a machine with the hostname of its uts namespace. Memory and CPUs are those of the
 * machine: no namespace hides them.
 */

/** The namespaces a program refers to, by inode number. */
export interface View {
  readonly mnt: number;
  readonly net: number;
  readonly pid: number;
  readonly uts: number;
  readonly ipc: number;
  readonly user: number;
  readonly cgroup: number;
  readonly time: number;
}

/** Names of the namespaces in `/proc/PID/ns`. */
export const VIEW_KINDS = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"] as const satisfies readonly (keyof View)[];

export const viewOfProcess = (p: ProcessRow): View => ({ mnt: p.ns_mnt, net: p.ns_net, pid: p.ns_pid, uts: p.ns_uts, ipc: p.ns_ipc, user: p.ns_user, cgroup: p.ns_cgroup, time: p.ns_time });

export const viewOfContainer = (c: ContainerRow): View => ({ mnt: c.ns_mnt, net: c.ns_net, pid: c.ns_pid, uts: c.ns_uts, ipc: c.ns_ipc, user: c.ns_user, cgroup: c.ns_cgroup, time: c.ns_time });

/** The shell that somebody sits at; undefined at a machine's first shell, and when the shell has ended. */
export const shellOf = (seat: Seat, seen: Observation): ProcessRow | undefined =>
  seat.terminal === undefined ? undefined : seen.tables.processes.find((row) => row.machine === seat.machine && row.terminal === seat.terminal);

/** The view from a seat; undefined where one sees what the machine sees. */
export function viewAt(seat: Seat, seen: Observation): View | undefined {
  const shell = seat.view === undefined ? shellOf(seat, seen) : undefined;
  return seat.view ?? (shell === undefined ? undefined : viewOfProcess(shell));
}

export const namespace = (seen: Observation, machine: string, inode: number): NamespaceRow | undefined => seen.tables.namespaces.find((ns) => ns.machine === machine && ns.inode === inode);

/** The container whose files are the root of a view; undefined for the machine's own. */
export function rootOf(seat: Seat, seen: Observation): ContainerRow | undefined {
  const view = viewAt(seat, seen);
  const root = view === undefined ? "" : (namespace(seen, seat.machine, view.mnt)?.root ?? "");
  return root === "" ? undefined : seen.tables.containers.find((c) => c.id === root);
}

/** The pid of a process in a pid namespace; 0 when it is not to be seen from there. */
function pidIn(row: ProcessRow, pid: number, seen: Observation): number {
  const ns = namespace(seen, row.machine, pid);
  if (ns === undefined || ns.depth === 0) return row.pid;
  let own: NamespaceRow | undefined = namespace(seen, row.machine, row.ns_pid);
  while (own !== undefined && own.depth > ns.depth) own = namespace(seen, row.machine, own.parent);
  return own?.inode === pid ? Number(row.ns_pids.split(" ")[ns.depth]) : 0;
}

/** The observation as a program with that view meets it. `ps` and its like read the /proc that is mounted, whosever it is. */
export function seenInside(seen: Observation, machine: string, view: View): Observation {
  const proc = namespace(seen, machine, view.mnt)?.proc ?? view.pid;
  const name = namespace(seen, machine, view.uts)?.hostname;
  const top = namespace(seen, machine, view.cgroup)?.top ?? "/";
  const own = lazily(() => seen.tables.processes.flatMap((row) => (row.machine === machine ? rowInside(row, proc, top, seen) : [])));
  const machines = lazily(() => seen.tables.machines.map((row): MachineRow => (row.path === machine && name !== undefined ? { ...row, name, kernel: kernelIn(seen, machine, view) ?? row.kernel } : row)));
  const tables = Object.create(seen.tables, { processes: { get: own }, machines: { get: machines } });
  return Object.create(seen, { tables: { value: tables } }) as Observation;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const kernelIn = (seen: Observation, machine: string, view: View): string | undefined => {
  const root = namespace(seen, machine, view.mnt)?.root;
  return root === undefined || root === "" ? undefined : seen.tables.containers.find((c) => c.id === root)?.kernel;
};

function rowInside(row: ProcessRow, proc: number, top: string, seen: Observation): ProcessRow[] {
  const pid = pidIn(row, proc, seen);
  if (pid === 0) return [];
  const parent = seen.tables.processes.find((other) => other.machine === row.machine && other.pid === row.ppid);
  const depth = namespace(seen, row.machine, proc)?.depth ?? 0;
  return [{ ...row, pid, ns_pids: row.ns_pids.split(" ").slice(depth).join(" "), ppid: parent === undefined ? 0 : pidIn(parent, proc, seen), group: groupFrom(row.group, top) }];
}

/** A cgroup path as a cgroup namespace shows it: its own root is `/`, others lie beside it. */
export function groupFrom(group: string, top: string): string {
  if (top === "/" || top === "") return group;
  if (group === top) return "/";
  return group.startsWith(`${top}/`) ? group.slice(top.length) : `/../..${group}`;
}

/** Pids that a program inside named become those of the machine, as the kernel takes them. */
export function outward(reply: Reply, seen: Observation, machine: string, view: View): Reply {
  if (reply.kind === "sit") return { ...reply, seat: withoutView(reply.seat) };
  if (reply.kind !== "act" || !("pids" in reply.command)) return reply;
  const proc = namespace(seen, machine, view.mnt)?.proc ?? view.pid;
  const rows = seen.tables.processes.filter((row) => row.machine === machine);
  const pids = reply.command.pids.map((pid) => rows.find((row) => pidIn(row, proc, seen) === pid)?.pid ?? pid);
  const own = namespace(seen, machine, view.pid);
  const from = reply.command.type === "signal" && own !== undefined && own.depth > 0 ? { from: view.pid } : {};
  return { ...reply, command: { ...reply.command, pids, ...from } };
}

function withoutView({ view: _view, ...seat }: Seat): Seat {
  return seat;
}

/** A terminal that nobody has: `pts/1`, `pts/2`, … */
export function freeTerminal(seen: Observation): string {
  const taken = new Set([...seen.tables.processes.map((row) => row.terminal), ...seen.tables.containers.map((c) => c.terminal)]);
  let number = 1;
  while (taken.has(`pts/${number}`)) number++;
  return `pts/${number}`;
}

export const sitAt = (seat: Seat, terminal: string, directory: string): Seat => ({ machine: seat.machine, user: seat.user, directory, outer: [...seat.outer, withoutView(seat)], terminal });
