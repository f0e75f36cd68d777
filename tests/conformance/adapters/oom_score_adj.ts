import { oomScoreAdj } from "../../../src/world/cluster/kubelet/oom-score-adj.ts";
import type { ResourceList } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { optional, pod } from "../kubernetes/objects.ts";

interface Input {
  requests: ResourceList;
  limits: ResourceList;
  memoryCapacity: number;
  priority?: number;
  priorityClassName?: string;
}

export const check = answering(({ requests, limits, memoryCapacity, priority, priorityClassName = "system-node-critical" }: Input) => {
  const container = { name: "c", resources: { requests, limits } };
  return oomScoreAdj(pod({ containers: [container], ...optional("priority", priority), priorityClassName }), container, memoryCapacity);
});
export const engineMatters = false;
