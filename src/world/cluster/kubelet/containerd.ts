import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { runContainer, runSandbox } from "../../containers/cri.ts";
import { imageNamed } from "../../containers/create.ts";
import { isUp, type Container as Made } from "../../containers/docker.ts";
import { stopOne } from "../../containers/life.ts";
import { forgetContainer } from "../../containers/remove.ts";
import { dropGroups } from "../../machine/groups.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import { endProcess } from "../../machine/process-life.ts";
import { requeue, type Control } from "../loop.ts";
import type { Container, Pod } from "../objects.ts";
import { record } from "../record.ts";
import { nodeAddress, takeAddress } from "./address.ts";
import { devicesOf } from "../gpu/allocate.ts";
import { environmentOf } from "./container-env.ts";
import { containerSettings, sandboxSettings } from "./container-settings.ts";
import { CONFIG_ERROR, ensureImage, waiting, wholeName } from "./image-pull.ts";
import { kubeletOf } from "./kubelets.ts";
import { podCgroup, weighBurstable, writePodCgroup } from "./pod-cgroup.ts";
import { mountVolumes, volumeName } from "./pod-volumes.ts";
import { changeRun, containerNamed, containersOf, runOf, syncKey, uidOf, type PodWorker } from "./pod-worker.ts";
import type { Runtime } from "./runtime.ts";
import { runtimeOf } from "../runtime-class.ts";

/** Containers that are processes on a machine of the world: in cgroups and namespaces, from images, with an engine that makes them. */
export const containerd: Runtime = {
  startSandbox(control, worker) {
    const machine = machineOfWorker(control, worker);
    const unmounted = mountVolumes(control, machine, worker.pod);
    if (unmounted !== undefined) return mountFailed(control, worker, unmounted);
    const address = takeAddress(control, worker);
    const attempt = worker.sandbox.attempt;
    const { world, env, causes } = control;
    let id = "";
    env.because(causes, () => {
      writePodCgroup({ world, machine, env }, worker.pod, causes[0] ?? -1);
      weighBurstable({ world, machine, env }, control.cluster.store.podsOn(worker.node));
      id = runSandbox(world, machine, sandboxSettings(worker.pod, attempt, address), worker.pod.spec.hostNetwork === true, runtimeOf(worker.pod.spec), env).id;
    });
    return { ...worker, sandbox: { stage: "starting", id, address, attempt: attempt + 1 } };
  },

  startContainer(control, worker, name) {
    const machine = machineOfWorker(control, worker);
    const container = containerNamed(worker.pod, name);
    const there = ensureImage(control, machine, worker, container);
    return there === true ? createContainer(control, machine, worker, container) : there;
  },

  stopContainer(control, worker, name, graceSeconds) {
    const machine = machineOfWorker(control, worker);
    const made = madeOf(machine, runOf(worker, name)!.id);
    if (made === undefined) return changeRun(worker, name, (run) => ({ ...run, stage: "none" }));
    const hook = isUp(made) && !runOf(worker, name)!.stopping && graceSeconds > 0 ? hookTime(containerNamed(worker.pod, name)) : 0;
    if (hook > 0) runHook(control, worker, made, Math.min(hook, graceSeconds * SECOND));
    else control.env.because(control.causes, () => stopOne(control.world, machine, made, graceSeconds, control.env));
    return isUp(made) || made.finishedAt >= 0 ? changeRun(worker, name, (run) => ({ ...run, stopping: true })) : changeRun(worker, name, (run) => ({ ...run, stage: "none" }));
  },

  stopSandbox(control, worker) {
    const machine = machineOfWorker(control, worker);
    const made = madeOf(machine, worker.sandbox.id);
    if (made !== undefined) endMade(control, machine, made);
    return { ...worker, sandbox: { ...worker.sandbox, stage: "none" } };
  },

  removePod(control, worker) {
    const machine = machineOfWorker(control, worker);
    for (const made of madeFor(machine, worker)) {
      endMade(control, machine, made);
      forgetContainer(machine, made, true, control.env);
    }
    for (const name of [...machine.docker!.volumes.keys()]) if (name.startsWith(`${uidOf(worker.pod)}/`)) machine.docker!.volumes.delete(name);
    if (machine.groups.has(podCgroup(worker.pod))) dropGroups(control.world, machine, podCgroup(worker.pod), control.env.now);
    weighBurstable({ world: control.world, machine, env: control.env }, control.cluster.store.podsOn(worker.node).filter((pod) => uidOf(pod) !== uidOf(worker.pod)));
  },
};

/** How long a preStop hook takes: it sleeps, or is over at once. */
function hookTime({ lifecycle }: Container): Nanos {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  const words = exec?.command.join(" ").match(/\bsleep (\d+(?:\.\d+)?)/);
  return Number(sleep?.seconds ?? words?.[1] ?? 0) * SECOND;
}

/** The program knows nothing of its end yet, and goes on serving. */
function runHook({ env, causes }: Control, worker: PodWorker, made: Made, time: Nanos): void {
  made.stopping = true;
  made.because = env.note("preStopRunning", `container/${made.name}`, { seconds: time / SECOND }, causes);
  env.after(time, { type: "cluster", what: "pre-stop", key: syncKey(worker.pod), container: made.settings.pod!.container, id: made.id });
}

/** At least two seconds are left for the program itself. Source: `kuberuntime_container.go`, minimumGracePeriodInSeconds. */
const LEAST_GRACE_S = 2;

/** The hook is over, or the grace period: now the program is told. */
export function preStopOver(control: Control, worker: PodWorker, name: string, id: string): void {
  const machine = machineOfWorker(control, worker);
  const made = madeOf(machine, id);
  if (made === undefined || !isUp(made)) return;
  const container = containerNamed(worker.pod, name);
  const grace = worker.end?.graceSeconds ?? worker.pod.spec.terminationGracePeriodSeconds ?? 30;
  const left = Math.max(LEAST_GRACE_S, grace - hookTime(container) / SECOND);
  control.env.because([made.because], () => stopOne(control.world, machine, made, left, control.env));
}

/** Without its volumes a pod does not start. In life the wait doubles from half a second to two minutes. */
function mountFailed(control: Control, worker: PodWorker, { volume, why }: { readonly volume: string; readonly why: string }): PodWorker {
  const from = { component: "kubelet", host: worker.node };
  record(control, { kind: "Pod", object: worker.pod, type: "Warning", reason: "FailedMount", message: `MountVolume.SetUp failed for volume "${volume}" : ${why}`, from });
  requeue(control, "kubelet", syncKey(worker.pod), RETRY);
  return worker;
}

export const machineOfWorker = ({ world, cluster }: Control, { node }: PodWorker): Machine => machineOf(world, kubeletOf(cluster, node)!.machine)!;
const madeOf = (machine: Machine, id: string): Made | undefined => machine.docker!.containers.get(id);

/** What the engine has of a pod: its sandboxes last, because the others live in their namespaces. */
function madeFor(machine: Machine, { pod }: PodWorker): Made[] {
  const made = [...machine.docker!.containers.values()].filter((c) => c.settings.pod?.uid === uidOf(pod));
  return made.sort((a, b) => Number(a.settings.pod!.container === "") - Number(b.settings.pod!.container === ""));
}

/** SIGKILL, and all that it held is given back. */
function endMade({ world, env, causes }: Control, machine: Machine, made: Made): void {
  made.stopping = true;
  if (made.stage >= 0) stopOne(world, machine, made, 0, env);
  if (isUp(made)) endProcess(world, machine, made.pid, { status: made.settings.pod?.container === "" ? 0 : 137, because: causes }, env);
}

/** When a sync has failed, the next one comes. Source: `kubelet.go`, backOffPeriod. */
const RETRY = 10 * SECOND;

/** It waits for what it is to be told, or for another user, and is tried again. */
function unconfigured(control: Control, worker: PodWorker, name: string, why: string): PodWorker {
  requeue(control, "kubelet", syncKey(worker.pod), RETRY);
  return changeRun(waiting(control, worker, name, CONFIG_ERROR, why), name, (run) => ({ ...run, notBefore: control.env.now + RETRY }));
}

/** CreateContainer and StartContainer; what it needs to know may be missing. */
export function createContainer(control: Control, machine: Machine, worker: PodWorker, container: Container): PodWorker {
  const { pod, sandbox, node } = worker;
  const address = { podIP: sandbox.address, hostIP: nodeAddress(kubeletOf(control.cluster, node)!.place) };
  const environment = environmentOf(control.cluster, pod, container, address);
  if ("missing" in environment) {
    return unconfigured(control, worker, container.name, environment.missing);
  }
  if (runsAsRoot(machine, pod, container)) return unconfigured(control, worker, container.name, `container has runAsNonRoot and image will run as root (pod: "${pod.metadata.name}_${pod.metadata.namespace ?? "default"}(${uidOf(pod)})", container: ${container.name})`);
  const run = runOf(worker, container.name)!;
  const attempt = run.id === "" ? 0 : run.restarts + 1;
  for (const old of madeFor(machine, worker)) if (old.settings.pod!.container === container.name && old.id !== run.id) forgetContainer(machine, old, true, control.env);
  const settings = containerSettings(pod, container, [...environment.env, ...devicesOf(control, machine, pod, container)], { attempt, sandbox: sandbox.id, address: sandbox.address, memoryCapacity: machine.memory.totalBytes, volumeOf: (name) => volumeName(control, pod, name) });
  const fact = record(control, { kind: "Pod", object: pod, type: "Normal", reason: "Created", message: `Created container: ${container.name}`, from: { component: "kubelet", host: node } });
  let id = "";
  control.env.because([fact], () => (id = runContainer(control.world, machine, settings, appName(worker, container), control.env).id));
  return changeRun(worker, container.name, (r) => ({ ...r, stage: "starting", id, image: container.image ?? "", anew: false, imageID: imageIDOf(machine, settings.image), restarts: attempt, because: [fact] }));
}

/** The digest stands for the manifest's: here it is that of the image's content. */
const imageIDOf = (machine: Machine, name: string): string => `${wholeName(name).replace(/:[^:/]+$/, "")}@sha256:${imageNamed(machine.docker!, name)!.id}`;

/** Although its pod says that nothing in it may. Source: `kuberuntime/security_context.go`, verifyRunAsNonRoot. */
function runsAsRoot(machine: Machine, { spec }: Pod, { securityContext: own = {}, image = "" }: Container): boolean {
  if ((own.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true) return false;
  const user = own.runAsUser ?? spec.securityContext?.runAsUser;
  const ofImage = imageNamed(machine.docker!, image)!.spec.user.split(":")[0];
  return user === undefined ? ofImage === "" || ofImage === "root" || ofImage === "0" : user === 0;
}

/** What its program is called on its machine: as the pod, where that has only one. */
const appName = ({ pod }: PodWorker, { name }: Container): string => (containersOf(pod).length === 1 ? pod.metadata.name : `${pod.metadata.name}/${name}`);
