import { replicasChangePerPeriod, storeScaleEvent } from "../../../src/world/cluster/controllers/hpa/scale-events.ts";
import type { HPAScalingRules } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { behavior, events, NOW, type EventRow } from "../kubernetes/hpa-history.ts";

export const check = answering(({ change, events: rows, rules }: { change: number; events: EventRow[]; rules?: HPAScalingRules }) => {
  const before = events(rows);
  const stored = storeScaleEvent(before, change, rules && behavior(rules, undefined).scaleUp, NOW);
  return {
    changeInLast60s: replicasChangePerPeriod(60, before, NOW),
    events: stored.map(({ replicaChange, outdated }) => ({ change: replicaChange, outdated })),
  };
});
export const engineMatters = false;
