import type { Bar } from "../../display/panel.ts";
import { isPodReady, type ReplicaSet } from "../../world/cluster/objects.ts";
import type { ClusterView } from "../../world/cluster/view.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

const REVISION = "deployment.kubernetes.io/revision";

/** Old and new pods of each Deployment that has more than one generation of them, newest first. */
export function rolloutPanel(seen: Observation): Offer | undefined {
  const { cluster } = seen;
  if (cluster === undefined) return undefined;
  const bars = cluster.list("Deployment").flatMap((deployment) => {
    const sets = cluster.list("ReplicaSet", deployment.metadata.namespace).filter((set) => set.metadata.ownerReferences?.some((o) => o.uid === deployment.metadata.uid) === true);
    const moving = sets.filter((set) => set.spec.replicas > 0 || set.status.replicas > 0);
    if (moving.length < 2) return [];
    return moving.sort((a, b) => revisionOf(b) - revisionOf(a)).map((set) => barOf(set, cluster, deployment.spec.replicas));
  });
  return bars.length === 0 ? undefined : offer({ title: "Rollout: newest first, ready and not yet ready", kind: "bars", bars }, Math.min(bars.length, 3));
}

const revisionOf = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[REVISION] ?? 0);

function barOf(set: ReplicaSet, cluster: ClusterView, wanted: number): Bar {
  const pods = cluster.list("Pod", set.metadata.namespace).filter((pod) => pod.metadata.ownerReferences?.some((o) => o.uid === set.metadata.uid) === true && pod.metadata.deletionTimestamp === undefined);
  const ready = pods.filter(isPodReady).length;
  return {
    label: set.spec.template.spec.containers[0]?.image ?? set.metadata.name,
    of: Math.max(wanted + 1, pods.length),
    parts: [{ value: ready, tone: "good", mark: "full" }, { value: pods.length - ready, tone: "warn", mark: "light" }],
    reading: `${ready} ready${pods.length > ready ? `, ${pods.length - ready} not yet` : ""}`,
  };
}
