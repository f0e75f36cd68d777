import { isPodActive } from "./controllers/replica-set/active-pods.ts";
import { isPodReady, type Labels, type Pod } from "./objects.ts";
import { same } from "./same.ts";

/** How many pods of one owner carry the same labels, how many of them are active, and how many of those are ready. Never changed in place. */
export interface LabelledPods {
  readonly labels: Labels | undefined;
  readonly pods: number;
  readonly active: number;
  readonly ready: number;
}

/** The pods of one owner, counted with every write: who only needs their numbers has not to go through them. */
export type Census = readonly LabelledPods[];

/** The census after a pod has changed from `before` to `after`; the same one when it counts as it did. */
export function recounted(census: Census, before: Pod | undefined, after: Pod | undefined): Census {
  if (before !== undefined && after !== undefined && before.metadata.labels === after.metadata.labels && isPodActive(before) === isPodActive(after) && isReady(before) === isReady(after)) return census;
  return withPod(withPod(census, before, -1), after, 1);
}

function withPod(census: Census, pod: Pod | undefined, by: 1 | -1): Census {
  if (pod === undefined) return census;
  const { labels } = pod.metadata;
  const place = census.findIndex((row) => same(row.labels, labels));
  const row = census[place] ?? { labels, pods: 0, active: 0, ready: 0 };
  const counted = { labels, pods: row.pods + by, active: row.active + (isPodActive(pod) ? by : 0), ready: row.ready + (isReady(pod) ? by : 0) };
  if (place < 0) return [...census, counted];
  return counted.pods === 0 ? census.toSpliced(place, 1) : census.with(place, counted);
}

const isReady = (pod: Pod): boolean => isPodActive(pod) && isPodReady(pod);

export const podsIn = (census: Census): number => census.reduce((sum, { pods }) => sum + pods, 0);
export const activeIn = (census: Census): number => census.reduce((sum, { active }) => sum + active, 0);
