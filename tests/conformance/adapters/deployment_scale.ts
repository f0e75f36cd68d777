import { DESIRED_REPLICAS_ANNOTATION, MAX_REPLICAS_ANNOTATION } from "../../../src/world/cluster/controllers/deployment/replica-sets.ts";
import { scaleDeployment } from "../../../src/world/cluster/controllers/deployment/scale.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, replicaSet } from "../kubernetes/objects.ts";

interface Input {
  deploymentReplicas: number;
  maxSurge: number;
  /** Newest first. */
  replicaSets: { name: string; replicas: number; available?: number; new?: boolean; desiredAnnotation?: number; maxAnnotation?: number }[];
}

export const check = answering(({ deploymentReplicas, maxSurge, replicaSets }: Input) => {
  const sets = replicaSets.map(({ name, replicas, available, desiredAnnotation, maxAnnotation }, i) =>
    replicaSet(name, { replicas, available: available ?? 0 }, replicaSets.length - i, {
      ...(desiredAnnotation === undefined ? {} : { [DESIRED_REPLICAS_ANNOTATION]: `${desiredAnnotation}` }),
      ...(maxAnnotation === undefined ? {} : { [MAX_REPLICAS_ANNOTATION]: `${maxAnnotation}` }),
    }));
  const isNew = (i: number): boolean => replicaSets[i]!.new === true;
  const changes = scaleDeployment(deployment({ replicas: deploymentReplicas, maxSurge }), sets.find((_, i) => isNew(i)), sets.filter((_, i) => !isNew(i)));
  return Object.fromEntries(sets.map(set => [set.metadata.name, changes.find(({ replicaSet: changed }) => changed === set)?.to ?? set.spec.replicas]));
});
export const engineMatters = false;
