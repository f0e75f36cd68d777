import type { Nanos } from "../../../kernel/time.ts";
import { runningKernel, type Machine } from "../../machine/machine.ts";
import type { Condition, Labels, Node, ResourceList, Taint } from "../objects.ts";
import { formatQuantity } from "../quantity-text.ts";
import type { ClusterSpec, HollowSpec, NodeSpec } from "../spec.ts";
import { nodeAddress, podPrefix } from "./address.ts";

/** What a node says of itself when it registers: `pkg/kubelet/kubelet_node_status.go`, initialNode; `nodestatus/setters.go`. */

/** What a node can give, and what of it pods can have. */
interface Capacity {
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly maxPods: number;
  readonly reserved: NodeSpec["reserved"];
  readonly gpus?: number;
}

/** What the device plugin tells the kubelet: whole devices, counted. */
const GPU = "nvidia.com/gpu";

const NOTHING: NodeSpec["reserved"] = { cpuMilli: 0, memoryBytes: 0 };
const CONTAINERD = "containerd://2.1.4";
/** Kept from pods of the disk: the hard eviction threshold of nodefs. */
const DISK_LEFT = 0.9;

export function nodeOf(cluster: ClusterSpec, spec: NodeSpec, machine: Machine, place: number, now: Nanos): Node {
  const disk = [...machine.disks.values()][0];
  const capacity = { cpus: machine.cpus.count, memoryBytes: machine.memory.totalBytes, diskBytes: disk?.capacityBytes ?? 0, maxPods: spec.maxPods, reserved: spec.reserved, gpus: machine.spec.gpus ?? 0 };
  const role: Labels = spec.controlPlane ? { "node-role.kubernetes.io/control-plane": "", "node.kubernetes.io/exclude-from-external-load-balancers": "" } : {};
  const taints: Taint[] = [...spec.taints, ...(spec.controlPlane ? [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" as const }] : [])];
  return built(cluster, { name: machine.name, labels: { ...role, ...spec.labels }, taints, place, capacity, osImage: machine.spec.distribution, kernelVersion: runningKernel(machine) }, now);
}

export function hollowNodeOf(cluster: ClusterSpec, spec: HollowSpec, name: string, place: number, now: Nanos): Node {
  const capacity = { cpus: spec.cpus, memoryBytes: spec.memoryBytes, diskBytes: 1e11, maxPods: spec.maxPods, reserved: NOTHING };
  const zone = spec.zones.length === 0 ? {} : { "topology.kubernetes.io/zone": spec.zones[place % spec.zones.length]! };
  return built(cluster, { name, labels: zone, taints: [], place, capacity, osImage: "Debian GNU/Linux 13 (trixie)", kernelVersion: "6.12.48+deb13-amd64" }, now);
}

interface Parts {
  readonly name: string;
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  readonly place: number;
  readonly capacity: Capacity;
  readonly osImage: string;
  readonly kernelVersion: string;
}

function built(cluster: ClusterSpec, { name, labels, taints, place, capacity, osImage, kernelVersion }: Parts, now: Nanos): Node {
  const known = { "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" };
  return {
    metadata: { name, labels: { ...known, ...labels } },
    spec: { podCIDR: `${podPrefix(cluster, place)}.0/24`, ...(taints.length === 0 ? {} : { taints }) },
    status: {
      addresses: [{ type: "InternalIP", address: nodeAddress(place) }, { type: "Hostname", address: name }],
      capacity: resources(capacity, NOTHING, 1), allocatable: resources(capacity, capacity.reserved, DISK_LEFT),
      conditions: nodeConditions(now),
      nodeInfo: { kernelVersion, osImage, containerRuntimeVersion: CONTAINERD, kubeletVersion: cluster.version, operatingSystem: "linux", architecture: "amd64" },
    },
  };
}

function resources({ cpus, memoryBytes, diskBytes, maxPods, gpus = 0 }: Capacity, kept: NodeSpec["reserved"], diskShare: number): ResourceList {
  const bytes = (n: number): string => formatQuantity({ nanos: BigInt(Math.round(n)) * 1_000_000_000n, format: "BinarySI" });
  return {
    cpu: formatQuantity({ nanos: BigInt(cpus * 1000 - kept.cpuMilli) * 1_000_000n, format: "DecimalSI" }),
    "ephemeral-storage": bytes(diskBytes * diskShare), memory: bytes(memoryBytes - kept.memoryBytes), ...(gpus === 0 ? {} : { [GPU]: `${gpus}` }), pods: `${maxPods}`,
  };
}

/** Conditions of a node that has nothing to complain of. */
export const nodeConditions = (now: Nanos): Condition[] => [
  { type: "MemoryPressure", status: "False", lastTransitionTime: now, reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" },
  { type: "DiskPressure", status: "False", lastTransitionTime: now, reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
  { type: "PIDPressure", status: "False", lastTransitionTime: now, reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
  { type: "Ready", status: "True", lastTransitionTime: now, reason: "KubeletReady", message: "kubelet is posting ready status" },
];
