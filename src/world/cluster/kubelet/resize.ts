import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { applyLimits } from "../../containers/limits.ts";
import { machineOf } from "../../machine/machine.ts";
import { requeue, type Control } from "../loop.ts";
import type { Container, Pod, ResourceList } from "../objects.ts";
import { amountOf, podRequests, type Amounts } from "../pod-requests.ts";
import { record } from "../record.ts";
import { same } from "../same.ts";
import { limitsOf } from "./container-settings.ts";
import { kubeletOf, moveRequests } from "./kubelets.ts";
import { limitOf, podCgroup, weighBurstable, workingSet, writePodCgroup } from "./pod-cgroup.ts";
import { changeRun, containersOf, runOf, syncKey, type PodWorker } from "./pod-worker.ts";
import { runtimeOf } from "./runtime.ts";

/**
 * New requests and limits for a pod that runs, without a restart where its containers allow it: they are files of its
 * cgroups. What the node has no room for waits; what it could never have room for is refused.
 * Source: KEP-1287; `pkg/kubelet/allocation/allocation_manager.go`, canResizePod.
 */

/** How often a resize that has to wait is tried again. Source: `allocation_manager.go`, RunWithPeriod. */
const RETRY: Nanos = 30 * SECOND;

const resourcesOf = (pod: Pod): readonly unknown[] => containersOf(pod).map(({ resources = {} }) => [resources.requests ?? {}, resources.limits ?? {}]);

/** The worker with the pod as it shall be, as far as that can be had now. */
export function withSpec(control: Control, worker: PodWorker, pod: Pod): PodWorker {
  if (pod.spec === worker.pod.spec || same(resourcesOf(pod), resourcesOf(worker.pod))) return { ...worker, pod, resize: undefined };
  const objection = refusal(control, worker, pod);
  if (objection === undefined) return resized(control, { ...worker, resize: undefined }, pod);
  requeue(control, "kubelet", syncKey(pod), RETRY);
  return { ...worker, pod: { ...pod, spec: withResources(pod, worker.pod) }, resize: objection };
}

/** The spec with the resources that are in force. */
function withResources({ spec }: Pod, allocated: Pod): Pod["spec"] {
  const known = new Map(containersOf(allocated).map((c) => [c.name, c.resources]));
  const keep = (c: Container): Container => {
    const { resources: _, ...rest } = c;
    const kept = known.get(c.name);
    return kept === undefined ? rest : { ...rest, resources: kept };
  };
  return { ...spec, containers: spec.containers.map(keep), ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(keep) }) };
}

function refusal(control: Control, { node, requests }: PodWorker, pod: Pod): PodWorker["resize"] {
  const { used } = kubeletOf(control.cluster, node)!;
  const allocatable = control.cluster.store.get("Node", node)?.status.allocatable ?? {};
  const wanted = podRequests(pod.spec);
  for (const name of ["memory", "cpu"]) {
    const capacity = amountIn(allocatable, name);
    const asked = wanted[name] ?? 0;
    const others = (used[name] ?? 0) - (requests[name] ?? 0);
    if (asked > capacity) return { type: "PodResizePending", reason: "Infeasible", message: `Node didn't have enough capacity: ${name}, requested: ${asked}, capacity: ${capacity}` };
    if (others + asked > capacity) return { type: "PodResizePending", reason: "Deferred", message: `Node didn't have enough resource: ${name}, requested: ${asked}, used: ${others}, capacity: ${capacity}` };
  }
  return belowUsage(control, node, pod);
}

const amountIn = (list: ResourceList, name: string): number => (list[name] === undefined ? 0 : amountOf(name, list[name]));

/** A memory limit below what is in use would only kill. Source: `kuberuntime_manager.go`, validateMemoryResizeAction. */
function belowUsage({ world, cluster }: Control, node: string, pod: Pod): PodWorker["resize"] {
  const group = world.machines.get(kubeletOf(cluster, node)!.machine)?.groups.get(podCgroup(pod));
  const limits = pod.spec.containers.map(({ resources }) => limitOf(resources, "memory"));
  const limit = limits.includes(0) ? Infinity : limits.reduce((sum, one) => sum + one, 0);
  if (group === undefined || workingSet(group) <= limit) return undefined;
  return { type: "PodResizeInProgress", reason: "Error", message: `attempting to set pod memory limit (${limit}) below current usage (${workingSet(group)})` };
}

function resized(control: Control, worker: PodWorker, pod: Pod): PodWorker {
  const requests = podRequests(pod.spec);
  moveRequests(control.cluster, worker, requests);
  const after = kubeletOf(control.cluster, worker.node)!.machine === "" ? { ...worker, pod, requests } : rewritten(control, worker, pod, requests);
  const containers = pod.spec.containers.map(({ name, resources: { limits = {}, requests: asked = {} } = {} }) => ({ name, resources: { limits, requests: asked } }));
  record(control, { kind: "Pod", object: pod, type: "Normal", reason: "ResizeCompleted", message: `Pod resize completed: ${JSON.stringify({ containers })}`, from: { component: "kubelet", host: worker.node } });
  return after;
}

/** Cgroups of the pod and of each container that runs. */
function rewritten(control: Control, worker: PodWorker, pod: Pod, requests: Amounts): PodWorker {
  const { world, env, cluster, causes } = control;
  const machine = machineOf(world, kubeletOf(cluster, worker.node)!.machine)!;
  let after: PodWorker = { ...worker, pod, requests };
  env.because(causes, () => {
    writePodCgroup({ world, machine, env }, pod, causes[0] ?? -1);
    weighBurstable({ world, machine, env }, cluster.store.podsOn(worker.node));
    for (const container of containersOf(pod)) {
      const before = containersOf(worker.pod).find(({ name }) => name === container.name);
      if (before !== undefined && !same(before.resources, container.resources)) after = containerResized(control, after, before, container);
    }
  });
  return after;
}

function containerResized(control: Control, worker: PodWorker, before: Container, container: Container): PodWorker {
  const { world, env, cluster } = control;
  const run = runOf(worker, container.name)!;
  if (run.stage !== "running") return worker;
  if (asksForRestart(before, container)) return restarted(control, worker, container);
  const machine = machineOf(world, kubeletOf(cluster, worker.node)!.machine)!;
  const made = machine.docker!.containers.get(run.id);
  if (made === undefined) return worker;
  made.settings = { ...made.settings, limits: limitsOf(container) };
  applyLimits(world, machine, `${podCgroup(worker.pod)}/cri-containerd-${made.id}.scope`, made.settings.limits, made.because, env);
  return worker;
}

/** Some programs read their limits only when they start: their containers say so. */
function asksForRestart(before: Container, after: Container): boolean {
  const changed = (name: string): boolean => before.resources?.limits?.[name] !== after.resources?.limits?.[name] || before.resources?.requests?.[name] !== after.resources?.requests?.[name];
  return (after.resizePolicy ?? []).some(({ resourceName, restartPolicy }) => restartPolicy === "RestartContainer" && changed(resourceName));
}

function restarted(control: Control, worker: PodWorker, { name }: Container): PodWorker {
  const fact = record(control, { kind: "Pod", object: worker.pod, type: "Normal", reason: "Killing", message: `Container ${name} resize requires restart`, from: { component: "kubelet", host: worker.node } });
  const grace = worker.pod.spec.terminationGracePeriodSeconds ?? 30;
  return changeRun(runtimeOf(control, worker).stopContainer(control, worker, name, grace), name, (run) => ({ ...run, because: [fact], backoff: undefined }));
}
