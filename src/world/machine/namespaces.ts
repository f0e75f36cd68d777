/**
 * Namespaces: eight kinds of private views that one kernel keeps (namespaces(7)). Every process refers to one of each;
 * a namespace lives as long as somebody refers to it. Processes that were never moved see the first ones, the host's.
 */

export type Kind = "time" | "cgroup" | "pid" | "user" | "uts" | "ipc" | "net" | "mnt";

/** In the order in which the kernel numbers the first ones, and lsns lists them. */
export const KINDS: readonly Kind[] = ["mnt", "net", "time", "cgroup", "pid", "user", "uts", "ipc"];

/** The namespace of each kind that a process refers to, by inode number as in `/proc/PID/ns`. */
export type View = Readonly<Record<Kind, number>>;

/** The first namespaces: include/uapi/linux/nsfs.h, `*_NS_INIT_INO`. */
export const HOST: View = {
  ipc: 4026531839, uts: 4026531838, user: 4026531837, pid: 4026531836, cgroup: 4026531835, time: 4026531834, net: 4026531833, mnt: 4026531832,
};

/** A network device inside a net namespace, as `ip addr` shows it. */
export interface Device {
  readonly name: string;
  readonly index: number;
  /** "" for the loopback device. */
  readonly mac: string;
  /** `172.17.0.2/16`; "" without one. */
  readonly address: string;
  readonly up: boolean;
  /** The index of the other end of a veth pair; 0 for other devices. */
  readonly peer: number;
  /** The bridge it is plugged into; "" for none. */
  readonly master: string;
}

export interface Namespace {
  readonly inode: number;
  readonly kind: Kind;
  /** The one around it: of pid and user namespaces; 0 otherwise. */
  readonly parent: number;
  /** The user namespace that owns it. */
  readonly owner: number;
  /** uts: its hostname. */
  hostname: string;
  /** net: what is in it. */
  devices: readonly Device[];
  /** pid: the pid its next process gets, and the host's pid of its PID 1. */
  nextPid: number;
  init: number;
  /** mnt: the pid namespace that its /proc shows, and the container whose files are its root; "" = the host's. */
  proc: number;
  root: string;
  /** cgroup: what `/` is in /proc/PID/cgroup. */
  top: string;
  /** user: a line of /proc/PID/uid_map as `inside outside count`. */
  uidMap: string;
  /** Kept by something other than a process: a bind mount of /proc/PID/ns/net, as Docker makes. */
  pinned: boolean;
}

/** What a moved process refers to. `pids`: its pid in every pid namespace below the host's, outermost first. */
export interface Member {
  readonly view: View;
  readonly pids: readonly number[];
  /** The terminal somebody sits at in front of it: `pts/1`; "" for none. */
  readonly terminal: string;
}

export interface Namespaces {
  all: Map<number, Namespace>;
  /** By host pid; who is not in here sees the host's namespaces. */
  members: Map<number, Member>;
  nextInode: number;
  nextIndex: number;
}

const FIRST_INODE = 4026532240;
const LOOPBACK: Device = { name: "lo", index: 1, mac: "", address: "127.0.0.1/8", up: true, peer: 0, master: "" };

const blank = (inode: number, kind: Kind, parent: number, owner: number): Namespace => ({
  inode, kind, parent, owner, hostname: "", devices: [], nextPid: 1, init: 0, proc: HOST.pid, root: "", top: "/", uidMap: "0 0 4294967295", pinned: false,
});

export function createNamespaces(hostname: string): Namespaces {
  const all = new Map<number, Namespace>();
  for (const kind of KINDS) all.set(HOST[kind], { ...blank(HOST[kind], kind, 0, kind === "user" ? 0 : HOST.user), pinned: true });
  all.get(HOST.uts)!.hostname = hostname;
  all.get(HOST.net)!.devices = [LOOPBACK];
  all.get(HOST.pid)!.init = 1;
  return { all, members: new Map(), nextInode: FIRST_INODE, nextIndex: 3 };
}

export function copyNamespaces(n: Namespaces): Namespaces {
  const all = new Map<number, Namespace>();
  for (const [inode, ns] of n.all) all.set(inode, { ...ns });
  return { all, members: new Map(n.members), nextInode: n.nextInode, nextIndex: n.nextIndex };
}

export const viewOf = (n: Namespaces, pid: number): View => n.members.get(pid)?.view ?? HOST;

/** unshare(2), clone(2): a view in which the namespaces of these kinds are new, the rest those of `from`. */
export function newView(n: Namespaces, from: View, kinds: readonly Kind[]): View {
  const made: Record<Kind, number> = { ...from };
  // A new user namespace comes first: it owns what is made together with it (user_namespaces(7)).
  for (const kind of [...kinds].sort((a, b) => Number(b === "user") - Number(a === "user"))) made[kind] = create(n, made, kind).inode;
  return made;
}

function create(n: Namespaces, from: View, kind: Kind): Namespace {
  const before = n.all.get(from[kind])!;
  const nested = kind === "pid" || kind === "user" ? before.inode : 0;
  const made = { ...blank(n.nextInode++, kind, nested, kind === "user" ? before.inode : from.user), hostname: before.hostname, proc: before.proc, root: before.root };
  if (kind === "net") made.devices = [{ ...LOOPBACK, address: "", up: false }];
  if (kind === "user") made.uidMap = "";
  n.all.set(made.inode, made);
  return made;
}

/** The loopback device of a net namespace is switched on. */
export function raiseLoopback(net: Namespace): void {
  net.devices = net.devices.map((device) => (device.name === "lo" ? LOOPBACK : device));
}

/** From the host's pid namespace to this one, outermost first; the host's itself is not in it. */
export function levels(n: Namespaces, pid: number): number[] {
  const ns = n.all.get(pid);
  return ns === undefined || ns.parent === 0 ? [] : [...levels(n, ns.parent), pid];
}

/** A process comes to refer to these namespaces; in every pid namespace that is new to it, it gets the next pid. */
export function enter(n: Namespaces, pid: number, view: View, terminal = ""): void {
  const before = n.members.get(pid);
  const known = before === undefined ? [] : levels(n, before.view.pid);
  const pids = levels(n, view.pid).map((inode, depth) => (known[depth] === inode ? before!.pids[depth]! : takePid(n, inode, pid)));
  n.members.set(pid, { view, pids, terminal: terminal === "" ? (before?.terminal ?? "") : terminal });
}

function takePid(n: Namespaces, inode: number, pid: number): number {
  const ns = n.all.get(inode)!;
  if (ns.init === 0) ns.init = pid;
  return ns.nextPid++;
}

/** fork(2): a child sees what its parent sees. */
export function inherit(n: Namespaces, pid: number, parent: number): void {
  const member = n.members.get(parent);
  if (member !== undefined) enter(n, pid, member.view);
}

/** Removes a process; answers the pid namespace that has lost its PID 1 with it, 0 when none has. */
export function leave(n: Namespaces, pid: number): number {
  const member = n.members.get(pid);
  if (member === undefined) return 0;
  n.members.delete(pid);
  const own = n.all.get(member.view.pid);
  return own !== undefined && own.parent !== 0 && own.init === pid ? own.inode : 0;
}

/** Host pids of everybody inside a pid namespace or one nested in it. */
export function inside(n: Namespaces, inode: number): number[] {
  return [...n.members].filter(([, member]) => levels(n, member.view.pid).includes(inode)).map(([pid]) => pid);
}

/** Removes the namespaces to which nobody refers any more: no process, no mount, no namespace inside. */
export function dropUnused(n: Namespaces): void {
  const used = new Set<number>();
  for (const member of n.members.values()) for (const kind of KINDS) used.add(member.view[kind]);
  for (const ns of n.all.values()) if (ns.pinned) used.add(ns.inode);
  for (const inode of [...used]) keepAround(n, inode, used);
  for (const inode of [...n.all.keys()]) if (!used.has(inode)) n.all.delete(inode);
}

function keepAround(n: Namespaces, inode: number, used: Set<number>): void {
  const ns = n.all.get(inode);
  for (const outer of ns === undefined ? [] : [ns.parent, ns.owner]) {
    if (outer === 0 || used.has(outer)) continue;
    used.add(outer);
    keepAround(n, outer, used);
  }
}
