import { deletionOrder, POD_DELETION_COST, type RankedPod } from "../../../src/world/cluster/controllers/replica-set/active-pods.ts";
import type { ContainerStatus, PodPhase } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, NOW, optional, pod } from "../kubernetes/objects.ts";

interface OrderedPod {
  name: string;
  node: string;
  phase: PodPhase;
  ready: boolean;
  readySinceAgoS?: number | null;
  restarts?: number[];
  sidecarRestarts?: number[];
  createdAgoS?: number | null;
  deletionCost?: number | string | null;
  rank: number;
}

const time = (agoS: number | null | undefined): number | undefined => (agoS === null || agoS === undefined ? undefined : ago(agoS));
const statuses = (prefix: string, restarts: readonly number[] = []): ContainerStatus[] =>
  restarts.map((restartCount, i) => ({ name: `${prefix}${i}`, ready: true, restartCount }));

const ranked = (p: OrderedPod): RankedPod => ({
  rank: p.rank,
  pod: pod({ nodeName: p.node, initContainers: (p.sidecarRestarts ?? []).map((_, i) => ({ name: `s${i}`, restartPolicy: "Always" })) }, {
    metadata: {
      name: p.name,
      ...optional("creationTimestamp", time(p.createdAgoS)),
      ...optional("annotations", p.deletionCost === undefined || p.deletionCost === null ? undefined : { [POD_DELETION_COST]: `${p.deletionCost}` }),
    },
    status: {
      phase: p.phase,
      conditions: [{ type: "Ready", status: p.ready ? "True" : "False", ...optional("lastTransitionTime", time(p.readySinceAgoS)) }],
      containerStatuses: statuses("c", p.restarts),
      initContainerStatuses: statuses("s", p.sidecarRestarts),
    },
  }),
});

export const check = answering(({ a, b }: { a: OrderedPod; b: OrderedPod }) => {
  const order = deletionOrder(ranked(a), ranked(b), NOW);
  return order < 0 ? "a" : order > 0 ? "b" : "equal";
});
export const engineMatters = false;
