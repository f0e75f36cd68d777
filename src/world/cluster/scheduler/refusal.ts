/** Plugins that can refuse a node. Source: `pkg/scheduler/framework/plugins/names/names.go`. */
export type PluginName =
  | "NodeUnschedulable" | "NodeName" | "TaintToleration" | "NodeAffinity" | "NodePorts" | "NodeResourcesFit" | "VolumeBinding"
  | "PodTopologySpread" | "InterPodAffinity";

/** Why a node is no place for a pod: what the first plugin that refuses it says. */
export interface Refusal {
  readonly plugin: PluginName;
  readonly reasons: readonly string[];
  /** Whether pods that go away (preemption) could help. */
  readonly resolvable: boolean;
}
