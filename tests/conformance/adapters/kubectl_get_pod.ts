import type { Condition, ContainerState, ContainerStatus, PodPhase } from "../../../src/world/cluster/objects.ts";
import { podColumns } from "../../../src/world/cluster/printers/pod.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, asSidecars, NOW, optional, pod } from "../kubernetes/objects.ts";

interface Row {
  ready: boolean;
  restarts: number;
  state?: "running" | "waiting" | "terminated";
  reason?: string;
  exitCode?: number;
  signal?: number;
  started?: boolean;
  lastTerminatedAgoS?: number;
}

interface Input {
  phase: string;
  specContainers: number;
  containerStatuses: Row[];
  initContainerStatuses?: Row[];
  specInitContainers?: number;
  sidecars?: number[];
  podReason?: string;
  podScheduledReason?: string;
  readyCondition?: boolean;
  initializedCondition?: boolean;
  deletionTimestamp?: boolean;
}

function stateOf({ state, reason, exitCode = 0, signal }: Row): ContainerState | undefined {
  if (state === "running") return { running: {} };
  if (state === "waiting") return { waiting: { ...optional("reason", reason) } };
  return state && { terminated: { exitCode, ...optional("signal", signal), ...optional("reason", reason) } };
}

const statuses = (prefix: string, rows: readonly Row[] = []): ContainerStatus[] => rows.map((row, i) => ({
  name: `${prefix}${i}`,
  ready: row.ready,
  restartCount: row.restarts,
  ...optional("started", row.started),
  ...optional("state", stateOf(row)),
  ...optional("lastState", row.lastTerminatedAgoS === undefined ? undefined : { terminated: { exitCode: 0, finishedAt: ago(row.lastTerminatedAgoS) } }),
}));

const holds = (type: string, yes: boolean | undefined): Condition[] => (yes ? [{ type, status: "True" }] : []);

export const check = answering((input: Input) => {
  const named = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => ({ name: `${prefix}${i}` }));
  const initContainers = asSidecars(named("init", input.specInitContainers ?? 0), input.sidecars);
  const scheduled: Condition[] = input.podScheduledReason ? [{ type: "PodScheduled", status: "False", reason: input.podScheduledReason }] : [];
  return podColumns(pod({ containers: named("c", input.specContainers), initContainers }, {
    metadata: { ...optional("deletionTimestamp", input.deletionTimestamp ? NOW : undefined) },
    status: {
      phase: input.phase as PodPhase,
      ...optional("reason", input.podReason),
      conditions: [...scheduled, ...holds("Ready", input.readyCondition), ...holds("Initialized", input.initializedCondition)],
      containerStatuses: statuses("c", input.containerStatuses),
      initContainerStatuses: statuses("init", input.initContainerStatuses),
    },
  }), NOW);
});
export const engineMatters = false;
