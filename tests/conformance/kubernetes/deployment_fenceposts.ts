import { resolveFenceposts } from "../../../src/world/cluster/controllers/deployment/fenceposts.ts";
import type { IntOrString } from "../../../src/world/cluster/objects.ts";

export default ({ maxSurge, maxUnavailable, desired }: { maxSurge: IntOrString | null; maxUnavailable: IntOrString | null; desired: number }) =>
  resolveFenceposts(maxSurge ?? undefined, maxUnavailable ?? undefined, desired) ?? "error";
