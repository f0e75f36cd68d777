import { isTimedOut } from "../../../src/world/cluster/controllers/deployment/progress.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, deployment, NOW, optional } from "../kubernetes/objects.ts";

interface Input {
  progressDeadlineSeconds: number | null;
  elapsedSeconds?: number;
  progressingReason?: string;
}

export const check = answering(({ progressDeadlineSeconds, elapsedSeconds = 0, progressingReason = "" }: Input) => {
  const wanted = deployment({});
  wanted.spec = { ...wanted.spec, ...optional("progressDeadlineSeconds", progressDeadlineSeconds) };
  const progressing = { type: "Progressing", status: "True" as const, reason: progressingReason, lastUpdateTime: ago(elapsedSeconds) };
  return isTimedOut(wanted, { ...wanted.status, conditions: [progressing] }, NOW);
});
export const engineMatters = false;
