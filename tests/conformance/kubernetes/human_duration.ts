import { millis } from "../../../src/kernel/time.ts";
import { humanDuration } from "../../../src/world/cluster/duration.ts";

export default ({ ms, plusNs = 0 }: { ms: number; plusNs?: number }) => humanDuration(millis(ms) + plusNs);
