import { amountsOf, type Amounts } from "../pod-requests.ts";
import type { Container, PodSpec, ResourceList } from "../objects.ts";

/** What a pod asks for and may use, as columns: CPU in CPUs, memory in bytes, 0 for what nobody wrote. */
export interface Resources {
  request_cpu: number;
  request_memory: number;
  limit_cpu: number;
  limit_memory: number;
}

/** All containers of a pod together, as they were written. */
export function resourcesOf({ containers }: PodSpec): Resources {
  const sum = (list: (c: Container) => ResourceList | undefined, resource: string): number => containers.reduce((total, c) => total + (amountsOf(list(c))[resource] ?? 0), 0);
  return {
    request_cpu: inCpus(sum((c) => c.resources?.requests, "cpu")),
    request_memory: sum((c) => c.resources?.requests, "memory"),
    limit_cpu: inCpus(sum((c) => c.resources?.limits, "cpu")),
    limit_memory: sum((c) => c.resources?.limits, "memory"),
  };
}

const inCpus = (milli: number): number => milli / 1000;

export const cpusIn = (amounts: Amounts): number => inCpus(amounts.cpu ?? 0);
