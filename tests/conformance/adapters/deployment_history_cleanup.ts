import { replicaSetsToDelete } from "../../../src/world/cluster/controllers/deployment/history.ts";
import { answering } from "../kubernetes/answering.ts";
import { NOW, optional, replicaSet } from "../kubernetes/objects.ts";

interface Input {
  oldReplicaSets: { specReplicas: number; statusReplicas: number; deleting?: boolean; deletionTimestamp?: boolean }[];
  revisionHistoryLimit: number | null;
}

export const check = answering(({ oldReplicaSets, revisionHistoryLimit }: Input) => {
  const sets = oldReplicaSets.map(({ specReplicas, statusReplicas, deleting, deletionTimestamp }, i) => {
    const set = replicaSet(`rs${i}`, { replicas: specReplicas, actual: statusReplicas }, i);
    return { ...set, metadata: { ...set.metadata, ...optional("deletionTimestamp", deleting || deletionTimestamp ? NOW : undefined) } };
  });
  return replicaSetsToDelete(sets, revisionHistoryLimit ?? undefined).length;
});
export const engineMatters = false;
