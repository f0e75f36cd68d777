import type { DaemonSet, Node, Pod, PodSpec, Taint, Toleration } from "../../objects.ts";
import { matchesRequiredNodeAffinity } from "../../scheduler/node-affinity.ts";
import { toleratesTaint } from "../../scheduler/toleration.ts";

/** On which nodes the pods of a DaemonSet belong, and how they are made to go there. */

/** What all its pods put up with: nodes that are not well still need their daemons. Source: `daemon/util/daemonset_util.go`, AddOrUpdateDaemonPodTolerations. */
const TOLERATIONS: readonly Toleration[] = [
  { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/disk-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/pid-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
];
const NETWORK: Toleration = { key: "node.kubernetes.io/network-unavailable", operator: "Exists", effect: "NoSchedule" };

const daemonTolerations = ({ tolerations = [], hostNetwork }: PodSpec): Toleration[] => [...tolerations, ...TOLERATIONS, ...(hostNetwork === true ? [NETWORK] : [])];

/** A pod that can go to one node only: the scheduler still binds it. Source: `daemonset_util.go`, ReplaceDaemonSetPodNodeNameNodeAffinity. */
export const boundFor = (spec: PodSpec, node: string): PodSpec => ({
  ...spec, tolerations: daemonTolerations(spec),
  affinity: {
    ...spec.affinity,
    nodeAffinity: {
      ...spec.affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: [node] }] }] },
    },
  },
});

/** The node that a pod is on or can only go to. Source: `daemonset_util.go`, GetTargetNodeName. */
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  const [term] = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return term?.matchFields?.find(({ key }) => key === "metadata.name")?.values?.[0];
}

export interface Place {
  /** A pod is made there when there is none. */
  readonly shouldRun: boolean;
  /** One that is there may stay. */
  readonly mayStay: boolean;
}

/** Source: `pkg/controller/daemon/daemon_controller.go`, NodeShouldRunDaemonPod. */
export function placeOn({ spec }: DaemonSet, node: Node): Place {
  const pod = spec.template!.spec;
  const untolerated = untoleratedTaints(node, daemonTolerations(pod));
  if (!matchesRequiredNodeAffinity(pod, node)) return { shouldRun: false, mayStay: false };
  return { shouldRun: untolerated.length === 0, mayStay: untolerated.every(({ effect }) => effect !== "NoExecute") };
}

const untoleratedTaints = ({ spec }: Node, tolerations: readonly Toleration[]): Taint[] =>
  (spec.taints ?? []).filter((taint) => taint.effect !== "PreferNoSchedule" && !tolerations.some((toleration) => toleratesTaint(toleration, taint)));
