import { podQOS } from "../../../src/world/cluster/kubelet/qos.ts";
import type { ResourceRequirements } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { optional, pod } from "../kubernetes/objects.ts";

interface Input {
  containers: ResourceRequirements[];
  initContainers?: ResourceRequirements[];
  podResources?: ResourceRequirements;
}

const named = (all: readonly ResourceRequirements[] = []) => all.map((resources, i) => ({ name: `c${i}`, resources }));

export const check = answering(({ containers, initContainers, podResources }: Input) =>
  podQOS(pod({ containers: named(containers), initContainers: named(initContainers), ...optional("resources", podResources) }).spec));
export const engineMatters = false;
