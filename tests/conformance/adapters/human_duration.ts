import { millis } from "../../../src/kernel/time.ts";
import { humanDuration } from "../../../src/world/cluster/duration.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ ms, plusNs = 0 }: { ms: number; plusNs?: number }) => humanDuration(millis(ms) + plusNs));
export const engineMatters = false;
