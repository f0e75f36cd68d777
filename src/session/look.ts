import { present } from "../kernel/timeline.ts";
import type { WorldTimeline } from "../lesson/theatre.ts";
import type { Observation } from "../world/observation.ts";
import { observe } from "../world/observe.ts";

const looked = new WeakMap<WorldTimeline, Observation>();

/** What may be known of a history's present. Looking twice costs once. */
export function look(timeline: WorldTimeline): Observation {
  const known = looked.get(timeline);
  if (known !== undefined) return known;
  const seen = observe(present(timeline));
  looked.set(timeline, seen);
  return seen;
}
