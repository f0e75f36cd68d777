import { replicaSetsToDelete } from "../../../src/world/cluster/controllers/deployment/history.ts";
import { answering } from "../kubernetes/answering.ts";
import { NOW, optional, replicaSet } from "../kubernetes/objects.ts";

interface Input {
  /** Whatever else a row says, it says that the set is being deleted. */
  oldReplicaSets: ({ specReplicas: number; statusReplicas: number } & Record<string, number | boolean>)[];
  revisionHistoryLimit: number | null;
}

export const check = answering(({ oldReplicaSets, revisionHistoryLimit }: Input) => {
  const sets = oldReplicaSets.map(({ specReplicas, statusReplicas, ...deleting }, i) => {
    const set = replicaSet(`rs${i}`, { replicas: specReplicas, actual: statusReplicas }, i);
    return { ...set, metadata: { ...set.metadata, ...optional("deletionTimestamp", Object.values(deleting).some(Boolean) ? NOW : undefined) } };
  });
  return replicaSetsToDelete(sets, revisionHistoryLimit ?? undefined).length;
});
export const engineMatters = false;
