import { ALL, capabilitiesOf } from "../containers/capabilities.ts";
import type { Container } from "../containers/docker.ts";
import type { DeviceRow, NamespaceRow } from "../containers/observed.ts";
import type { Machine } from "../machine/machine.ts";
import { HOST, levels, memberCount, viewOf, type Namespace } from "../machine/namespaces.ts";
import type { Process } from "../machine/process.ts";
import type { World } from "../state.ts";

export function namespaceRows(world: World): NamespaceRow[] {
  return [...world.machines.values()].filter((m) => m.up && m.spec.os === "linux").flatMap((m) => [...m.namespaces.all.values()].map((ns) => namespaceRow(m, ns)));
}

function namespaceRow(m: Machine, ns: Namespace): NamespaceRow {
  const n = m.namespaces;
  const pids = ns.inode === HOST[ns.kind] ? [1] : [...n.members].filter(([, member]) => member.view[ns.kind] === ns.inode).map(([pid]) => pid);
  return {
    machine: m.path, inode: ns.inode, kind: ns.kind, processes: memberCount(n, ns.inode, ns.kind, m.processes.size), pid: pids.length === 0 ? 0 : Math.min(...pids),
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

