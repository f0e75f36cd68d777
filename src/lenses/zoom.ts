import { counted, fixed, percent } from "../display/format-number.ts";
import { type Line, span, type Tone } from "../display/line.ts";
import { podCgroup } from "../world/cluster/kubelet/pod-cgroup.ts";
import type { Pod } from "../world/cluster/objects.ts";
import { podColumns } from "../world/cluster/printers/pod.ts";
import type { GroupRow, MachineRow, Observation, VmRow } from "../world/observation.ts";
import { ownPods } from "./cluster/pods.ts";
import { type Offer, offer } from "./offer.ts";
import { cpuText, gib } from "./readings.ts";

/** Where the learner has zoomed to: which workload, and how far out from its program. */
export interface Zoom {
  readonly subject: number;
  readonly ring: number;
}

/** One ring around a workload, from its program out to the hardware: what it is, and the counter that complains when this ring is what holds it back. */
export interface Ring {
  readonly name: string;
  readonly what: string;
  readonly counter: string;
  readonly tone: Tone;
  /** Who shares, who limits, who contains here. */
  readonly says: string;
}

/** A workload to zoom out from. */
interface Subject {
  readonly name: string;
  readonly rings: () => Ring[];
}

/** Pods where there is a cluster; else containers; else virtual machines. */
export function zoomSubjects(seen: Observation): Subject[] {
  if (seen.cluster !== undefined) return ownPods(seen.cluster).map((pod) => ({ name: pod.metadata.name, rings: () => podRings(pod, seen) }));
  const containers = seen.tables.containers.filter((c) => c.running);
  if (containers.length > 0) return containers.map((c) => ({ name: c.name, rings: () => containerRings(c.name, c.machine, c.image, `/system.slice/docker-${c.id}.scope`, seen) }));
  return seen.tables.vms.filter((v) => v.state === "running").map((v) => ({ name: v.name, rings: () => outer(seen.tables.machines.find((m) => m.path === v.guest), seen) }));
}

/** The rings around the subject, the chosen one opened. */
export function zoomPanel(seen: Observation, { subject, ring }: Zoom): Offer | undefined {
  const subjects = zoomSubjects(seen);
  const chosen = subjects[subject % Math.max(1, subjects.length)];
  if (chosen === undefined) return undefined;
  const rings = chosen.rings();
  const at = Math.min(ring, rings.length - 1);
  const lines = rings.flatMap((r, i): Line[] => [ringLine(r, i === at), ...(i === at ? [[span(`    ${r.says}`, "muted")] as Line] : [])]);
  return { ...offer({ title: `Zoom: ${chosen.name}`, kind: "text", lines }, lines.length), lit: true };
}

const NAME_COLUMNS = 12;

const ringLine = ({ name, what, counter, tone }: Ring, on: boolean): Line => [
  span(on ? "▸ " : "  ", "key"), { text: name.padEnd(NAME_COLUMNS), tone: "plain", bold: on }, span(counter, tone), span(what === "" ? "" : `  ${what}`, "muted"),
];

function podRings(pod: Pod, seen: Observation): Ring[] {
  const { status, restarts } = podColumns(pod, seen.now);
  const word: Ring = { name: "pod", what: `${pod.status.podIP ?? "no address"}, ${pod.status.qosClass ?? ""}`, counter: `${status}, restarts ${restarts}`, tone: status === "Running" ? "good" : "warn", says: "Its containers share an address and a fate." };
  const machine = seen.tables.machines.find((m) => m.name === pod.spec.nodeName);
  if (machine === undefined) return [{ ...word, says: "It has no node yet: the scheduler found none with room on paper." }];
  const path = podCgroup(pod);
  return [...programRings(machine.path, path, seen), word, groupRing(groupAt(seen, machine.path, path), "pod cgroup", seen), ...outer(machine, seen)];
}

function containerRings(name: string, machine: string, image: string, group: string, seen: Observation): Ring[] {
  const container: Ring = { name: "container", what: image, counter: name, tone: "plain", says: "Processes with a view of their own. No kernel is in here." };
  return [...programRings(machine, group, seen), container, groupRing(groupAt(seen, machine, group), "cgroup", seen), ...outer(seen.tables.machines.find((m) => m.path === machine), seen)];
}

const groupAt = (seen: Observation, machine: string, path: string): GroupRow | undefined => seen.tables.groups.find((g) => g.machine === machine && g.path === path);

/** The busiest program in a group. */
function programRings(machine: string, group: string, seen: Observation): Ring[] {
  const own = seen.tables.processes.filter((p) => p.machine === machine && p.group.startsWith(group) && p.command !== "/pause");
  const busiest = own.reduce<(typeof own)[number] | undefined>((most, p) => (p.cpu + p.waiting > (most === undefined ? -1 : most.cpu + most.waiting) ? p : most), undefined);
  if (busiest === undefined) return [];
  const waits = busiest.waiting >= 0.05;
  return [{ name: "program", what: `${busiest.command}, pid ${busiest.pid} of ${own.length === 1 ? "its machine" : counted(own.length, "process", "processes")}`, counter: `${cpuText(busiest.cpu)} CPU, waits for ${cpuText(busiest.waiting)}`, tone: waits ? "warn" : "good", says: "The code itself. What it waits for is decided further out." }];
}

function groupRing(group: GroupRow | undefined, name: string, seen: Observation): Ring {
  if (group === undefined) return { name, what: "", counter: "none", tone: "muted", says: "It has ended: its group is gone." };
  const share = group.nr_periods > 0 ? group.nr_throttled / group.nr_periods : 0;
  const limit = group.quota_us < 0 ? "no CPU limit" : `at most ${cpuText(group.quota_us / group.period_us)} CPU`;
  const pressure = pressureOf(seen, group.machine, group.path);
  return {
    name, what: `${limit}, weight ${group.weight}, waits ${percent(pressure / 100, 0)}% of the time`,
    counter: group.quota_us < 0 ? "nr_throttled -" : `nr_throttled ${group.nr_throttled} of ${group.nr_periods}`, tone: share > 0.05 ? "bad" : "good",
    says: "Limits: its own quota. A growing nr_throttled means that it stands still at its own ceiling.",
  };
}

const pressureOf = (seen: Observation, machine: string, group: string): number => seen.tables.pressures.find((p) => p.machine === machine && p.group === group && p.resource === "cpu" && p.kind === "some")?.avg10 ?? 0;

/** From the kernel outward: the node, its VM, the host, the CPUs. */
function outer(machine: MachineRow | undefined, seen: Observation): Ring[] {
  if (machine === undefined) return [];
  const pressure = pressureOf(seen, machine.path, "/");
  const full = pressure >= 20;
  const kernel: Ring = {
    name: machine.host === "" ? "machine" : "guest", what: `${machine.name}, kernel ${machine.kernel.replace(/^(\d+\.\d+\.\d+).*/, "$1")}, ${cpuText(machine.cpu)} of ${machine.cpus} CPU`,
    counter: `cpu.pressure some ${fixed(pressure, 0)}`, tone: full ? "warn" : "good", says: "Shares: everybody on this kernel. Pressure without throttling or steal means neighbours on this node.",
  };
  const vm = seen.tables.vms.find((v) => v.guest === machine.path);
  const host = seen.tables.machines.find((m) => m.path === machine.host);
  return vm === undefined || host === undefined ? [kernel, ...slotRings(machine, machine.name, seen)] : [kernel, vmRing(vm), hostRing(host, seen), ...slotRings(host, vm.name, seen)];
}

const vmRing = (vm: VmRow): Ring => ({
  name: "VM", what: `${vm.vcpus} vCPU, ${gib(vm.memory)} GiB, cpu_shares ${vm.cpu_shares}`, counter: `st ${percent(vm.steal, 0)}%`, tone: vm.steal >= 0.1 ? "bad" : "good",
  says: "Contains: a kernel of its own. Steal means that the host runs others while this one is ready.",
});

function hostRing(host: MachineRow, seen: Observation): Ring {
  const vms = seen.tables.vms.filter((v) => v.machine === host.path && v.state === "running");
  const promised = vms.reduce((sum, v) => sum + v.vcpus, 0);
  const full = host.cpu >= host.cpus * 0.95;
  return { name: "host", what: `${host.name}, ${counted(vms.length, "VM")} with ${promised} vCPUs`, counter: `${cpuText(host.cpu)} of ${host.cpus} CPU`, tone: full ? "warn" : "good", says: "Shares: all its VMs, by their weight. It is one thing that fails as a whole." };
}

/** Which CPUs ran it in the last instants: from the engine's own trace. */
function slotRings(host: MachineRow, who: string, seen: Observation): Ring[] {
  const slots = seen.lanes.filter((slot) => slot.machine === host.path && slot.who !== "");
  if (slots.length === 0) return [{ name: "CPUs", what: host.cpu_model, counter: `${host.cpus} in hardware`, tone: "plain", says: "Where all of it ends: one thread at a time on each." }];
  const own = new Set(slots.filter((slot) => slot.who === who).map((slot) => slot.cpu));
  return [{ name: "CPUs", what: host.cpu_model, counter: own.size === 0 ? "on none just now" : `on CPU ${[...own].sort((a, b) => a - b).join(", ")}`, tone: "plain", says: "Where all of it ends: one thread at a time on each." }];
}
