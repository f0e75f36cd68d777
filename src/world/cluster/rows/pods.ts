import { toSeconds, type Nanos } from "../../../kernel/time.ts";
import type { Machine } from "../../machine/machine.ts";
import { useOf } from "../../machine/window.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import { podCgroup } from "../kubelet/pod-cgroup.ts";
import { podQOS } from "../kubelet/qos.ts";
import { conditionOf, isPodReady, type ContainerStatus, type Pod, type PodSpec } from "../objects.ts";
import { podRequests, type Amounts } from "../pod-requests.ts";
import { podColumns } from "../printers/pod.ts";
import { sorted } from "../store.ts";
import type { PodRow } from "./observed.ts";

/** A row for every pod. */
export function podRows(world: World, cluster: Cluster, now: Nanos): PodRow[] {
  const usage = new PodUsage(world, cluster);
  return sorted(cluster.store.all("Pod")).map((pod) => ({ ...identity(cluster, pod), ...condition(pod, now), ...wishes(pod), ...usage.of(pod), ...lives(pod) }));
}

export const labelsText = (labels: Readonly<Record<string, string>> | undefined): string => Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join(",");

function identity(cluster: Cluster, { metadata, spec, status }: Pod) {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const set = owner?.kind === "ReplicaSet" ? cluster.store.get("ReplicaSet", `${metadata.namespace}/${owner.name}`) : undefined;
  const top = set?.metadata.ownerReferences?.find(({ controller }) => controller === true) ?? owner;
  return {
    namespace: metadata.namespace ?? "default", name: metadata.name, node: spec.nodeName ?? "", owner: owner?.name ?? "", workload: top?.name ?? "", workload_kind: top?.kind ?? "",
    image: spec.containers[0]?.image ?? "", priority: spec.priority ?? 0, ip: status.podIP ?? "", labels: labelsText(metadata.labels), qos: status.qosClass ?? podQOS(spec),
  };
}

function condition(pod: Pod, now: Nanos) {
  const { metadata, status } = pod;
  const { ready, status: word, restarts } = podColumns(pod, now);
  const [ready_containers = 0, containers = 0] = ready.split("/").map(Number);
  const since = conditionOf(status.conditions, "Ready")?.lastTransitionTime;
  return {
    phase: status.phase, status: word, ready: isPodReady(pod), ready_containers, containers, restarts: Number.parseInt(restarts, 10), terminating: metadata.deletionTimestamp !== undefined,
    age_s: toSeconds(now - (metadata.creationTimestamp ?? now)), ready_s: isPodReady(pod) && since !== undefined ? toSeconds(now - since) : -1,
  };
}

/** Requests and limits of a pod in cores and bytes; -1 for a limit that some container lacks. */
export function wishesOf(spec: PodSpec): { cpu_request: number; cpu_limit: number; mem_request: number; mem_limit: number } {
  const requests = podRequests(spec);
  const limits = podRequests({ ...spec, containers: spec.containers.map((c) => ({ ...c, resources: { requests: c.resources?.limits ?? {} } })) });
  const limit = (name: string, unit: number): number => (spec.containers.every(({ resources }) => resources?.limits?.[name] !== undefined) && limits[name] !== undefined ? limits[name] / unit : -1);
  return { cpu_request: amount(requests, "cpu") / 1000, cpu_limit: limit("cpu", 1000), mem_request: amount(requests, "memory"), mem_limit: limit("memory", 1) };
}

const amount = (amounts: Readonly<Amounts>, name: string): number => amounts[name] ?? 0;

const wishes = ({ spec }: Pod) => wishesOf(spec);

/** Why it waits, and how the lives of its containers ended. */
function lives({ status }: Pod) {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const ended = (one: ContainerStatus) => [one.state?.terminated, one.lastState?.terminated].filter((end) => end !== undefined);
  const last = statuses.flatMap(({ lastState }) => lastState?.terminated ?? [])[0];
  const waiting = statuses.find(({ state }) => state?.waiting?.reason !== undefined)?.state?.waiting?.reason;
  const scheduled = conditionOf(status.conditions, "PodScheduled");
  return {
    reason: status.reason ?? waiting ?? (scheduled?.status === "False" ? (scheduled.reason ?? "") : ""),
    last_reason: last?.reason ?? "", last_exit_code: last?.exitCode ?? -1, oom_kills: statuses.flatMap(ended).filter((end) => end.reason === "OOMKilled").length,
  };
}

const POD_SLICE = /^(.*-pod[^/]*\.slice)(?:\/|$)/;

/** What pods use now, added up over the processes of each machine once. */
export class PodUsage {
  private readonly byMachine = new Map<string, ReadonlyMap<string, number>>();
  private readonly world: World;
  private readonly cluster: Cluster;

  constructor(world: World, cluster: Cluster) {
    this.world = world;
    this.cluster = cluster;
  }

  of(pod: Pod): { cpu: number; mem: number } {
    const path = pod.spec.nodeName === undefined ? "" : (kubeletOf(this.cluster, pod.spec.nodeName)?.machine ?? "");
    const machine = this.world.machines.get(path);
    const group = machine?.groups.get(podCgroup(pod));
    if (machine === undefined || group === undefined) return { cpu: 0, mem: 0 };
    return { cpu: this.cpus(machine).get(group.path) ?? 0, mem: group.memoryBytes };
  }

  private cpus(machine: Machine): ReadonlyMap<string, number> {
    let known = this.byMachine.get(machine.path);
    if (known === undefined) this.byMachine.set(machine.path, (known = cpuByPod(machine)));
    return known;
  }
}

function cpuByPod(machine: Machine): Map<string, number> {
  const sums = new Map<string, number>();
  for (const p of machine.processes.values()) {
    const slice = POD_SLICE.exec(p.group)?.[1];
    if (slice !== undefined) sums.set(slice, (sums.get(slice) ?? 0) + useOf(machine, p.pid).cpu);
  }
  return sums;
}
