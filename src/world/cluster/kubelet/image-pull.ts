import { MILLISECOND, SECOND, type Nanos } from "../../../kernel/time.ts";
import { imageNamed } from "../../containers/create.ts";
import { fullName, imageBytes, repositoryOf } from "../../containers/image.ts";
import { beginPull } from "../../containers/pull.ts";
import type { Machine } from "../../machine/machine.ts";
import { isRefusal } from "../../containers/answer.ts";
import { defaultImagePullPolicy } from "../image-name.ts";
import { requeue, type Control } from "../loop.ts";
import type { Container } from "../objects.ts";
import { record } from "../record.ts";
import { isInBackoffSinceUpdate, nextBackoff } from "./backoff.ts";
import { IMAGE_BACKOFF } from "./crash-loop.ts";
import { changeRun, runOf, syncKey, type ContainerRun, type PodWorker } from "./pod-worker.ts";

/** Whether the image of a container is there, and its pull where it is not: `pkg/kubelet/images/image_manager.go`, EnsureImageExists. */

/** Asking a registry what is behind a name. */
const RESOLVE: Nanos = 400 * MILLISECOND;

const event = (control: Control, { pod, node }: PodWorker, type: "Normal" | "Warning", reason: string, message: string): number =>
  record(control, { kind: "Pod", object: pod, type, reason, message, from: { component: "kubelet", host: node } });

/** The image is there and may be used: true. Else the worker as it stands now: it pulls, or waits. */
export function ensureImage(control: Control, machine: Machine, worker: PodWorker, container: Container): PodWorker | true {
  const { name, image = "", imagePullPolicy = defaultImagePullPolicy(image) } = container;
  const wait = (reason: string, message: string): PodWorker => waiting(control, worker, name, reason, message);
  if (!/^[a-z0-9]+([._:/-][a-zA-Z0-9_.-]+)*(@sha256:[0-9a-f]+)?$/.test(image)) return wait("InvalidImageName", `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`);
  const present = imageNamed(machine.docker!, image) !== undefined;
  if (present && imagePullPolicy !== "Always") {
    event(control, worker, "Normal", "Pulled", `Container image "${image}" already present on machine`);
    return true;
  }
  if (imagePullPolicy === "Never") return wait("ErrImageNeverPull", `Container image "${image}" is not present with pull policy of Never`);
  const run = runOf(worker, name)!;
  if (isInBackoffSinceUpdate(run.imageBackoff, IMAGE_BACKOFF.max, control.env.now)) return pullBackOff(control, worker, run, image);
  const fact = event(control, worker, "Normal", "Pulling", `Pulling image "${image}"`);
  control.env.after(RESOLVE, { type: "cluster", what: "pull", key: syncKey(worker.pod), container: name });
  return changeRun(worker, name, (r) => ({ ...r, stage: "pulling", pullAsked: control.env.now, pullBegan: -1, because: [fact] }));
}

function pullBackOff(control: Control, worker: PodWorker, run: ContainerRun, image: string): PodWorker {
  if (run.waiting?.reason === "ImagePullBackOff") return worker;
  const { backoff, lastUpdate } = run.imageBackoff!;
  event(control, worker, "Normal", "BackOff", `Back-off pulling image "${image}"`);
  requeue(control, "kubelet", syncKey(worker.pod), lastUpdate + backoff - control.env.now);
  return waiting(control, worker, run.name, "ImagePullBackOff", `Back-off pulling image "${image}": ErrImagePull: ${run.waiting?.message ?? ""}`);
}

/** What a container is to be told is not there: said anew each time the kubelet has tried. */
export const CONFIG_ERROR = "CreateContainerConfigError";

/** Why it does not run; the event says only the word. */
export function waiting(control: Control, worker: PodWorker, name: string, reason: string, message: string): PodWorker {
  const known = runOf(worker, name)!.waiting;
  const again = known?.reason === reason && known.message === message;
  if (again && reason !== CONFIG_ERROR) return worker;
  event(control, worker, "Warning", "Failed", reason === CONFIG_ERROR ? `Error: ${message}` : `Error: ${reason}`);
  return changeRun(worker, name, (r) => ({ ...r, stage: r.ended === undefined ? "none" : "exited", waiting: { reason, message } }));
}

/** The registry has answered: the pull begins, when no other goes on (a kubelet pulls one image at a time), or it has failed. */
export function pullDue(control: Control, machine: Machine, worker: PodWorker, container: Container): PodWorker {
  const { world, env } = control;
  const name = fullName(container.image ?? "");
  const { pulls } = machine.docker!;
  if (pulls.size > 0 && !pulls.has(name)) return worker;
  control.causes = runOf(worker, container.name)!.because;
  const answer = beginPull(world, machine, name, env);
  if (isRefusal(answer)) return pullFailed(control, worker, container, name, answer.reason.includes("manifest"));
  env.because(control.causes, answer);
  return changeRun(worker, container.name, (run) => ({ ...run, pullBegan: env.now }));
}

/** `nginx:1.27` → `docker.io/library/nginx:1.27`. Source: `distribution/reference`, familiar names. */
export function wholeName(name: string): string {
  if (!repositoryOf(name).includes("/")) return `docker.io/library/${name}`;
  return name.split("/")[0]!.includes(".") ? name : `docker.io/${name}`;
}

function pullFailed(control: Control, worker: PodWorker, { name, image = "" }: Container, full: string, repositoryKnown: boolean): PodWorker {
  const where = wholeName(full);
  const what = `failed to pull and unpack image "${where}": failed to resolve reference "${where}": `;
  const error = repositoryKnown ? `rpc error: code = NotFound desc = ${what}${where}: not found` : `rpc error: code = Unknown desc = ${what}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
  event(control, worker, "Warning", "Failed", `Failed to pull image "${image}": ${error}`);
  const after = waiting(control, worker, name, "ErrImagePull", error);
  requeue(control, "kubelet", syncKey(worker.pod), SECOND);
  return changeRun(after, name, (run) => ({ ...run, imageBackoff: nextBackoff(run.imageBackoff, IMAGE_BACKOFF, control.env.now, control.env.now), because: control.causes }));
}

/** The image has come. */
export function pullDone(control: Control, machine: Machine, worker: PodWorker, { name, image = "" }: Container): PodWorker {
  const { env } = control;
  const { pullAsked, pullBegan } = runOf(worker, name)!;
  const took = (since: Nanos): string => `${((env.now - since) / SECOND).toFixed(3).replace(/\.?0+$/, "")}s`;
  control.causes = runOf(worker, name)!.because;
  event(control, worker, "Normal", "Pulled", `Successfully pulled image "${image}" in ${took(pullBegan < 0 ? pullAsked : pullBegan - RESOLVE)} (${took(pullAsked)} including waiting). Image size: ${imageBytes(imageNamed(machine.docker!, image)!)} bytes.`);
  return changeRun(worker, name, (run) => ({ ...run, imageBackoff: undefined }));
}
