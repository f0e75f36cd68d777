import type { ReplicaSet } from "../../objects.ts";
import { DESIRED_REPLICAS_ANNOTATION, MAX_REPLICAS_ANNOTATION } from "./replica-sets.ts";

/**
 * Whether a set does not yet remember the size of its deployment, which proportional scaling goes by.
 * Source: `pkg/controller/deployment/util/deployment_util.go`, ReplicasAnnotationsNeedUpdate.
 */
export const replicasAnnotationsNeedUpdate = ({ metadata }: ReplicaSet, desired: number, max: number): boolean =>
  metadata.annotations?.[DESIRED_REPLICAS_ANNOTATION] !== `${desired}` || metadata.annotations?.[MAX_REPLICAS_ANNOTATION] !== `${max}`;

/** The number a set remembers; undefined when it remembers none. Source: `deployment_util.go`, getIntFromAnnotation. */
export function rememberedReplicas({ metadata }: ReplicaSet, annotation: string): number | undefined {
  const text = metadata.annotations?.[annotation];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
