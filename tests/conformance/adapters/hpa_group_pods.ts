import { seconds } from "../../../src/kernel/time.ts";
import { groupPods, type PodMetric } from "../../../src/world/cluster/controllers/hpa/pod-groups.ts";
import type { Condition, Pod, PodPhase } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, NOW, optional, pod } from "../kubernetes/objects.ts";

interface GroupedPod {
  name: string;
  phase: PodPhase;
  deleting?: boolean;
  startedAgoS?: number | null;
  readyCondition?: { status: Condition["status"]; changedAgoS?: number } | null;
  metric: { agoS?: number; windowS?: number } | null;
}

interface Input {
  resource: string;
  cpuInitializationPeriodS: number;
  initialReadinessDelayS: number;
  pods: GroupedPod[];
}

function asPod({ name, phase, deleting, startedAgoS, readyCondition }: GroupedPod): Pod {
  const started = startedAgoS === null || startedAgoS === undefined ? undefined : ago(startedAgoS);
  const changed = readyCondition?.changedAgoS;
  const ready = readyCondition && { type: "Ready", status: readyCondition.status, ...optional("lastTransitionTime", changed === undefined ? undefined : ago(changed)) };
  return pod({}, {
    metadata: { name, ...optional("deletionTimestamp", deleting ? NOW : undefined) },
    status: { phase, ...optional("startTime", started), conditions: ready ? [ready] : [] },
  });
}

const asMetric = ({ agoS, windowS = 0 }: NonNullable<GroupedPod["metric"]>): PodMetric =>
  ({ value: 1, timestamp: agoS === undefined ? -Infinity : ago(agoS), window: seconds(windowS) });

export const check = answering(({ resource, cpuInitializationPeriodS, initialReadinessDelayS, pods }: Input) => {
  const metrics = new Map(pods.flatMap(({ name, metric }) => (metric ? [[name, asMetric(metric)] as const] : [])));
  const initialization = { cpuInitializationPeriod: seconds(cpuInitializationPeriodS), initialReadinessDelay: seconds(initialReadinessDelayS) };
  const { readyCount, unready, missing } = groupPods(pods.map(asPod), metrics, resource, NOW, initialization);
  return { readyCount, ignored: unready, missing };
});
export const engineMatters = false;
