import { isPodActive } from "../../../src/world/cluster/controllers/replica-set/active-pods.ts";
import type { PodPhase } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { pod } from "../kubernetes/objects.ts";

export const check = answering(({ phases }: { phases: PodPhase[] }) => ({
  activeIndexes: phases.flatMap((phase, i) => (isPodActive(pod({}, { status: { phase } })) ? [i] : [])),
}));
export const engineMatters = false;
