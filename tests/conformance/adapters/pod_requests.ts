import type { ResourceList } from "../../../src/world/cluster/objects.ts";
import { podInfo } from "../../../src/world/cluster/scheduler/node-info.ts";
import { answering } from "../kubernetes/answering.ts";
import { asSidecars, container, optional, pod } from "../kubernetes/objects.ts";

interface Input {
  containers: ResourceList[];
  initContainers?: ResourceList[];
  sidecars?: number[];
  overhead?: ResourceList;
  podRequests?: ResourceList;
}

export const check = answering((input: Input) => {
  const { requests, nonZero } = podInfo(pod({
    containers: input.containers.map(container),
    initContainers: asSidecars((input.initContainers ?? []).map(container), input.sidecars),
    ...optional("overhead", input.overhead),
    ...optional("resources", input.podRequests && { requests: input.podRequests }),
  }));
  const { milliCPU, memory, ephemeralStorage } = requests;
  return {
    milliCPU, memory, nonZeroMilliCPU: nonZero.milliCPU, nonZeroMemory: nonZero.memory,
    ...(ephemeralStorage > 0 ? { ephemeralStorage } : {}),
  };
});
export const engineMatters = false;
