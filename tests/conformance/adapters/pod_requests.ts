import type { ResourceList } from "../../../src/world/cluster/objects.ts";
import { podInfo } from "../../../src/world/cluster/scheduler/node-info.ts";
import { answering } from "../kubernetes/answering.ts";
import { container, optional, pod } from "../kubernetes/objects.ts";

interface Input {
  containers: (ResourceList & { restartPolicy?: "Always" })[];
  initContainers?: (ResourceList & { restartPolicy?: "Always" })[];
  overhead?: ResourceList;
  podRequests?: ResourceList;
}

const asContainer = ({ restartPolicy, ...requests }: Input["containers"][number], i: number) =>
  ({ ...container(requests as ResourceList, i), ...optional("restartPolicy", restartPolicy) });

export const check = answering((input: Input) => {
  const { requests, nonZero } = podInfo(pod({
    containers: input.containers.map(asContainer),
    initContainers: (input.initContainers ?? []).map(asContainer),
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
