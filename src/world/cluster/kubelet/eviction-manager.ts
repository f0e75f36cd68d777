import { SECOND, type Nanos } from "../../../kernel/time.ts";
import type { Machine } from "../../machine/machine.ts";
import { usedBytes } from "../../machine/memory.ts";
import { machineOf } from "../../machine/machine.ts";
import { conditionOf, type Condition, type Node } from "../objects.ts";
import type { Control } from "../loop.ts";
import { podRequests } from "../pod-requests.ts";
import { formatQuantity } from "../quantity-text.ts";
import { record } from "../record.ts";
import { update } from "../write.ts";
import { DEFAULT_EVICTION_HARD, thresholdQuantity, thresholdsMet, type SignalObservation, type Threshold } from "./eviction.ts";
import { rankForEviction, rankingsFor, type EvictionCandidate } from "./eviction-ranking.ts";
import { evict } from "./evict.ts";
import { kubeletOf, putKubelet, workerOf, type Kubelet } from "./kubelets.ts";
import { kubeletWorks } from "./node-life.ts";
import { SYSTEM_CRITICAL_PRIORITY } from "./oom-score-adj.ts";
import { podCgroup, workingSet } from "./pod-cgroup.ts";
import { isAlive, type PodWorker } from "./pod-worker.ts";

/**
 * Node-pressure eviction: every ten seconds the kubelet looks how much memory is left, and ends one pod when it is too
 * little. Whoever takes more than is left in ten seconds meets the kernel's OOM killer first. Disks and processes are not
 * looked at here. Source: `pkg/kubelet/eviction/eviction_manager.go`, synchronize.
 */

const EVERY: Nanos = 10 * SECOND;
/** How long a pod that is evicted is waited for. Source: `eviction_manager.go`, podCleanupTimeout. */
const CLEANUP: Nanos = 30 * SECOND;
/** How long pressure is told of after it has ended. Source: `--eviction-pressure-transition-period`. */
const TRANSITION: Nanos = 300 * SECOND;

const HARD = DEFAULT_EVICTION_HARD.filter(({ signal }) => signal === "memory.available");
/** What pods may have together gets the threshold that the node has. Source: `eviction/helpers.go`, addAllocatableThresholds. */
const THRESHOLDS: readonly Threshold[] = [...HARD, ...HARD.map((threshold) => ({ ...threshold, signal: "allocatableMemory.available" }))];

export const planLook = ({ env }: Control, { node, turn }: Kubelet): void => env.after(EVERY, { type: "cluster", what: "eviction", node, turn });

export function lookForPressure(control: Control, node: string, turn: number): void {
  const kubelet = kubeletOf(control.cluster, node);
  if (kubelet === undefined || kubelet.turn !== turn) return;
  planLook(control, kubelet);
  if (!kubeletWorks(control, node)) return;
  const machine = machineOf(control.world, kubelet.machine)!;
  control.causes = machine.meter.memoryLow < 0 ? [] : [machine.meter.memoryLow];
  const observations = observed(machine);
  const met = thresholdsMet(THRESHOLDS, observations, false)[0];
  tellPressure(control, kubelet, met !== undefined);
  if (met === undefined || stillGoing(control, kubelet)) return;
  const chosen = choose(control, kubelet);
  if (chosen === undefined) return;
  putKubelet(control.cluster, { ...kubeletOf(control.cluster, node)!, evicting: { uid: chosen.pod.metadata.uid ?? "", until: control.env.now + CLEANUP } });
  evict(control, chosen, messageOf(control, kubelet, chosen, met, observations[met.signal]!));
}

function observed(machine: Machine): Record<string, SignalObservation> {
  const { memory } = machine;
  const pods = machine.groups.get("/kubepods.slice")!;
  return {
    "memory.available": { available: memory.totalBytes - (usedBytes(memory) - memory.cacheBytes), capacity: memory.totalBytes },
    "allocatableMemory.available": { available: pods.limits.max - workingSet(pods), capacity: pods.limits.max },
  };
}

const stillGoing = ({ cluster, env }: Control, { evicting }: Kubelet): boolean =>
  evicting !== undefined && env.now < evicting.until && workerOf(cluster, evicting.uid)?.runs.some(isAlive) === true;

/** The condition appears at once, and goes five minutes after the last time that memory was short. */
function tellPressure(control: Control, kubelet: Kubelet, short: boolean): void {
  const { cluster, env } = control;
  const { node, shortAt } = kubelet;
  if (short) putKubelet(cluster, { ...kubelet, shortAt: env.now });
  const pressed = short || (shortAt >= 0 && env.now - shortAt < TRANSITION);
  const known = cluster.store.get("Node", node);
  if (known === undefined || (conditionOf(known.status.conditions, "MemoryPressure")?.status === "True") === pressed) return;
  const word = pressed ? "NodeHasInsufficientMemory" : "NodeHasSufficientMemory";
  record(control, { kind: "Node", object: known, type: "Normal", reason: word, message: `Node ${node} status is now: ${word}`, from: { component: "kubelet", host: node } });
  if (pressed) record(control, { kind: "Node", object: known, type: "Warning", reason: "EvictionThresholdMet", message: "Attempting to reclaim memory", from: { component: "kubelet", host: node } });
  update(control, "Node", node, (n) => withMemoryPressure(n, pressed, env.now));
}

function withMemoryPressure(node: Node, pressed: boolean, now: Nanos): Node {
  const verdict: Condition = pressed
    ? { type: "MemoryPressure", status: "True", lastTransitionTime: now, reason: "KubeletHasInsufficientMemory", message: "kubelet has insufficient memory available" }
    : { type: "MemoryPressure", status: "False", lastTransitionTime: now, reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" };
  return { ...node, status: { ...node.status, conditions: (node.status.conditions ?? []).map((c) => (c.type === "MemoryPressure" ? verdict : c)) } };
}

/** Who is above its request goes first, by priority, then by how much. Critical pods stay. */
function choose(control: Control, { node, machine: path }: Kubelet): PodWorker | undefined {
  const machine = control.world.machines.get(path)!;
  const workers = control.cluster.store.podsOn(node).map(({ metadata }) => workerOf(control.cluster, metadata.uid ?? "")).filter((w) => w !== undefined);
  const active = workers.filter((w) => !w.over && w.failed === undefined && (w.pod.spec.priority ?? 0) < SYSTEM_CRITICAL_PRIORITY);
  const byUid = new Map(active.map((w) => [w.pod.metadata.uid ?? "", w]));
  const first = rankForEviction([...byUid].map(([uid, worker]) => candidate(machine, uid, worker)), rankingsFor("memory"))[0];
  return first && byUid.get(first.name);
}

function candidate(machine: Machine, name: string, { pod }: PodWorker): EvictionCandidate {
  const group = machine.groups.get(podCgroup(pod));
  const usage = { memory: group === undefined ? 0 : workingSet(group), ephemeralStorage: 0, inodes: 0, processes: group?.pids ?? 0 };
  return { name, priority: pod.spec.priority ?? 0, memoryRequest: podRequests(pod.spec)["memory"] ?? 0, ephemeralStorageRequest: 0, usage };
}

const quantity = (bytes: number): string => formatQuantity({ nanos: BigInt(Math.round(bytes)) * 1_000_000_000n, format: "BinarySI" });

/** Source: `eviction/helpers.go`, evictionMessage. */
function messageOf({ world }: Control, { machine: path }: Kubelet, { pod, runs }: PodWorker, met: Threshold, { available, capacity }: SignalObservation): string {
  const machine = world.machines.get(path)!;
  const over = pod.spec.containers.flatMap((container) => {
    const made = machine.docker?.containers.get(runs.find(({ name }) => name === container.name)?.id ?? "");
    const group = made === undefined ? undefined : machine.groups.get(`${podCgroup(pod)}/cri-containerd-${made.id}.scope`);
    const request = podRequests({ containers: [container] })["memory"] ?? 0;
    const usage = group === undefined ? 0 : workingSet(group);
    return usage > request ? [`Container ${container.name} was using ${quantity(usage)}, request is ${quantity(request)}, has larger consumption of memory. `] : [];
  });
  return `The node was low on resource: memory. Threshold quantity: ${quantity(thresholdQuantity(met.value, capacity))}, available: ${quantity(available)}. ${over.join("")}`;
}
