import { SECOND } from "../../../kernel/time.ts";
import { startJob } from "../../machine/job.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { startApp } from "../../workload/app.ts";
import { planCheck } from "../fleet/balancer.ts";
import type { Placed } from "../vm.ts";
import { fileName, packagesOf } from "./image.ts";
import { startingSteps, packageSteps } from "./packages.ts";
import { beginStage, endStage, totalOf } from "../../stages.ts";

/**
 * From a guest whose system is up to a service that answers: the packages it lacks are installed and configured, the
 * service starts, the load balancer checks its health. What is baked into the image need not be done.
 */
export function deploy(world: World, at: Placed, env: WorldEnv): void {
  const { host, vm, guest } = at;
  const image = host.images.get(vm.disk);
  const service = host.fleet?.name;
  if (vm.serves.length === 0 || image === undefined || service === undefined) return;
  vm.configured = false;
  if (packagesOf(host, image).includes(service)) return startServices(world, at, env);
  beginStage(vm, "packages", env.now);
  env.note("packagesInstalling", `vm/${vm.name}`, { packages: service });
  vm.configured = true;
  startJob(world, guest, { name: service, command: `apt-get install -y ${service}`, steps: packageSteps(), end: { about: "packages" }, because: vm.because }, env);
}

/** All services of the guest start, at the same time. */
export function startServices(world: World, at: Placed, env: WorldEnv): void {
  const { host, vm, guest } = at;
  const image = host.images.get(vm.disk);
  const service = host.fleet?.name;
  if (service !== undefined && image !== undefined && !packagesOf(host, image).includes(service)) {
    image.packages = [...image.packages, service];
    env.note("packagesInstalled", `vm/${vm.name}`, { packages: service, image: fileName(image.path) });
  }
  beginStage(vm, "app", env.now);
  for (const name of vm.serves) {
    startJob(world, guest, { name, command: `(${name}) --start`, steps: startingSteps(), end: { about: "service", service: name }, because: vm.because, memoryBytes: 0 }, env);
  }
}

/** Its program runs; when it is the last one, the wait for the load balancer begins. */
export function serviceStarted(world: World, at: Placed, name: string, env: WorldEnv): void {
  const { host, vm, guest } = at;
  const app = guest.apps.get(name);
  if (app === undefined) return;
  startApp(world, guest, app, env);
  if (vm.serves.every((other) => guest.apps.get(other)?.started === true)) beginStage(vm, "health", env.now);
  planCheck(host, name, vm.name, vm.configured, env);
}

/** The same for a program on the host itself. */
export function programStarted(world: World, host: Machine, name: string, env: WorldEnv): void {
  const app = host.apps.get(name);
  const service = host.fleet?.services.get(name);
  if (app === undefined || service === undefined) return;
  startApp(world, host, app, env);
  beginStage(service, "health", env.now);
  planCheck(host, name, "", false, env);
}

/** The load balancer sends requests to a service of this VM now; when it was the last one, the VM is ready. */
export function serviceReady(at: Placed, env: WorldEnv): void {
  const { host, vm } = at;
  const waiting = vm.serves.some((name) => host.fleet?.services.get(name)?.healthy !== true);
  if (waiting) return;
  endStage(vm, env.now);
  if (vm.firstRequest < 0) vm.firstRequest = totalOf(vm, env.now);
  vm.because = env.note("vmReady", `vm/${vm.name}`, { seconds: totalOf(vm, env.now) / SECOND, first: vm.boots === 1 });
}
