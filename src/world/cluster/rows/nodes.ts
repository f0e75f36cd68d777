import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import { conditionOf, type Node } from "../objects.ts";
import { amountOf, podRequests } from "../pod-requests.ts";
import { nodeRoles, nodeStatus } from "../printers/machines.ts";
import { sorted } from "../store.ts";
import type { NodeRow } from "./observed.ts";
import { labelsText, PodUsage } from "./pods.ts";

/** A row for every node: two ledgers, what its pods have asked for and what they use. */
export function nodeRows(world: World, cluster: Cluster): NodeRow[] {
  const usage = new PodUsage(world, cluster);
  return sorted(cluster.store.all("Node")).map((node) => ({ ...identity(cluster, node), ...ledgers(cluster, node, usage) }));
}

function identity(cluster: Cluster, node: Node) {
  const { metadata, spec, status } = node;
  return {
    name: metadata.name, machine: kubeletOf(cluster, metadata.name)?.machine ?? "", status: nodeStatus(node), ready: conditionOf(status.conditions, "Ready")?.status === "True",
    schedulable: spec.unschedulable !== true, roles: nodeRoles(node).replace("<none>", ""), labels: labelsText(metadata.labels), zone: metadata.labels?.["topology.kubernetes.io/zone"] ?? "",
    taints: (spec.taints ?? []).map(({ key, value, effect }) => `${key}${value === undefined || value === "" ? "" : `=${value}`}:${effect}`).join(","), kernel: status.nodeInfo?.kernelVersion ?? "",
  };
}

function ledgers({ store }: Cluster, { metadata: { name }, status: { allocatable = {} } }: Node, usage: PodUsage) {
  const pods = store.podsOn(name).filter(({ status: { phase } }) => phase !== "Succeeded" && phase !== "Failed");
  const requests = pods.map(({ spec }) => podRequests(spec));
  const used = pods.map((pod) => usage.of(pod));
  const given = (resource: string): number => (allocatable[resource] === undefined ? 0 : amountOf(resource, allocatable[resource]));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    pods: pods.length, pods_most: given("pods"), cpu_allocatable: given("cpu") / 1000, mem_allocatable: given("memory"),
    cpu_requested: sum(requests.map(({ cpu = 0 }) => cpu)) / 1000, mem_requested: sum(requests.map(({ memory = 0 }) => memory)),
    cpu_used: sum(used.map(({ cpu }) => cpu)), mem_used: sum(used.map(({ mem }) => mem)),
  };
}
