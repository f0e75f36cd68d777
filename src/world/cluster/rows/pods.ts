import type { Row } from "../../../kernel/facts.ts";
import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { inGroup } from "../../machine/groups.ts";
import { useOf } from "../../machine/window.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { podCgroup } from "../kubelet/pod-cgroup.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import { podQOS } from "../kubelet/qos.ts";
import { isPodReady, type Pod } from "../objects.ts";
import { podColumns } from "../printers/pod.ts";
import { sorted } from "../store.ts";
import { familyOf } from "./family.ts";
import { resourcesOf, type Resources } from "./resources.ts";

/** A pod as its API object tells it, and what its cgroup uses. */
export interface PodRow extends Row, Resources {
  namespace: string;
  name: string;
  app: string; // the Deployment, StatefulSet, ... that made it; its own name without one
  owner: string; // what controls it: "ReplicaSet/shop-7d4b9c6f5", "" without
  node: string; // "" before it is placed
  phase: string; // Pending Running Succeeded Failed
  status: string; // the word of `kubectl get pods`: Running, CrashLoopBackOff, Evicted, Terminating, ...
  reason: string; // "Evicted", "NodeLost": why the pod as a whole failed; "" otherwise
  ready: boolean;
  ready_containers: number;
  containers: number;
  restarts: number;
  qos: string; // Guaranteed Burstable BestEffort
  ip: string;
  deleting: boolean;
  age_s: number;
  started_s: number; // when the kubelet took it, -1 before
  cpu: number;
  memory: number; // bytes without page cache: the working set
}

export const podRows = (world: World, now: Nanos): PodRow[] => (world.cluster === undefined ? [] : sorted(world.cluster.store.all("Pod")).map((pod) => rowOf(world, world.cluster!, pod, now)));

function rowOf(world: World, cluster: Cluster, pod: Pod, now: Nanos): PodRow {
  const { metadata, spec, status } = pod;
  const owner = metadata.ownerReferences?.find((o) => o.controller === true);
  const statuses = status.containerStatuses ?? [];
  return {
    namespace: metadata.namespace ?? "default", name: metadata.name, app: familyOf(pod, (key) => cluster.store.get("ReplicaSet", key)), owner: owner === undefined ? "" : `${owner.kind}/${owner.name}`,
    node: spec.nodeName ?? "", phase: status.phase, status: podColumns(pod, now).status, reason: status.reason ?? "",
    ready: isPodReady(pod), ready_containers: statuses.filter((c) => c.ready).length, containers: spec.containers.length,
    restarts: statuses.reduce((sum, c) => sum + c.restartCount, 0), qos: status.qosClass ?? podQOS(spec), ip: status.podIP ?? "",
    deleting: metadata.deletionTimestamp !== undefined, age_s: (now - (metadata.creationTimestamp ?? now)) / SECOND, started_s: status.startTime === undefined ? -1 : status.startTime / SECOND,
    ...resourcesOf(spec), ...usageOf(world, cluster, pod),
  };
}

/** As the machine's meter read it over the last second; nothing where no cgroup is, on hollow nodes too. */
function usageOf(world: World, cluster: Cluster, pod: Pod): { readonly cpu: number; readonly memory: number } {
  const machine = world.machines.get(kubeletOf(cluster, pod.spec.nodeName ?? "")?.machine ?? "");
  const group = machine?.groups.get(podCgroup(pod));
  if (machine === undefined || group === undefined) return { cpu: 0, memory: 0 };
  const own = [...machine.processes.values()].filter((p) => p.tids.length > 0 && inGroup(p.group, group.path));
  return { cpu: own.reduce((sum, p) => sum + useOf(machine, p.pid).cpu, 0), memory: group.memoryBytes - group.fileBytes };
}
