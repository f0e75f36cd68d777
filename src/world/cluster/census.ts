import { isPodActive } from "./controllers/replica-set/active-pods.ts";
import { isPodReady, type Labels, type Pod } from "./objects.ts";
import { same } from "./same.ts";

/** How many pods of one owner carry the same labels, how many of them are active, and how many of those are ready; how often their containers were started again. Never changed in place. */
export interface LabelledPods {
  readonly labels: Labels | undefined;
  readonly pods: number;
  readonly active: number;
  readonly ready: number;
  readonly restarts: number;
}

/** The pods of one owner, counted with every write: who only needs their numbers has not to go through them. */
export type Census = readonly LabelledPods[];

/** The census after a pod has changed from `before` to `after`; the same one when it counts as it did. */
export function recounted(census: Census, before: Pod | undefined, after: Pod | undefined): Census {
  if (before !== undefined && after !== undefined && countsTheSame(before, after)) return census;
  return withPod(withPod(census, before, -1), after, 1);
}

const countsTheSame = (a: Pod, b: Pod): boolean =>
  a.metadata.labels === b.metadata.labels && isPodActive(a) === isPodActive(b) && isReady(a) === isReady(b) && restartsIn(a) === restartsIn(b);

function withPod(census: Census, pod: Pod | undefined, by: 1 | -1): Census {
  if (pod === undefined) return census;
  const { labels } = pod.metadata;
  const place = census.findIndex((row) => same(row.labels, labels));
  const row = census[place] ?? { labels, pods: 0, active: 0, ready: 0, restarts: 0 };
  const counted = { labels, pods: row.pods + by, active: row.active + (isPodActive(pod) ? by : 0), ready: row.ready + (isReady(pod) ? by : 0), restarts: row.restarts + by * restartsIn(pod) };
  if (place < 0) return [...census, counted];
  return counted.pods === 0 ? census.toSpliced(place, 1) : census.with(place, counted);
}

const isReady = (pod: Pod): boolean => isPodActive(pod) && isPodReady(pod);

/** How often the containers of a pod were started again. */
export const restartsIn = ({ status: { containerStatuses = [] } }: Pod): number => containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);

export const podsIn = (census: Census): number => census.reduce((sum, { pods }) => sum + pods, 0);
export const activeIn = (census: Census): number => census.reduce((sum, { active }) => sum + active, 0);
