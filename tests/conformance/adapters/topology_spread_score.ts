import { spreadConstraints, systemDefaultConstraints } from "../../../src/world/cluster/scheduler/pod-topology-spread/constraint.ts";
import { topologySpreadScores } from "../../../src/world/cluster/scheduler/pod-topology-spread/score.ts";
import { answering } from "../kubernetes/answering.ts";
import { byNode } from "../kubernetes/objects.ts";
import { spreadScene, type SpreadInput } from "../kubernetes/spread-scene.ts";

/** The selector of the service that, upstream, makes the default constraints apply. */
const SERVICE = { matchExpressions: [{ key: "foo", operator: "Exists" }] };

export const check = answering((input: SpreadInput) => {
  const { asking, candidates, all } = spreadScene(input, "ScheduleAnyway");
  const byDefault = input.systemDefaulting === true && input.constraints.length === 0;
  const constraints = byDefault ? systemDefaultConstraints(SERVICE) : spreadConstraints(asking, "ScheduleAnyway");
  const scores = topologySpreadScores(asking, constraints, candidates, all, !byDefault);
  return byNode(candidates, (_, i) => scores[i]);
});
export const engineMatters = false;
