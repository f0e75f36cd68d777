import { millis } from "../../../src/kernel/time.ts";
import { shortHumanDuration } from "../../../src/world/cluster/duration.ts";

export default ({ ms, plusNs = 0 }: { ms: number; plusNs?: number }) => shortHumanDuration(millis(ms) + plusNs);
