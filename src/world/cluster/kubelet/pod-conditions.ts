import type { Nanos } from "../../../kernel/time.ts";
import { conditionOf, isSidecar, type Condition, type Container, type ContainerStatus, type Pod, type PodPhase } from "../objects.ts";
import { runOf, type PodWorker } from "./pod-worker.ts";

type Verdict = Pick<Condition, "status" | "reason" | "message">;
const TRUE: Verdict = { status: "True" };

/** What holds of a pod as a whole, since when, and why: `pkg/kubelet/status/generate.go`. Conditions that others write stay. */
export function conditionsOf(worker: PodWorker, phase: PodPhase, statuses: readonly ContainerStatus[], before: readonly Condition[], now: Nanos): Condition[] {
  const containersReady = worker.failed === undefined ? readyVerdict(worker.pod, phase, statuses) : { status: "False" as const, reason: "PodFailed" };
  const verdicts: [string, Verdict][] = [
    ["PodReadyToStartContainers", { status: worker.sandbox.stage === "ready" ? "True" : "False" }],
    ["Initialized", initializedVerdict(worker, phase)],
    ["Ready", gated(worker.pod, containersReady, before)],
    ["ContainersReady", containersReady],
    ["PodScheduled", TRUE],
  ];
  if (worker.resize !== undefined) verdicts.push([worker.resize.type, { ...worker.resize, status: "True" }]);
  const own = verdicts.map(([type, verdict]) => settled(before, type, verdict, now));
  return [...own, ...before.filter(({ type }) => !type.startsWith("PodResize") && !verdicts.some(([known]) => known === type))];
}

/** Source: `status/generate.go`, GeneratePodInitializedCondition. */
function initializedVerdict(worker: PodWorker, phase: PodPhase): Verdict {
  if (phase === "Succeeded") return { status: "True", reason: "PodCompleted" };
  const waiting = (worker.pod.spec.initContainers ?? []).filter((c) => !passed(worker, c)).map((c) => c.name);
  if (worker.initialized || waiting.length === 0) return TRUE;
  return { status: "False", reason: "ContainersNotInitialized", message: `containers with incomplete status: [${waiting.join(" ")}]` };
}

/** An init container that the next one need not wait for any more. */
export function passed(worker: PodWorker, container: Container): boolean {
  const run = runOf(worker, container.name)!;
  return isSidecar(container) ? run.stage === "running" && run.started : run.stage === "exited" && run.ended?.exitCode === 0;
}

/** Source: `status/generate.go`, GenerateContainersReadyCondition. */
function readyVerdict({ spec }: Pod, phase: PodPhase, statuses: readonly ContainerStatus[]): Verdict {
  if (phase === "Succeeded") return { status: "False", reason: "PodCompleted" };
  if (phase === "Failed") return { status: "False", reason: "PodFailed" };
  const counted = [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];
  const unready = counted.filter((c) => statuses.find((s) => s.name === c.name)?.ready !== true).map((c) => c.name);
  return unready.length === 0 ? TRUE : { status: "False", reason: "ContainersNotReady", message: `containers with unready status: [${unready.join(" ")}]` };
}

/** Readiness gates are conditions that others write. Source: `status/generate.go`, GeneratePodReadyCondition. */
function gated({ spec }: Pod, verdict: Verdict, conditions: readonly Condition[]): Verdict {
  const closed = (spec.readinessGates ?? []).filter(({ conditionType }) => conditionOf(conditions, conditionType)?.status !== "True");
  if (verdict.status !== "True" || closed.length === 0) return verdict;
  return { status: "False", reason: "ReadinessGatesNotReady", message: closed.map(({ conditionType }) => `corresponding condition of pod readiness gate "${conditionType}" does not exist.`).join(", ") };
}

/** The condition as it was when it says the same; with the time of the change when its status changed. */
function settled(before: readonly Condition[], type: string, { status, reason, message }: Verdict, now: Nanos): Condition {
  const known = conditionOf(before, type);
  if (known !== undefined && known.status === status && known.reason === reason && known.message === message) return known;
  const since = known !== undefined && known.status === status ? (known.lastTransitionTime ?? now) : now;
  return { type, status, lastTransitionTime: since, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
}
