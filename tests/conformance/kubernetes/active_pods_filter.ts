import { isPodActive } from "../../../src/world/cluster/controllers/replica-set/active-pods.ts";
import type { PodPhase } from "../../../src/world/cluster/objects.ts";
import { pod } from "./objects.ts";

export default ({ phases }: { phases: PodPhase[] }) => ({
  activeIndexes: phases.flatMap((phase, i) => (isPodActive(pod({}, { status: { phase } })) ? [i] : [])),
});
