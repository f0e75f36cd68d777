import { spreadConstraints } from "../../../src/world/cluster/scheduler/pod-topology-spread/constraint.ts";
import { spreadFilterState, spreadRefusal } from "../../../src/world/cluster/scheduler/pod-topology-spread/filter.ts";
import { answering } from "../kubernetes/answering.ts";
import { byNode } from "../kubernetes/objects.ts";
import { spreadScene, type SpreadInput } from "../kubernetes/spread-scene.ts";

export const check = answering((input: SpreadInput) => {
  const { asking, candidates, all } = spreadScene(input, "DoNotSchedule");
  const state = spreadFilterState(asking, spreadConstraints(asking, "DoNotSchedule"), all);
  return byNode(candidates, ({ node }) => {
    const refusal = spreadRefusal(state, node);
    return !refusal ? "Success" : refusal.resolvable ? "Unschedulable" : "UnschedulableAndUnresolvable";
  });
});
export const engineMatters = false;
