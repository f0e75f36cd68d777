import type { PodQOSClass, PodSpec, ResourceList, ResourceRequirements } from "../objects.ts";
import { add, compare, mustParse, zero, type Quantity } from "../quantity.ts";

type Sums = Map<string, Quantity>;

/**
 * The quality of service of a pod. Guaranteed: every container (init containers too) has cpu and memory limits, and
 * they equal the requests. BestEffort: nothing asked and nothing limited. Else Burstable. Only cpu and memory count,
 * and zero counts as unset. Resources of the pod as a whole stand for the containers'.
 * Source: `pkg/apis/core/v1/helper/qos/qos.go`, ComputePodQOS.
 */
export function podQOS(spec: PodSpec): PodQOSClass {
  const parts = spec.resources ? [spec.resources] : [...spec.containers, ...(spec.initContainers ?? [])].map(c => c.resources ?? {});
  const requests = sums(parts.map(part => part.requests));
  const limits = sums(parts.map(part => part.limits));
  if (requests.size === 0 && limits.size === 0) return "BestEffort";
  const limited = parts.every(part => hasBothLimits(part));
  return limited && equal(requests, limits) ? "Guaranteed" : "Burstable";
}

const counts = (resource: string): boolean => resource === "cpu" || resource === "memory";

const isPositive = (quantity: string | undefined): boolean => quantity !== undefined && mustParse(quantity).nanos > 0n;

const hasBothLimits = ({ limits }: ResourceRequirements): boolean => isPositive(limits?.["cpu"]) && isPositive(limits?.["memory"]);

function sums(lists: readonly (ResourceList | undefined)[]): Sums {
  const total: Sums = new Map();
  for (const list of lists)
    for (const name in list)
      if (counts(name) && isPositive(list[name])) total.set(name, add(total.get(name) ?? zero, mustParse(list[name]!)));
  return total;
}

const equal = (a: Sums, b: Sums): boolean =>
  a.size === b.size && [...a].every(([name, quantity]) => b.has(name) && compare(b.get(name)!, quantity) === 0);
