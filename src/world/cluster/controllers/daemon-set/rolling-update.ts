import type { Nanos } from "../../../../kernel/time.ts";
import { scaledValue } from "../../int-or-string.ts";
import type { Pod } from "../../objects.ts";
import { isPodAvailable } from "../availability.ts";
import { REVISION_LABEL } from "../revision-history.ts";
import type { Daemons } from "./loop.ts";
import { placeOn } from "./placement.ts";

/** What one look at a rolling update changes: pods to delete, and nodes that get a new pod beside the old one. */
export interface Renewal {
  readonly replace: readonly Pod[];
  readonly add: readonly string[];
}

interface OnNode {
  readonly node: string;
  readonly old: Pod | undefined;
  readonly fresh: Pod | undefined;
}

/**
 * Nodes get the new version one after the other (maxUnavailable, rounded up), or first the new pod and then the old one
 * goes (maxSurge). Source: `pkg/controller/daemon/update.go`, rollingUpdate.
 */
export function rollingUpdate(daemons: Daemons, now: Nanos): Renewal {
  const { set, nodes, pods, hash } = daemons;
  const wanted = nodes.filter((node) => placeOn(set, node).shouldRun).map(({ metadata }) => onNode(metadata.name, pods.get(metadata.name) ?? [], hash));
  const { maxSurge, maxUnavailable } = set.spec.updateStrategy.rollingUpdate ?? {};
  const surge = scaledValue(maxSurge ?? 0, wanted.length, "up") ?? 0;
  const available = (pod: Pod): boolean => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, now);
  if (surge > 0) return beside(wanted, surge, available);
  return { replace: inPlace(wanted, scaledValue(maxUnavailable ?? 1, wanted.length, "up") ?? 1, available), add: [] };
}

function onNode(node: string, there: readonly Pod[], hash: string): OnNode {
  const isFresh = ({ metadata }: Pod): boolean => metadata.labels?.[REVISION_LABEL] === hash;
  return { node, old: there.find((pod) => !isFresh(pod)), fresh: there.find(isFresh) };
}

const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;

/** Old pods that do not work go at once; others as far as the budget reaches. */
function inPlace(wanted: readonly OnNode[], maxUnavailable: number, available: (pod: Pod) => boolean): Pod[] {
  let missing = 0;
  const broken: Pod[] = [];
  const working: Pod[] = [];
  for (const { old, fresh } of wanted) {
    if ((old === undefined) === (fresh === undefined)) missing++;
    else if (fresh !== undefined) missing += Number(!available(fresh));
    else if (isLeaving(old!) || !available(old!)) {
      missing++;
      if (!isLeaving(old!)) broken.push(old!);
    } else working.push(old!);
  }
  return [...broken, ...working.slice(0, Math.max(0, maxUnavailable - missing))];
}

function beside(wanted: readonly OnNode[], maxSurge: number, available: (pod: Pod) => boolean): Renewal {
  const both = wanted.filter(({ old, fresh }) => old !== undefined && fresh !== undefined);
  const onlyOld = wanted.filter(({ old, fresh }) => old !== undefined && fresh === undefined);
  const replace = both.filter(({ old, fresh }) => available(fresh!) && !isLeaving(old!)).map(({ old }) => old!);
  const unready = both.filter(({ fresh }) => !available(fresh!)).length;
  const broken = onlyOld.filter(({ old }) => !available(old!));
  const working = onlyOld.filter((one) => !broken.includes(one)).slice(0, Math.max(0, maxSurge - unready));
  return { replace, add: [...broken, ...working].map(({ node }) => node) };
}

