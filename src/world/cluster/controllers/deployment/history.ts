import type { ReplicaSet } from "../../objects.ts";
import { byRevision } from "./replica-sets.ts";

/** A limit that means none. Source: `pkg/controller/deployment/util/deployment_util.go`, HasRevisionHistoryLimit. */
const NO_LIMIT = 2 ** 31 - 1;

/**
 * Old sets to delete: of those beyond the limit, lowest revision first, the ones that want no pods and have none.
 * Source: `pkg/controller/deployment/sync.go`, cleanupDeployment.
 */
export function replicaSetsToDelete(oldSets: readonly ReplicaSet[], revisionHistoryLimit: number = NO_LIMIT): ReplicaSet[] {
  if (revisionHistoryLimit === NO_LIMIT) return [];
  const alive = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined).toSorted(byRevision);
  return alive.slice(0, Math.max(0, alive.length - revisionHistoryLimit)).filter(isEmpty);
}

const isEmpty = ({ metadata, spec, status }: ReplicaSet): boolean =>
  spec.replicas === 0 && status.replicas === 0 && (metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
