import { resolveFenceposts } from "../../../src/world/cluster/controllers/deployment/fenceposts.ts";
import type { IntOrString } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ maxSurge, maxUnavailable, desired }: { maxSurge: IntOrString | null; maxUnavailable: IntOrString | null; desired: number }) =>
  resolveFenceposts(maxSurge ?? undefined, maxUnavailable ?? undefined, desired) ?? "error");
export const engineMatters = false;
