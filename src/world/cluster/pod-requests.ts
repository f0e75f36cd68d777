import { isSidecar, type PodSpec, type ResourceList } from "./objects.ts";
import { milliValueOf, mustParse, valueOf } from "./quantity.ts";

/** Amounts as whole numbers: cpu in millicores, everything else in its own unit (bytes, pieces). */
export type Amounts = Record<string, number>;

/** What a container that names no request counts as when nodes are scored. Source: `pkg/scheduler/util/pod_resources.go`. */
const NON_ZERO_REQUESTS: Readonly<Amounts> = { cpu: 100, memory: 200 * 1024 * 1024 };

const NOTHING: Readonly<Amounts> = {};
const written = new WeakMap<ResourceList, Readonly<Amounts>>();

/** A written resource list in numbers, worked out once. Source: `pkg/scheduler/framework/types.go`, Resource.Add. */
export function amountsOf(list: ResourceList | undefined): Readonly<Amounts> {
  if (list === undefined) return NOTHING;
  const known = written.get(list);
  if (known !== undefined) return known;
  const amounts: Amounts = {};
  for (const name in list) amounts[name] = amountOf(name, list[name]!);
  written.set(list, amounts);
  return amounts;
}

/** One quantity as a number, rounded up to the unit of its resource. */
export const amountOf = (resource: string, quantity: string): number =>
  resource === "cpu" ? milliValueOf(mustParse(quantity)) : valueOf(mustParse(quantity));

/**
 * What a pod asks for: containers and sidecars together, or the largest init container (with the sidecars started
 * before it) where that is more; requests of the pod as a whole replace it; overhead comes on top.
 * `defaults` fill what a container leaves unset. Limits and usage never count.
 * Source: `component-helpers/resource/helpers.go`, PodRequests.
 */
export function podRequests(spec: PodSpec, defaults?: Readonly<Amounts>): Amounts {
  const requests = containerRequests(spec, defaults);
  const ofPod = amountsOf(spec.resources?.requests);
  for (const name in ofPod) if (isPodLevelResource(name)) requests[name] = ofPod[name]!;
  addTo(requests, amountsOf(spec.overhead));
  return requests;
}

/**
 * The request with 100m and 200 MiB for what is unset, which scoring counts. With requests of the pod as a whole,
 * only a resource that nobody names gets its default. Source: `pkg/scheduler/framework/types.go`, calculateResource.
 */
export function nonZeroRequests(spec: PodSpec, requests: Readonly<Amounts>): Amounts {
  if (!spec.resources) return podRequests(spec, NON_ZERO_REQUESTS);
  const missing: Amounts = {};
  for (const name in NON_ZERO_REQUESTS) if (!(name in requests)) missing[name] = NON_ZERO_REQUESTS[name]!;
  return podRequests(spec, missing);
}

function containerRequests(spec: PodSpec, defaults: Readonly<Amounts> | undefined): Amounts {
  const running: Amounts = {};
  for (const container of spec.containers) addTo(running, withDefaults(container.resources?.requests, defaults));
  const sidecars: Amounts = {};
  const starting: Amounts = {};
  for (const container of spec.initContainers ?? []) {
    const own = withDefaults(container.resources?.requests, defaults);
    if (isSidecar(container)) {
      addTo(running, own);
      addTo(sidecars, own);
      raiseTo(starting, sidecars);
    } else {
      addTo(own, sidecars);
      raiseTo(starting, own);
    }
  }
  raiseTo(running, starting);
  return running;
}

const withDefaults = (list: ResourceList | undefined, defaults: Readonly<Amounts> | undefined): Amounts => ({
  ...defaults,
  ...amountsOf(list),
});

/** Source: `component-helpers/resource/helpers.go`, IsSupportedPodLevelResource. */
const isPodLevelResource = (name: string): boolean => name === "cpu" || name === "memory" || name.startsWith("hugepages-");

export function addTo(sum: Amounts, more: Readonly<Amounts>): void {
  for (const name in more) sum[name] = (sum[name] ?? 0) + more[name]!;
}

function raiseTo(least: Amounts, other: Readonly<Amounts>): void {
  for (const name in other) least[name] = Math.max(least[name] ?? 0, other[name]!);
}
