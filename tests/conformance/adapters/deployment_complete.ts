import { isComplete } from "../../../src/world/cluster/controllers/deployment/progress.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment } from "../kubernetes/objects.ts";

interface Input {
  desired: number;
  replicas: number;
  updated: number;
  available: number;
  maxUnavailable: number;
  maxSurge: number;
}

export const check = answering(({ desired, replicas, updated, available, maxSurge, maxUnavailable }: Input) => {
  const status = { replicas, updatedReplicas: updated, readyReplicas: available, availableReplicas: available, unavailableReplicas: 0 };
  return isComplete(deployment({ replicas: desired, maxSurge, maxUnavailable }), status);
});
export const engineMatters = false;
