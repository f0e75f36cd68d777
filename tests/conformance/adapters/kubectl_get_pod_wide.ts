import type { ConditionStatus } from "../../../src/world/cluster/objects.ts";
import { podWideColumns } from "../../../src/world/cluster/printers/pod.ts";
import { answering } from "../kubernetes/answering.ts";
import { optional, pod } from "../kubernetes/objects.ts";

interface Input {
  podIP?: string;
  podIPs?: string[];
  nodeName?: string;
  nominatedNodeName?: string;
  readinessGates?: string[];
  conditions?: Record<string, ConditionStatus>;
}

export const check = answering(({ podIP, podIPs, nodeName, nominatedNodeName, readinessGates = [], conditions = {} }: Input) =>
  podWideColumns(pod({ ...optional("nodeName", nodeName), readinessGates: readinessGates.map(conditionType => ({ conditionType })) }, {
    status: {
      ...optional("podIP", podIP),
      ...optional("podIPs", podIPs?.map(ip => ({ ip }))),
      ...optional("nominatedNodeName", nominatedNodeName),
      conditions: Object.entries(conditions).map(([type, status]) => ({ type, status })),
    },
  })));
export const engineMatters = false;
