import { isProgressing } from "../../../src/world/cluster/controllers/deployment/progress.ts";
import { answering } from "../kubernetes/answering.ts";

interface Counts {
  replicas: number;
  updated: number;
  ready: number;
  available: number;
}

const status = ({ replicas, updated, ready, available }: Counts) =>
  ({ replicas, updatedReplicas: updated, readyReplicas: ready, availableReplicas: available, unavailableReplicas: 0 });

export const check = answering(({ before, after }: { before: Counts; after: Counts }) => isProgressing(status(before), status(after)));
export const engineMatters = false;
