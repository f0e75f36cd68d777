import { setMemory } from "../../machine/cgroup-write.ts";
import { setCpu } from "../../machine/cpu-settings.ts";
import { ensureGroup, type Group } from "../../machine/groups.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import type { PodQOSClass, Pod, PodSpec, ResourceRequirements } from "../objects.ts";
import { amountOf, podRequests } from "../pod-requests.ts";
import type { NodeSpec } from "../spec.ts";
import { cpuSharesToWeight, milliCPUToQuota, milliCPUToShares, QUOTA_PERIOD_US } from "./cpu-shares.ts";
import { podQOS } from "./qos.ts";

/**
 * The cgroups that a kubelet keeps for its pods: one for all of them, below it one for Burstable and one for BestEffort
 * pods, in these one for each pod. Guaranteed pods stand beside the two.
 * Source: `pkg/kubelet/cm/cgroup_manager_linux.go`, `qos_container_manager_linux.go`, `pod_container_manager_linux.go`.
 */
const ALL = "/kubepods.slice";
const CLASS: Readonly<Record<PodQOSClass, string>> = { Guaranteed: ALL, Burstable: `${ALL}/kubepods-burstable.slice`, BestEffort: `${ALL}/kubepods-besteffort.slice` };
const PREFIX: Readonly<Record<PodQOSClass, string>> = { Guaranteed: "kubepods", Burstable: "kubepods-burstable", BestEffort: "kubepods-besteffort" };

/** The part of the reservation that is the hard eviction threshold: pods reach it before they are out of room. */
const EVICTION_BYTES = 100 * 2 ** 20;

/** `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod….slice`: systemd takes dashes for slashes, so the uid has none. */
export function podCgroup({ spec, metadata, status }: Pod): string {
  const qos = status.qosClass ?? podQOS(spec);
  return `${CLASS[qos]}/${PREFIX[qos]}-pod${(metadata.uid ?? "").replaceAll("-", "_")}.slice`;
}

/** Memory that cannot simply be dropped: page cache is left out. Source: `cadvisor`, container_memory_working_set_bytes. */
export const workingSet = ({ memoryBytes, fileBytes }: Group): number => memoryBytes - fileBytes;

interface At {
  readonly world: World;
  readonly machine: Machine;
  readonly env: WorldEnv;
}

/** The groups of all pods of a node: together they may hold what the node can allocate, and the eviction threshold. */
export function makeNodeCgroups(at: At, { reserved }: NodeSpec): void {
  const { machine } = at;
  for (const path of [ALL, CLASS.Burstable, CLASS.BestEffort]) ensureGroup(at.world, machine, path, at.env.now);
  setCpu(at.world, machine, group(at, ALL), { weight: weightOf(machine.cpus.count * 1000 - reserved.cpuMilli) }, at.env);
  setMemory({ ...at, group: group(at, ALL) }, { max: machine.memory.totalBytes - reserved.memoryBytes + EVICTION_BYTES });
  setCpu(at.world, machine, group(at, CLASS.BestEffort), { weight: weightOf(0) }, at.env);
  setCpu(at.world, machine, group(at, CLASS.Burstable), { weight: weightOf(0) }, at.env);
}

const group = ({ machine }: At, path: string): Group => machine.groups.get(path)!;
const weightOf = (milliCPU: number): number => cpuSharesToWeight(milliCPUToShares(milliCPU));

/** Requests become a weight; limits become a ceiling where every container has one. Source: `cm/helpers_linux.go`, ResourceConfigForPod. */
export function writePodCgroup(at: At, pod: Pod, because: number): void {
  const path = podCgroup(pod);
  ensureGroup(at.world, at.machine, path, at.env.now);
  const { cpuLimit, memoryLimit } = podLimits(pod.spec);
  group(at, path).because = because;
  setCpu(at.world, at.machine, group(at, path), { weight: weightOf(podRequests(pod.spec)["cpu"] ?? 0), quotaUs: cpuLimit > 0 ? milliCPUToQuota(cpuLimit) : Infinity, periodUs: QUOTA_PERIOD_US }, at.env);
  setMemory({ ...at, group: group(at, path) }, { max: memoryLimit > 0 ? memoryLimit : Infinity });
}

/** All Burstable pods together weigh what they request. Source: `qos_container_manager_linux.go`, setCPUCgroupConfig. */
export function weighBurstable(at: At, pods: readonly Pod[]): void {
  if (!at.machine.groups.has(CLASS.Burstable)) return;
  let milliCPU = 0;
  for (const pod of pods) if ((pod.status.qosClass ?? podQOS(pod.spec)) === "Burstable") milliCPU += podRequests(pod.spec)["cpu"] ?? 0;
  setCpu(at.world, at.machine, group(at, CLASS.Burstable), { weight: weightOf(milliCPU) }, at.env);
}

/** Sums of the limits; 0 where a container has none. */
function podLimits({ containers, resources }: PodSpec): { readonly cpuLimit: number; readonly memoryLimit: number } {
  const parts = resources?.limits === undefined ? containers.map((c) => c.resources) : [resources];
  const sum = (name: string): number => (parts.every((part) => limitOf(part, name) > 0) ? parts.reduce((total, part) => total + limitOf(part, name), 0) : 0);
  return { cpuLimit: sum("cpu"), memoryLimit: sum("memory") };
}

export const limitOf = (resources: ResourceRequirements | undefined, name: string): number => quantityOf(resources?.limits?.[name], name);
export const requestOf = (resources: ResourceRequirements | undefined, name: string): number => quantityOf(resources?.requests?.[name], name);
const quantityOf = (text: string | undefined, name: string): number => (text === undefined ? 0 : amountOf(name, text));
