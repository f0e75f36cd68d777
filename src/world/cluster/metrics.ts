import { seconds, type Nanos } from "../../kernel/time.ts";
import { advance } from "../machine/cpu/cpus.ts";
import { readGroup, readMachine } from "../machine/cpu/reading.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { usedBytes } from "../machine/memory.ts";
import { groupOf } from "../containers/docker.ts";
import { podCgroup } from "./kubelet/pod-cgroup.ts";
import { kubeletWorks } from "./kubelet/node-life.ts";
import type { Kubelet } from "./kubelet/kubelets.ts";
import type { Control } from "./loop.ts";
import type { Pod } from "./objects.ts";
import { keyOfObject } from "./store.ts";

/** What a kubelet tells of a node or a pod at one moment: CPU time used since its start, and the memory it works with. */
interface Reading {
  readonly at: Nanos;
  readonly cpu: Nanos;
  readonly memoryBytes: number;
  /** Of a pod: the same of its containers, by name. */
  readonly containers?: ReadonlyMap<string, { readonly cpu: Nanos; readonly memoryBytes: number }>;
}

/** The last two readings of one thing; a pod that came back under the same name is another one. */
interface Readings {
  readonly uid: string;
  readonly last: Reading;
  readonly before: Reading | undefined;
}

/** Usage as the metrics API gives it: an average over a window that ends at `timestamp`. */
export interface UsageSample {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly timestamp: Nanos;
  readonly window: Nanos;
  /** Of a pod: what each of its containers uses. */
  readonly containers: readonly { readonly name: string; readonly cpuMilli: number; readonly memoryBytes: number }[];
}

/** What the metrics server holds, by name of node and by key of pod. Replaced as a whole with every round. */
export interface Metrics {
  readonly nodes: ReadonlyMap<string, Readings>;
  readonly pods: ReadonlyMap<string, Readings>;
}

export const NO_METRICS: Metrics = { nodes: new Map(), pods: new Map() };

/** How often all kubelets are asked. Source: `metrics-server`, --metric-resolution. */
export const METRIC_RESOLUTION: Nanos = seconds(15);
/** What a container must have run for its first reading to say something. Source: `pkg/storage/pod.go`, freshContainerMinMetricsResolution. */
const FRESH: Nanos = seconds(10);

/**
 * One round of the metrics server: it keeps the last two readings of everything and nothing else, so what it tells is
 * an average, and up to a round old. Hollow kubelets have nothing to tell. Source: `kubernetes-sigs/metrics-server`, `pkg/scraper`, `pkg/storage`.
 */
export function scrape(control: Control): void {
  const { cluster, env } = control;
  env.after(METRIC_RESOLUTION, { type: "cluster", what: "scrape" });
  const nodes = new Map<string, Readings>();
  const pods = new Map<string, Readings>();
  for (const kubelet of cluster.kubelets.nodes.values()) if (kubelet.machine !== "" && kubeletWorks(control, kubelet.node)) askKubelet(control, kubelet, nodes, pods);
  cluster.metrics = { nodes, pods };
}

function askKubelet(control: Control, { node, machine: path, boot }: Kubelet, nodes: Map<string, Readings>, pods: Map<string, Readings>): void {
  const { cluster: { metrics, store }, env } = control;
  const machine = machineOf(control.world, path)!;
  advance(machine.cpus, env.now);
  nodes.set(node, after(metrics.nodes.get(node), `${boot}`, { at: env.now, cpu: readMachine(machine.cpus).usage, memoryBytes: usedBytes(machine.memory) - machine.memory.cacheBytes }));
  for (const pod of store.podsOn(node)) {
    const reading = readPod(machine, pod, env.now);
    if (reading === undefined) continue;
    const key = keyOfObject("Pod", pod);
    const { uid = "" } = pod.metadata;
    pods.set(key, after(metrics.pods.get(key) ?? started(pod, uid, env.now), uid, reading));
  }
}

/** Page cache can be dropped at any time, so it is left out. Source: `cadvisor`, working set. */
function readPod(machine: Machine, pod: Pod, at: Nanos): Reading | undefined {
  const group = machine.groups.get(podCgroup(pod));
  if (group === undefined || pod.status.phase !== "Running") return undefined;
  return { at, cpu: readGroup(machine.cpus, group.path).usage, memoryBytes: group.memoryBytes - group.fileBytes, containers: readContainers(machine, pod) };
}

function readContainers({ docker, groups, cpus }: Machine, { status: { containerStatuses = [] } }: Pod): NonNullable<Reading["containers"]> {
  return new Map(containerStatuses.flatMap(({ name, containerID = "" }) => {
    const made = docker?.containers.get(containerID.replace(/^\w+:\/\//, ""));
    const group = made === undefined ? undefined : groups.get(groupOf(made));
    return group === undefined ? [] : [[name, { cpu: readGroup(cpus, group.path).usage, memoryBytes: group.memoryBytes - group.fileBytes }] as const];
  }));
}

/** A pod that has just started is measured from its start on. */
function started({ status: { startTime } }: Pod, uid: string, now: Nanos): Readings | undefined {
  const young = startTime !== undefined && now - startTime >= FRESH && now - startTime < METRIC_RESOLUTION;
  return young ? { uid, last: { at: startTime, cpu: 0, memoryBytes: 0 }, before: undefined } : undefined;
}

const after = (known: Readings | undefined, uid: string, last: Reading): Readings => ({ uid, last, before: known?.uid === uid ? known.last : undefined });

/** Undefined before the second reading. */
function sample(readings: Readings | undefined): UsageSample | undefined {
  if (readings?.before === undefined) return undefined;
  const { last, before } = readings;
  const window = last.at - before.at;
  const milli = (cpu: Nanos): number => Math.ceil((Math.max(0, cpu) / window) * 1000);
  const containers = [...(last.containers ?? [])].map(([name, { cpu, memoryBytes }]) => ({ name, cpuMilli: milli(cpu - (before.containers?.get(name)?.cpu ?? 0)), memoryBytes }));
  return { cpuMilli: milli(last.cpu - before.cpu), memoryBytes: last.memoryBytes, timestamp: last.at, window, containers };
}

export const nodeUsage = ({ nodes }: Metrics, name: string): UsageSample | undefined => sample(nodes.get(name));
export const podUsage = ({ pods }: Metrics, key: string): UsageSample | undefined => sample(pods.get(key));
