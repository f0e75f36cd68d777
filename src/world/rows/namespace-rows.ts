import { ALL, capabilitiesOf } from "../containers/capabilities.ts";
import type { Container } from "../containers/docker.ts";
import type { DeviceRow, NamespaceRow } from "../containers/observed.ts";
import type { Machine } from "../machine/machine.ts";
import { HOST, levels, viewOf, type Namespace } from "../machine/namespaces.ts";
import type { Process } from "../machine/process.ts";
import type { World } from "../state.ts";

export function namespaceRows(world: World): NamespaceRow[] {
  return [...world.machines.values()].filter((m) => m.up && m.spec.os === "linux").flatMap((m) => rowsOn(m));
}

function rowsOn(m: Machine): NamespaceRow[] {
  const firsts = lowestPids(m);
  return [...m.namespaces.all.values()].map((ns) => namespaceRow(m, ns, firsts.get(ns.inode) ?? { pid: 0, count: 0 }));
}

interface Members {
  pid: number;
  count: number;
}

/** The lowest host pid in each namespace that somebody has joined or made, and how many are in it. */
function lowestPids(m: Machine): Map<number, Members> {
  const found = new Map<number, Members>();
  for (const [pid, { view }] of m.namespaces.members) {
    for (const inode of Object.values(view)) {
      const known = found.get(inode);
      if (known === undefined) found.set(inode, { pid, count: 1 });
      else Object.assign(known, { pid: Math.min(known.pid, pid), count: known.count + 1 });
    }
  }
  return found;
}

/** Whoever has no view of its own is in the first namespaces, the machine's. */
function namespaceRow(m: Machine, ns: Namespace, { pid, count }: Members): NamespaceRow {
  const n = m.namespaces;
  const first = HOST[ns.kind] === ns.inode;
  return {
    machine: m.path, inode: ns.inode, kind: ns.kind, processes: first ? m.processes.size - n.members.size + count : count, pid: first ? 1 : pid,
    parent: ns.parent, depth: ns.kind === "pid" ? levels(n, ns.inode).length : 0, hostname: ns.hostname, proc: ns.proc, root: ns.root, top: ns.top, uid_map: ns.uidMap, next_pid: ns.nextPid,
  };
}

export function deviceRows(world: World): DeviceRow[] {
  return [...world.machines.values()].flatMap((m, place) => [...cards(m, place), ...virtual(m)]);
}

/** The machine's own cards, in its first net namespace: one address each, of a network that all machines share. */
function cards(m: Machine, place: number): DeviceRow[] {
  return [...m.nics.keys()].map((name, card) => ({
    machine: m.path, net: HOST.net, index: 2 + card, name, mac: `52:54:00:00:${hex(place)}:${hex(card + 10)}`, address: `10.0.0.${10 + place}/24`, up: m.up, peer: 0, master: "",
  }));
}

const hex = (n: number): string => (n % 256).toString(16).padStart(2, "0");

const virtual = (m: Machine): DeviceRow[] =>
  [...m.namespaces.all.values()].flatMap((ns) =>
    ns.devices.map((d): DeviceRow => ({ machine: m.path, net: ns.inode, index: d.index, name: d.name, mac: d.mac, address: d.address, up: d.up, peer: d.peer, master: d.master })),
  );

/** What the namespaces make of a process: its pid inside, and which namespaces it refers to. */
export function viewCells(m: Machine, p: Process) {
  const member = m.namespaces.members.get(p.pid);
  const view = viewOf(m.namespaces, p.pid);
  const pids = [p.pid, ...(member?.pids ?? [])];
  return {
    pid_inside: pids.at(-1)!, ns_pids: pids.join(" "), hostname: m.namespaces.all.get(view.uts)?.hostname ?? m.name, terminal: member?.terminal ?? "",
    container: containerAt(m, view.mnt)?.name ?? "", uid_map: m.namespaces.all.get(view.user)?.uidMap ?? "", ...powers(containerAt(m, view.mnt)),
    ns_mnt: view.mnt, ns_net: view.net, ns_pid: view.pid, ns_uts: view.uts, ns_ipc: view.ipc, ns_user: view.user, ns_cgroup: view.cgroup, ns_time: view.time,
  };
}

function containerAt(m: Machine, mnt: number): Container | undefined {
  const root = m.namespaces.all.get(mnt)?.root ?? "";
  return root === "" ? undefined : m.docker?.containers.get(root);
}

const powers = (c: Container | undefined) => ({ capabilities: c === undefined ? ALL : capabilitiesOf(c.settings), no_new_privs: c?.settings.securityOpts.some((option) => /^no-new-privileges(:true)?$/.test(option)) === true });

