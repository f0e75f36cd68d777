import { ageColumn } from "../duration.ts";
import { conditionOf, isPodReady, isSidecar, type ContainerState, type ContainerStatus, type Pod } from "../objects.ts";
import type { Nanos } from "../../../kernel/time.ts";

/** READY, STATUS and RESTARTS of one line of `kubectl get pods`. */
export interface PodColumns {
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
}

interface Restarts {
  count: number;
  last: Nanos | undefined;
}

/**
 * What the API server prints of a pod: the word that tells most about it now, which is seldom the phase.
 * Source: `pkg/printers/internalversion/printers.go`, printPod.
 */
export function podColumns(pod: Pod, now: Nanos): PodColumns {
  const sidecars = new Set((pod.spec.initContainers ?? []).filter(isSidecar).map(c => c.name));
  const init = initColumns(pod, sidecars);
  const main = init.initializing && !isInitialized(pod) ? undefined : mainColumns(pod, init.status ?? podWord(pod));
  const restarts = main ? sumOf(init.sidecarRestarts, main.restarts) : init.restarts;
  return {
    ready: `${init.ready + (main?.ready ?? 0)}/${pod.spec.containers.length + sidecars.size}`,
    status: deletionWord(pod) ?? main?.status ?? init.status ?? podWord(pod),
    restarts: restartsColumn(restarts, now),
  };
}

/** IP, NODE, NOMINATED NODE and READINESS GATES of `kubectl get pods -o wide`. Source: `printers.go`, printPod with Wide. */
export function podWideColumns({ spec, status }: Pod): [ip: string, node: string, nominatedNode: string, readinessGates: string] {
  const gates = spec.readinessGates ?? [];
  const passed = gates.filter(({ conditionType }) => conditionOf(status.conditions, conditionType)?.status === "True").length;
  return [
    status.podIPs?.[0]?.ip || status.podIP || "<none>",
    spec.nodeName || "<none>",
    status.nominatedNodeName || "<none>",
    gates.length > 0 ? `${passed}/${gates.length}` : "<none>",
  ];
}

const isInitialized = ({ status }: Pod): boolean => conditionOf(status.conditions, "Initialized")?.status === "True";

/** The reason of the pod or its phase, before its containers are asked. */
function podWord({ status }: Pod): string {
  const gated = conditionOf(status.conditions, "PodScheduled")?.reason === "SchedulingGated";
  return gated ? "SchedulingGated" : status.reason || status.phase;
}

function deletionWord({ metadata, status }: Pod): string | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined;
  if (status.reason === "NodeLost") return "Unknown";
  return status.phase === "Succeeded" || status.phase === "Failed" ? undefined : "Terminating";
}

/** Walks the init containers up to the first that is not through yet. */
function initColumns(pod: Pod, sidecars: ReadonlySet<string>) {
  const restarts: Restarts = { count: 0, last: undefined };
  const sidecarRestarts: Restarts = { count: 0, last: undefined };
  const statuses = pod.status.initContainerStatuses ?? [];
  let ready = 0;
  for (const [i, status] of statuses.entries()) {
    const sidecar = sidecars.has(status.name);
    countRestarts(restarts, status);
    if (sidecar) countRestarts(sidecarRestarts, status);
    if (status.state?.terminated?.exitCode === 0) continue;
    if (sidecar && status.started) {
      if (status.ready) ready++;
      continue;
    }
    const word = initWord(status.state) ?? `${i}/${pod.spec.initContainers?.length ?? 0}`;
    return { ready, restarts, sidecarRestarts, status: `Init:${word}`, initializing: true };
  }
  return { ready, restarts, sidecarRestarts, status: undefined, initializing: false };
}

function initWord(state: ContainerState | undefined): string | undefined {
  if (state?.terminated) return state.terminated.reason || exitWord(state.terminated);
  const reason = state?.waiting?.reason;
  return reason && reason !== "PodInitializing" ? reason : undefined;
}

/** Walks the containers from last to first: the first one that has something to say is heard last. */
function mainColumns(pod: Pod, before: string) {
  const restarts: Restarts = { count: 0, last: undefined };
  let ready = 0;
  let word = before;
  for (const status of (pod.status.containerStatuses ?? []).toReversed()) {
    countRestarts(restarts, status);
    const { waiting, running, terminated } = status.state ?? {};
    if (waiting?.reason) word = waiting.reason;
    else if (terminated) word = terminated.reason || exitWord(terminated);
    else if (status.ready && running) ready++;
  }
  if (word === "Completed" && ready > 0) word = isPodReady(pod) ? "Running" : "NotReady";
  return { ready, restarts, status: word };
}

const exitWord = ({ signal, exitCode }: { signal?: number; exitCode: number }): string =>
  signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;

function countRestarts(restarts: Restarts, { restartCount, lastState }: ContainerStatus): void {
  restarts.count += restartCount;
  restarts.last = latest(restarts.last, lastState?.terminated?.finishedAt);
}

const sumOf = (a: Restarts, b: Restarts): Restarts => ({ count: a.count + b.count, last: latest(a.last, b.last) });

const latest = (a: Nanos | undefined, b: Nanos | undefined): Nanos | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

const restartsColumn = ({ count, last }: Restarts, now: Nanos): string =>
  count === 0 || last === undefined ? `${count}` : `${count} (${ageColumn(last, now)} ago)`;
