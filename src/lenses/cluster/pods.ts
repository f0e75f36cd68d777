import { type Line, span, type Tone } from "../../display/line.ts";
import type { Observation } from "../../world/observation.ts";
import type { ClusterView } from "../../world/cluster/view.ts";
import { isPodReady, type Pod } from "../../world/cluster/objects.ts";
import { podColumns } from "../../world/cluster/printers/pod.ts";
import { type Offer, offer } from "../offer.ts";

/** How a pod is doing, as one sign: shape and colour say the same. */
interface Sign {
  readonly sign: string;
  readonly tone: Tone;
}

/** Words of `kubectl get pods` that stand for trouble. */
const TROUBLE = /BackOff|Err|Error|OOM|Evicted|Failed|Invalid|NodeLost|Unknown/;

export function signOf(pod: Pod, seen: Observation): Sign {
  const { status } = podColumns(pod, seen.now);
  if (status === "Terminating") return { sign: "−", tone: "muted" };
  if (TROUBLE.test(status) || pod.status.phase === "Failed") return { sign: "✗", tone: "bad" };
  if (status === "Completed") return { sign: "✓", tone: "muted" };
  if (status === "Running") return isPodReady(pod) ? { sign: "●", tone: "good" } : { sign: "○", tone: "warn" };
  return { sign: "◌", tone: "warn" };
}

/** Pods that a learner made: those of the system are left out. */
export const ownPods = (cluster: ClusterView): readonly Pod[] => cluster.list("Pod").filter((pod) => pod.metadata.namespace !== "kube-system");

/** Pods of the same name up to what was generated: `shop-7d4b9c6f5-x2x8z` is one of shop's. */
export function familyOf(pod: Pod, cluster: ClusterView): string {
  const owner = pod.metadata.ownerReferences?.find((o) => o.controller === true);
  if (owner === undefined) return pod.metadata.name;
  if (owner.kind !== "ReplicaSet") return owner.name;
  const set = cluster.get("ReplicaSet", `${pod.metadata.namespace}/${owner.name}`);
  return set?.metadata.ownerReferences?.find((o) => o.controller === true)?.name ?? owner.name;
}

/** Node by node the pods on it, a sign each; those that have none come last. */
export function podsPanel(seen: Observation): Offer | undefined {
  const { cluster } = seen;
  if (cluster === undefined) return undefined;
  const pods = Map.groupBy(ownPods(cluster), (pod) => pod.spec.nodeName ?? "");
  const nodes = cluster.list("Node").map((n) => n.metadata.name).filter((name) => pods.has(name) || !isControlPlane(cluster, name));
  const wide = Math.max(7, ...nodes.map((n) => n.length));
  const lines = [...nodes, ...(pods.has("") ? [""] : [])].map((node): Line => [span((node === "" ? "no node" : node).padEnd(wide + 2), node === "" ? "warn" : "plain"), ...families(pods.get(node) ?? [], cluster, seen), ...(isOff(node, seen) ? [span("  the machine is off", "bad")] : [])]);
  return offer({ title: "Pods: ● ready  ○ not ready  ◌ starts  − ends  ✗ in trouble", kind: "text", lines }, Math.min(lines.length, 4));
}

/** The API server learns it late: until then the pods look as they did. */
const isOff = (node: string, seen: Observation): boolean => seen.tables.machines.some((m) => m.name === node && !m.up);

export const isControlPlane = (cluster: ClusterView, node: string): boolean => cluster.get("Node", node)?.metadata.labels?.["node-role.kubernetes.io/control-plane"] !== undefined;

function families(pods: readonly Pod[], cluster: ClusterView, seen: Observation): Line {
  if (pods.length === 0) return [span("·", "muted")];
  return [...Map.groupBy(pods, (pod) => familyOf(pod, cluster))].flatMap(([name, family]): Line => [
    span(`${name} `, "muted"),
    ...family.map((pod) => signOf(pod, seen)).map(({ sign, tone }) => span(sign, tone)),
    span(family.length > 5 ? ` ${family.length}  ` : "  ", "muted"),
  ]);
}
