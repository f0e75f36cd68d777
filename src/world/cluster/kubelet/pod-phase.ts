import { isSidecar, type Container, type ContainerStatus, type PodPhase, type PodSpec, type RestartPolicy } from "../objects.ts";
import { containerShouldRestart } from "./restart-policy.ts";

interface Counts {
  unknown: number;
  running: number;
  waiting: number;
  stopped: number;
  stoppedForGood: number;
  succeeded: number;
}

/**
 * The phase of a pod from what its containers do. Pending until all have been started once; Running as soon as they
 * have, also in a crash loop; Succeeded or Failed only when all stopped and nothing restarts.
 * `terminal`: the pod is being ended for good, whatever its restart policy. `initialized`: ordinary containers have run
 * before, so a sidecar that restarts does not make the pod Pending again.
 * Source: `pkg/kubelet/kubelet_pods.go`, getPhase.
 */
export function podPhase(
  spec: PodSpec,
  statuses: readonly ContainerStatus[],
  life: { terminal?: boolean; initialized?: boolean } = {},
): PodPhase {
  const statusOf = new Map(statuses.map(status => [status.name, status]));
  const ordinary = (spec.initContainers ?? []).filter(c => !isSidecar(c)).map(c => initStage(c, statusOf.get(c.name), spec.restartPolicy));
  const counts: Counts = { unknown: 0, running: 0, waiting: 0, stopped: 0, stoppedForGood: 0, succeeded: 0 };
  const sidecars = (spec.initContainers ?? []).filter(isSidecar);
  const startingSidecars = sidecars.filter(c => countSidecar(counts, statusOf.get(c.name))).length;
  for (const container of spec.containers) countContainer(counts, container, statusOf.get(container.name), spec.restartPolicy);

  if (ordinary.includes("failed")) return "Failed";
  if (ordinary.includes("pending") || (startingSidecars > 0 && !life.initialized) || counts.waiting > 0) return "Pending";
  if (counts.unknown > 0) return "Pending";
  if (counts.running > 0) return "Running";
  if (counts.stopped === 0) return "Pending";
  return stoppedPhase(counts, life.terminal === true);
}

function stoppedPhase(counts: Counts, terminal: boolean): PodPhase {
  if (!terminal && counts.stopped !== counts.stoppedForGood) return "Running";
  return counts.stopped === counts.succeeded ? "Succeeded" : "Failed";
}

type InitStage = "pending" | "failed" | "passed";

/** A failed init container that is going to be tried again holds nothing back here: its containers are unknown yet. */
function initStage(container: Container, status: ContainerStatus | undefined, policy: RestartPolicy | undefined): InitStage {
  const ended = status?.state?.terminated ?? (status?.state?.waiting && status.lastState?.terminated);
  if (!ended) return "pending";
  if (ended.exitCode === 0) return "passed";
  return containerShouldRestart(container, policy, ended.exitCode) ? "passed" : "failed";
}

/** Counts a sidecar; true while it has yet to start. One that ended does not matter to the phase. */
function countSidecar(counts: Counts, status: ContainerStatus | undefined): boolean {
  const state = status?.state;
  if (!status) {
    counts.unknown++;
    return false;
  }
  if (state?.running) {
    counts.running++;
    return status.started !== true;
  }
  if (state?.terminated || (state?.waiting && status.lastState?.terminated)) return false;
  if (state?.waiting) counts.waiting++;
  else counts.unknown++;
  return true;
}

function countContainer(
  counts: Counts,
  container: Container,
  status: ContainerStatus | undefined,
  policy: RestartPolicy | undefined,
): void {
  const state = status?.state;
  const ended = state?.terminated ?? (state?.waiting && status?.lastState?.terminated);
  if (state?.running) counts.running++;
  else if (ended) {
    counts.stopped++;
    if (!containerShouldRestart(container, policy, ended.exitCode)) counts.stoppedForGood++;
    if (state?.terminated?.exitCode === 0) counts.succeeded++;
  } else if (state?.waiting) counts.waiting++;
  else counts.unknown++;
}
