import { ageColumn } from "../../../src/world/cluster/duration.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, NOW } from "../kubernetes/objects.ts";

export const check = answering(({ agoS }: { agoS: number | null }) => ageColumn(agoS === null ? undefined : ago(agoS), NOW));
export const engineMatters = false;
