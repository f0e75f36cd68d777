import { replicasAnnotationsNeedUpdate } from "../../../src/world/cluster/controllers/deployment/annotations.ts";
import { DESIRED_REPLICAS_ANNOTATION, MAX_REPLICAS_ANNOTATION } from "../../../src/world/cluster/controllers/deployment/replica-sets.ts";
import { answering } from "../kubernetes/answering.ts";
import { replicaSet } from "../kubernetes/objects.ts";

export const check = answering(({ desired, max }: { desired?: string | null; max?: string | null }) =>
  replicasAnnotationsNeedUpdate(replicaSet("rs", {}, 0, {
    ...(desired ? { [DESIRED_REPLICAS_ANNOTATION]: desired } : {}),
    ...(max ? { [MAX_REPLICAS_ANNOTATION]: max } : {}),
  }), 10, 20));
export const engineMatters = false;
