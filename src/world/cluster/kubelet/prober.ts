import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { enqueue, type Control } from "../loop.ts";
import type { Container, Probe } from "../objects.ts";
import { record } from "../record.ts";
import { putWorker } from "./kubelets.ts";
import { ask, type ProbeAnswer } from "./probe-answer.ts";
import { changeRun, containerNamed, runOf, syncKey, type ContainerRun, type PodWorker, type ProbeKind } from "./pod-worker.ts";
import { runtimeOf } from "./runtime.ts";

/** Probes: `pkg/kubelet/prober/worker.go` and `prober.go`. Each has a timer of its own for every run of its container. */

const NAMES: Readonly<Record<ProbeKind, string>> = { startup: "Startup", readiness: "Readiness", liveness: "Liveness" };
const KINDS: readonly ProbeKind[] = ["startup", "readiness", "liveness"];

const probeOf = (container: Container, kind: ProbeKind): Probe | undefined =>
  kind === "startup" ? container.startupProbe : kind === "readiness" ? container.readinessProbe : container.livenessProbe;

const period = ({ periodSeconds = 10 }: Probe): Nanos => periodSeconds * SECOND;

/** A container runs: its timers begin. They tick with the pod's own beat; only readiness is looked at as soon as it counts. */
export function beginProbes({ env }: Control, { pod, startTime }: PodWorker, { name, id }: ContainerRun): void {
  const container = containerNamed(pod, name);
  for (const kind of KINDS) {
    const probe = probeOf(container, kind);
    if (probe === undefined || (kind === "readiness" && container.startupProbe !== undefined)) continue;
    const first = kind === "readiness" ? 0 : period(probe) - ((env.now - startTime) % period(probe));
    env.after(first, { type: "cluster", what: "probe", key: syncKey(pod), container: name, id, kind });
  }
}

/** A timer ticks. It has stopped when its container no longer runs, or its pod is being ended. */
export function probeDue(control: Control, worker: PodWorker, name: string, kind: ProbeKind, id: string): void {
  const { env } = control;
  const run = runOf(worker, name);
  const probe = probeOf(containerNamed(worker.pod, name), kind);
  if (run === undefined || probe === undefined || !goesOn(worker, run, kind, id)) return;
  const tick = { type: "cluster", what: "probe", key: syncKey(worker.pod), container: name, id, kind } as const;
  env.after(period(probe), tick);
  if (Math.floor((env.now - run.startedAt) / SECOND) < (probe.initialDelaySeconds ?? 0) || run.stopping) return;
  if (kind !== "startup" && !run.started) return;
  const answer = ask(control, worker, run, probe);
  if (answer.late) env.after((probe.timeoutSeconds ?? 1) * SECOND, { ...tick, what: "probe-late", output: answer.output });
  else probed(control, worker, name, kind, answer);
}

/** Nobody has answered within the time-out. */
export function probeLate(control: Control, worker: PodWorker, name: string, kind: ProbeKind, id: string, output: string): void {
  const run = runOf(worker, name);
  if (run !== undefined && goesOn(worker, run, kind, id) && !run.stopping) probed(control, worker, name, kind, { ok: false, output, late: true });
}

const goesOn = (worker: PodWorker, run: ContainerRun, kind: ProbeKind, id: string): boolean =>
  run.id === id && run.stage === "running" && !(kind === "startup" && run.started) && (kind === "readiness" || worker.end === undefined);

/** Results in a row count; only a row that is long enough changes anything. Source: `worker.go`, doProbe. */
function probed(control: Control, worker: PodWorker, name: string, kind: ProbeKind, { ok, output }: ProbeAnswer): void {
  const run = runOf(worker, name)!;
  const { failureThreshold = 3, successThreshold = 1 } = probeOf(containerNamed(worker.pod, name), kind)!;
  const before = run.probes[kind];
  const row = before?.ok === ok ? before.row + 1 : 1;
  control.causes = run.because;
  const facts = ok ? run.because : [unhealthy(control, worker, kind, output)];
  const counted = changeRun(worker, name, (r) => (before?.ok === ok && row > Math.max(failureThreshold, successThreshold) ? r : { ...r, probes: { ...r.probes, [kind]: { ok, row } }, because: facts }));
  const decided = row < (ok ? successThreshold : failureThreshold) ? counted : changed(control, counted, name, kind, ok);
  if (decided === worker) return;
  putWorker(control.cluster, decided);
  if (decided !== counted) enqueue(control, "kubelet", syncKey(worker.pod), 0);
}

const unhealthy = (control: Control, { pod, node }: PodWorker, kind: ProbeKind, output: string): number =>
  record(control, { kind: "Pod", object: pod, type: "Warning", reason: "Unhealthy", message: `${NAMES[kind]} probe failed: ${output}`, from: { component: "kubelet", host: node } });

/** What a result means, where it is not what was known: readiness is told, liveness and startup end the container. */
function changed(control: Control, worker: PodWorker, name: string, kind: ProbeKind, ok: boolean): PodWorker {
  if (kind === "readiness") return changeRun(worker, name, (r) => (r.ready === ok ? r : { ...r, ready: ok }));
  if (kind === "startup" && ok) return startupPassed(control, worker, name);
  return ok ? worker : kill(control, worker, name, kind);
}

function startupPassed({ env }: Control, worker: PodWorker, name: string): PodWorker {
  const { id } = runOf(worker, name)!;
  if (containerNamed(worker.pod, name).readinessProbe !== undefined) env.after(0, { type: "cluster", what: "probe", key: syncKey(worker.pod), container: name, id, kind: "readiness" });
  return changeRun(worker, name, (r) => ({ ...r, started: true }));
}

function kill(control: Control, worker: PodWorker, name: string, kind: ProbeKind): PodWorker {
  const { pod, node } = worker;
  const fact = record(control, { kind: "Pod", object: pod, type: "Normal", reason: "Killing", message: `Container ${name} failed ${kind} probe, will be restarted`, from: { component: "kubelet", host: node } });
  const grace = probeOf(containerNamed(pod, name), kind)!.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  return changeRun(runtimeOf(control, worker).stopContainer(control, worker, name, grace), name, (r) => ({ ...r, because: [fact] }));
}

