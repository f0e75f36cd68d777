import type { Row } from "../../../kernel/facts.ts";
import { addTo, amountsOf, podRequests, type Amounts } from "../pod-requests.ts";
import { usedBytes } from "../../machine/memory.ts";
import { cpuOf } from "../../machine/window.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import { conditionOf, type Node, type Pod } from "../objects.ts";
import { sorted } from "../store.ts";
import { cpusIn } from "./resources.ts";

/** A node in its two ledgers: what is promised on paper, and what its machine really uses. CPU in CPUs, memory in bytes. */
export interface NodeRow extends Row {
  name: string;
  ready: boolean;
  control_plane: boolean;
  unschedulable: boolean; // cordoned
  taints: string; // "node.kubernetes.io/unreachable:NoExecute,..."
  pods: number; // that are not over
  pods_max: number;
  cpu_allocatable: number;
  cpu_requested: number;
  cpu: number;
  memory_allocatable: number;
  memory_requested: number;
  memory: number; // used, without page cache
  memory_pressure: boolean;
}

export const nodeRows = (world: World): NodeRow[] => (world.cluster === undefined ? [] : sorted(world.cluster.store.all("Node")).map((node) => rowOf(world, world.cluster!, node)));

function rowOf(world: World, cluster: Cluster, { metadata: { name, labels }, spec, status }: Node): NodeRow {
  const pods = cluster.store.podsOn(name).filter(isGoingOn);
  const requested: Amounts = {};
  for (const pod of pods) addTo(requested, podRequests(pod.spec));
  const allocatable = amountsOf(status.allocatable);
  const machine = world.machines.get(kubeletOf(cluster, name)?.machine ?? "");
  return {
    name, ready: conditionOf(status.conditions, "Ready")?.status === "True", control_plane: labels?.["node-role.kubernetes.io/control-plane"] !== undefined,
    unschedulable: spec.unschedulable === true, taints: (spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).join(","),
    pods: pods.length, pods_max: allocatable.pods ?? 0, cpu_allocatable: cpusIn(allocatable), cpu_requested: cpusIn(requested), cpu: machine?.up === true ? cpuOf(machine) : 0,
    memory_allocatable: allocatable.memory ?? 0, memory_requested: requested.memory ?? 0, memory: machine === undefined ? 0 : usedBytes(machine.memory) - machine.memory.cacheBytes,
    memory_pressure: conditionOf(status.conditions, "MemoryPressure")?.status === "True",
  };
}

/** The scheduler counts it: not over. */
const isGoingOn = ({ status: { phase } }: Pod): boolean => phase !== "Succeeded" && phase !== "Failed";
