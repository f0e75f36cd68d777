import { gpusVisible } from "../../gpu/gpu.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import type { Loop } from "../loop.ts";
import type { Node, ResourceList } from "../objects.ts";
import { same } from "../same.ts";
import type { Store } from "../store.ts";
import { asksForGpus, isHolding } from "../training/gpu.ts";
import { update } from "../write.ts";
import type { Machine } from "../../machine/machine.ts";
import { divideGpus } from "./mig.ts";
import { isDevice, resourceOf } from "./resource.ts";
import { CONFIG_MAP, PLUGIN_CONFIG, replicasOf } from "./sharing.ts";

/**
 * NVIDIA's GPU operator on each node: it divides GPUs, and its device plugin tells the kubelet how many there are to be
 * had. The kubelet writes that into the node; what is no more stays there as 0. Its keys are nodes.
 * Source: `k8s-device-plugin/internal/plugin`; `pkg/kubelet/cm/devicemanager/manager.go`, GetCapacity.
 */
export const devicePlugin: Loop = {
  name: "device-plugin",
  hears: {
    Node: ({ before, after }, { spec }) => (after !== undefined && before?.metadata.labels !== after.metadata.labels && spec.operators.includes("gpu-operator") ? [after.metadata.name] : []),
    Pod: ({ before, after }, { mig }) => (mig.size > 0 && before?.spec.nodeName !== undefined && asksForGpus(before) && (after === undefined || !isHolding(after)) ? [before.spec.nodeName] : []),
    ConfigMap: ({ after }, { store, spec }) => (spec.operators.includes("gpu-operator") && after !== undefined && `${after.metadata.namespace}/${after.metadata.name}` === CONFIG_MAP ? labelled(store) : []),
  },
  sync(control, key) {
    const { world, cluster } = control;
    const node = cluster.store.get("Node", key);
    const machine = world.machines.get(kubeletOf(cluster, key)?.machine ?? "");
    if (node === undefined || machine === undefined || machine.gpus.length === 0) return;
    const down = divideGpus(control, node);
    const counted = down ? {} : devices(cluster.store, node, world.machines.get(machine.path)!);
    update(control, "Node", key, (now) => advertised(now, counted));
  },
};

const labelled = (store: Store): string[] => [...store.all("Node")].filter(({ metadata }) => metadata.labels?.[PLUGIN_CONFIG] !== undefined).map(({ metadata }) => metadata.name);

/** Every part of every GPU, as often as it is given out. */
function devices(store: Store, node: Node, machine: Machine): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const part of gpusVisible(machine).flatMap(({ parts }) => parts)) {
    const resource = resourceOf(part);
    counts[resource] = (counts[resource] ?? 0) + replicasOf(store, node, resource);
  }
  return counts;
}

function advertised(node: Node, counts: Readonly<Record<string, number>>): Node {
  const [capacity, allocatable] = [withDevices(node.status.capacity ?? {}, counts), withDevices(node.status.allocatable ?? {}, counts)];
  return same(capacity, node.status.capacity) && same(allocatable, node.status.allocatable) ? node : { ...node, status: { ...node.status, capacity, allocatable } };
}

function withDevices(list: ResourceList, counts: Readonly<Record<string, number>>): ResourceList {
  const names = new Set([...Object.keys(list).filter(isDevice), ...Object.keys(counts)]);
  return { ...list, ...Object.fromEntries([...names].map((name) => [name, `${counts[name] ?? 0}`])) };
}
