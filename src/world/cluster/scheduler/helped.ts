import type { Control } from "../loop.ts";
import type { Pod } from "../objects.ts";
import { nodeRefusal } from "./node-filters.ts";
import { podInfo, type NodeInfo } from "./node-info.ts";
import { retry, type QueuedPod } from "./queue.ts";
import type { PluginName } from "./refusal.ts";

/**
 * Pods in the pool are tried again when something happens that could change the mind of a plugin that refused them.
 * Source: each plugin's EventsToRegister and its hints, and `scheduling_queue.go`, MoveAllToActiveOrBackoffQueue.
 */
function retryWhere(control: Control, plugins: readonly PluginName[], helps: (pod: QueuedPod, plugin: PluginName) => boolean): void {
  const { env, causes, cluster: { scheduler: { queue } } } = control;
  for (const plugin of plugins) {
    const pool = queue.pool.get(plugin);
    if (pool === undefined || pool.size === 0) continue;
    for (const pod of [...pool.values()]) if (helps(pod, plugin)) retry(queue, pod, env.now, causes);
  }
}

const OF_THE_NODE: readonly PluginName[] = ["NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity", "NodePorts", "NodeResourcesFit"];
const OF_THE_CLUSTER: readonly PluginName[] = ["VolumeBinding", "PodTopologySpread", "InterPodAffinity"];

/** A node came, changed, or (undefined) went. */
export function helpedByNode(control: Control, node: NodeInfo | undefined): void {
  const { store } = control.cluster;
  if (node !== undefined) {
    retryWhere(control, OF_THE_NODE, ({ key }, plugin) => {
      const pod = store.get("Pod", key);
      return pod !== undefined && nodeRefusal(podInfo(pod), node)?.plugin !== plugin;
    });
  }
  retryWhere(control, OF_THE_CLUSTER, () => true);
}

/** A pod's place is free again. */
export function helpedByNoLongerHaving(control: Control, pod: Pod): void {
  retryWhere(control, ["NodePorts", "NodeResourcesFit", "VolumeBinding"], () => true);
  helpedByPod(control, pod);
}

/** A pod came to a node, changed its labels, or left: those who count others look again, within the namespaces they can mean. */
export function helpedByPod(control: Control, { metadata }: Pod): void {
  retryWhere(control, ["PodTopologySpread"], ({ key }) => key.startsWith(`${metadata.namespace ?? "default"}/`));
  retryWhere(control, ["InterPodAffinity"], () => true);
}

export const helpedByVolumes = (control: Control): void => retryWhere(control, ["VolumeBinding"], () => true);
