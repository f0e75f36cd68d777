import { amountOf, podRequests } from "../../../../world/cluster/pod-requests.ts";
import type { Kind } from "../../../../world/cluster/kinds.ts";
import type { Lease, Node, Pod, PodSpec, ResourceList } from "../../../../world/cluster/objects.ts";
import { ageColumn } from "../../../../world/cluster/duration.ts";
import { nodeRoles } from "../../../../world/cluster/printers/machines.ts";
import { formatQuantity } from "../../../../world/cluster/quantity-text.ts";
import { longInstant } from "../instant.ts";
import type { Kube } from "../kubectl.ts";
import type { Writer } from "./writer.ts";

/** Source: `kubectl/pkg/describe/describe.go`, describeNode and describeNodeResource. */
export function describeNode(w: Writer, node: Node, kube: Kube): void {
  const { metadata, spec, status } = node;
  w.field("Name", metadata.name);
  w.field("Roles", nodeRoles(node));
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("CreationTimestamp", metadata.creationTimestamp === undefined ? "" : longInstant(metadata.creationTimestamp));
  w.many("Taints", (spec.taints ?? []).map(({ key, value, effect }) => `${key}${value === undefined || value === "" ? "" : `=${value}`}:${effect}`));
  w.field("Unschedulable", `${spec.unschedulable === true}`);
  describeLease(w, kube.view.get<Kind>("Lease", `kube-node-lease/${metadata.name}`) as Lease | undefined);
  describeConditions(w, node);
  w.put(0, "Addresses:");
  for (const { type, address } of status.addresses ?? []) w.put(1, `${type}:\t${address}`);
  describeAmounts(w, "Capacity", status.capacity);
  describeAmounts(w, "Allocatable", status.allocatable);
  describeSystem(w, node);
  w.field("PodCIDR", spec.podCIDR);
  describePods(w, node, kube);
}

function describeLease(w: Writer, lease: Lease | undefined): void {
  w.put(0, "Lease:");
  w.put(1, `HolderIdentity:\t${lease?.spec.holderIdentity ?? "<unset>"}`);
  w.put(1, "AcquireTime:\t<unset>");
  w.put(1, `RenewTime:\t${lease?.spec.renewTime === undefined ? "<unset>" : longInstant(lease.spec.renewTime)}`);
}

function describeConditions(w: Writer, { status: { conditions = [] } }: Node): void {
  if (conditions.length === 0) return;
  const time = (at: number | undefined): string => (at === undefined ? "" : longInstant(at));
  w.put(0, "Conditions:");
  w.put(1, "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
  w.put(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const c of conditions) {
    const heartbeat = (c as { readonly lastHeartbeatTime?: number }).lastHeartbeatTime ?? c.lastUpdateTime ?? c.lastTransitionTime;
    w.put(1, `${c.type} \t${c.status} \t${time(heartbeat)} \t${time(c.lastTransitionTime)} \t${c.reason ?? ""} \t${c.message ?? ""} `);
  }
}

function describeAmounts(w: Writer, title: string, list: ResourceList | undefined): void {
  if (list === undefined) return;
  w.put(0, `${title}:`);
  for (const [name, amount] of Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1))) w.put(1, `${name}:\t${amount}`);
}

function describeSystem(w: Writer, { status: { nodeInfo } }: Node): void {
  if (nodeInfo === undefined) return;
  w.put(0, "System Info:");
  w.field("Kernel Version", nodeInfo.kernelVersion, 1);
  w.field("OS Image", nodeInfo.osImage, 1);
  w.field("Operating System", nodeInfo.operatingSystem, 1);
  w.field("Architecture", nodeInfo.architecture, 1);
  w.field("Container Runtime Version", nodeInfo.containerRuntimeVersion, 1);
  w.field("Kubelet Version", nodeInfo.kubeletVersion, 1);
}

const limitsAsRequests = (spec: PodSpec): PodSpec => ({ ...spec, containers: spec.containers.map((c) => ({ ...c, resources: { requests: c.resources?.limits ?? {} } })), initContainers: (spec.initContainers ?? []).map((c) => ({ ...c, resources: { requests: c.resources?.limits ?? {} } })) });

/** `300m (7%)`: an amount and its part of what the node may give, cut to whole percent. */
function share(resource: string, amount: number, allocatable: ResourceList): string {
  const whole = allocatable[resource] === undefined ? 0 : amountOf(resource, allocatable[resource]);
  return `${amountText(resource, amount)} (${whole === 0 ? 0 : Math.trunc((amount * 100) / whole)}%)`;
}

const amountText = (resource: string, amount: number): string =>
  resource === "cpu" ? formatQuantity({ nanos: BigInt(Math.round(amount)) * 1_000_000n, format: "DecimalSI" }) : formatQuantity({ nanos: BigInt(Math.round(amount)) * 1_000_000_000n, format: resource === "memory" || resource === "ephemeral-storage" ? "BinarySI" : "DecimalSI" });

function describePods(w: Writer, { metadata: { name }, status: { allocatable = {} } }: Node, { view, seen: { now } }: Kube): void {
  const pods = view.podsOn(name).filter(({ status: { phase } }) => phase !== "Succeeded" && phase !== "Failed");
  w.put(0, `Non-terminated Pods:\t(${pods.length} in total)`);
  w.put(1, "Namespace\tName\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
  w.put(1, "---------\t----\t------------\t----------\t---------------\t-------------\t---");
  const sums: Record<string, [number, number]> = { cpu: [0, 0], memory: [0, 0], "ephemeral-storage": [0, 0] };
  for (const pod of pods) describeShare(w, pod, allocatable, sums, now);
  w.put(0, "Allocated resources:");
  w.put(1, "(Total limits may be over 100 percent, i.e., overcommitted.)");
  w.put(1, "Resource\tRequests\tLimits");
  w.put(1, "--------\t--------\t------");
  for (const [resource, [requests, limits]] of Object.entries(sums)) {
    const plain = resource !== "cpu" && resource !== "memory" && resource !== "ephemeral-storage";
    w.put(1, plain ? `${resource}\t${amountText(resource, requests)}\t${amountText(resource, limits)}` : `${resource}\t${share(resource, requests, allocatable)}\t${share(resource, limits, allocatable)}`);
  }
}

function describeShare(w: Writer, { metadata, spec }: Pod, allocatable: ResourceList, sums: Record<string, [number, number]>, now: number): void {
  const [requests, limits] = [podRequests(spec), podRequests(limitsAsRequests(spec))];
  for (const resource of new Set([...Object.keys(requests), ...Object.keys(limits)])) {
    const [r, l] = sums[resource] ?? [0, 0];
    sums[resource] = [r + (requests[resource] ?? 0), l + (limits[resource] ?? 0)];
  }
  const cell = (resource: string, of: Readonly<Record<string, number>>): string => share(resource, of[resource] ?? 0, allocatable);
  w.put(1, `${metadata.namespace ?? ""}\t${metadata.name}\t${cell("cpu", requests)}\t${cell("cpu", limits)}\t${cell("memory", requests)}\t${cell("memory", limits)}\t${ageColumn(metadata.creationTimestamp, now)}`);
}
