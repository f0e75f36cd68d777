import { SECOND } from "../../../kernel/time.ts";
import type { Job } from "../../machine/job.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { diskReady } from "../fleet/instance.ts";
import { placed, vmOf } from "../vm.ts";
import { programStarted, serviceStarted, startServices } from "./deploy.ts";
import { fileName, imagePath } from "./image.ts";
import { created } from "./install.ts";

/** What becomes of a job's work when it is done. Names, not things: by then they may be gone. */
export type JobEnd =
  /** An image was cloned; `vm` is the VM that waits for it, if one does. */
  | { readonly about: "image"; readonly path: string; readonly vm: string }
  | { readonly about: "customized"; readonly path: string; readonly packages: readonly string[]; readonly bytes: number }
  | { readonly about: "created"; readonly vm: string }
  /** In a guest: its packages are installed. In a guest or on the host: a service has started. */
  | { readonly about: "packages" }
  | { readonly about: "service"; readonly service: string };

export function jobEnded(world: World, machine: Machine, job: Job, env: WorldEnv): void {
  const { end } = job;
  switch (end.about) {
    case "image":
      return imageMade(world, machine, job, end.path, end.vm, env);
    case "customized":
      return customized(machine, job, end, env);
    case "created": {
      const at = placed(world, machine.path, end.vm);
      return at === undefined ? undefined : created(world, at, env);
    }
    case "packages": {
      const at = vmOf(world, machine.path);
      return at === undefined ? undefined : startServices(world, at, env);
    }
    case "service": {
      const at = vmOf(world, machine.path);
      return at === undefined ? programStarted(world, machine, end.service, env) : serviceStarted(world, at, end.service, env);
    }
  }
}

function imageMade(world: World, host: Machine, job: Job, path: string, vm: string, env: WorldEnv): void {
  const image = host.images.get(path);
  if (image === undefined) return;
  image.state = "ready";
  image.madeIn = env.now - job.startedAt;
  env.note("imageMade", `image/${fileName(path)}`, { seconds: image.madeIn / SECOND, backing: image.backing === "" ? "" : fileName(image.backing), bytes: image.ownBytes });
  const at = vm === "" ? undefined : placed(world, host.path, vm);
  if (at !== undefined) diskReady(world, at, env);
}

function customized(host: Machine, job: Job, { path, packages, bytes }: Extract<JobEnd, { about: "customized" }>, env: WorldEnv): void {
  const image = host.images.get(path);
  if (image === undefined) return;
  image.state = "ready";
  image.packages = [...image.packages, ...packages];
  image.ownBytes = Math.min(image.virtualBytes, image.ownBytes + bytes);
  env.note("imageCustomized", `image/${fileName(path)}`, { packages: packages.join(" "), seconds: (env.now - job.startedAt) / SECOND });
}

/** Its process was killed before it was through: what it made is of no use and is taken away. */
export function jobFailed(machine: Machine, job: Job, env: WorldEnv): void {
  const { end } = job;
  env.note("jobFailed", `job/${job.name}`, { command: end.about, machine: machine.path });
  if (end.about === "image") machine.images.delete(imagePath(end.path));
  if (end.about === "customized") {
    const image = machine.images.get(end.path);
    if (image !== undefined) image.state = "ready";
  }
}
