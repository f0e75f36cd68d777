import { subtree, type Group, type Groups } from "./groups.ts";

/**
 * memory.min and memory.low: how much of a group's memory reclaim that starts at `top` may not take, or not while others
 * have something left. Promises that exceed what is above them are shared by what each really uses
 * (mm/page_counter.c, `effective_protection`).
 */
export interface Protection {
  readonly group: Group;
  readonly min: number;
  readonly low: number;
}

export function protections(groups: Groups, top: string): Protection[] {
  const effective = new Map<string, Protection>();
  for (const group of subtree(groups, top)) {
    if (group.path === top) effective.set(top, { group, min: 0, low: 0 });
    else if (group.parent === top) effective.set(group.path, { group, min: group.limits.min, low: group.limits.low });
    else effective.set(group.path, below(groups, group, effective.get(group.parent)!));
  }
  return [...effective.values()];
}

function below(groups: Groups, group: Group, above: Protection): Protection {
  const siblings = above.group.children.map((path) => groups.get(path)!);
  const share = (limit: "min" | "low"): number => {
    const own = Math.min(group.memoryBytes, group.limits[limit]);
    const all = siblings.reduce((sum, g) => sum + Math.min(g.memoryBytes, g.limits[limit]), 0);
    return all > above[limit] ? (own * above[limit]) / all : own;
  };
  return { group, min: share("min"), low: share("low") };
}

/** The part of a group's own pages that may be taken: what it uses beyond its protection, in proportion. */
export const unprotectedPart = (g: Group, protectedBytes: number): number => (protectedBytes <= 0 ? 1 : 1 - protectedBytes / Math.max(g.memoryBytes, protectedBytes));
