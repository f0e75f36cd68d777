import { kindInfo, qualified, type Kind, type Objects } from "../kinds.ts";
import type { Job, Pod } from "../objects.ts";
import type { Store } from "../store.ts";
import { withDefaultTolerations } from "./default-toleration-seconds.ts";
import { limitRangeRefusal, withLimitRanges } from "./limit-ranger.ts";
import { priorityRefusal, withPriority } from "./priority.ts";
import { heldInQueue } from "./queued-job.ts";
import { quotaRefusal } from "./resource-quota.ts";
import { runtimeClassRefusal } from "../runtime-class.ts";

/**
 * What the API server adds to an object that somebody makes, before it is stored.
 * Source: `pkg/kubeapiserver/options/plugins.go`, the order of its admission plugins.
 */
export const admitted = <K extends Kind>(store: Store, kind: K, object: Objects[K]): Objects[K] =>
  kind === "Job" ? (heldInQueue(object as Job) as Objects[K]) : kind === "Pod" ? (withDefaultTolerations(withPriority(store, withLimitRanges(store, object as Pod))) as Objects[K]) : object;

/** Why an object may not be made: `pods "shop-1" is forbidden: …`; undefined when it may. */
export function forbidden<K extends Kind>(store: Store, kind: K, object: Objects[K]): string | undefined {
  const info = kindInfo(kind);
  if (!info.namespaced) return undefined;
  const asked = admitted(store, kind, object);
  const reason = (kind === "Pod" ? (priorityRefusal(store, asked as Pod) ?? runtimeClassRefusal(asked as Pod) ?? limitRangeRefusal(store, asked as Pod)) : undefined) ?? quotaRefusal(store, kind, asked);
  return reason && `${qualified(info)} "${object.metadata.name}" is forbidden: ${reason}`;
}
