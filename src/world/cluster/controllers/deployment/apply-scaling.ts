import { keyOf } from "../../kinds.ts";
import { aside, type Control } from "../../loop.ts";
import type { Deployment, ReplicaSet } from "../../objects.ts";
import { record } from "../../record.ts";
import { update } from "../../write.ts";
import { replicasAnnotationsNeedUpdate } from "./annotations.ts";
import { maxSurge } from "./fenceposts.ts";
import { DESIRED_REPLICAS_ANNOTATION, MAX_REPLICAS_ANNOTATION, type Scaling } from "./replica-sets.ts";

/** Gives a set its new size, and tells it as an event. Source: `pkg/controller/deployment/sync.go`, scaleReplicaSet. */
export function applyScaling(control: Control, deployment: Deployment, { replicaSet, from, to }: Scaling): void {
  aside(control, () => {
    tellScaling(control, deployment, replicaSet.metadata.name, from, to);
    update(control, "ReplicaSet", keyOf("ReplicaSet", replicaSet.metadata), (set) => scaleAnnotations({ ...set, spec: { ...set.spec, replicas: to } }, deployment));
  });
}

export function tellScaling(control: Control, deployment: Deployment, name: string, from: number, to: number): void {
  const message = `Scaled ${to > from ? "up" : "down"} replica set ${name} from ${from} to ${to}`;
  record(control, { kind: "Deployment", object: deployment, type: "Normal", reason: "ScalingReplicaSet", message, from: { component: "deployment-controller" } });
}

/** The set remembers for which size of the deployment it was sized. Source: `util/deployment_util.go`, SetReplicasAnnotations. */
export function scaleAnnotations(set: ReplicaSet, deployment: Deployment): ReplicaSet {
  const { replicas } = deployment.spec;
  const most = replicas + maxSurge(deployment);
  if (!replicasAnnotationsNeedUpdate(set, replicas, most)) return set;
  const annotations = { ...set.metadata.annotations, [DESIRED_REPLICAS_ANNOTATION]: `${replicas}`, [MAX_REPLICAS_ANNOTATION]: `${most}` };
  return { ...set, metadata: { ...set.metadata, annotations } };
}
