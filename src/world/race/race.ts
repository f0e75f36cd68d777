import { done, refused, type Result } from "../../kernel/model.ts";
import type { Nanos } from "../../kernel/time.ts";
import { createContainer, imageNamed } from "../containers/create.ts";
import { PLAIN } from "../containers/spec.ts";
import { startContainer } from "../containers/start.ts";
import { given } from "../given.ts";
import { join, type Fleet } from "../hypervisor/fleet/fleet.ts";
import { appSpec, orderMicroVm, orderVm } from "../hypervisor/fleet/instance.ts";
import { fleetHost } from "../hypervisor/fleet/scale.ts";
import { packagesOf, type DiskImage } from "../hypervisor/provisioning/image.ts";
import { startingSteps } from "../hypervisor/provisioning/packages.ts";
import { startJob } from "../machine/job.ts";
import type { Machine } from "../machine/machine.ts";
import { beginStage } from "../stages.ts";
import type { World, WorldEnv } from "../state.ts";
import { createApp } from "../workload/app.ts";

/**
 * `lab race`: one service, started in five ways at the same moment on one host, each by its own mechanism. The finish is
 * its first request: it has started, has warmed up, and has passed the health check.
 */

export interface Race {
  readonly at: Nanos;
}

export const RACERS = [
  { name: "process", title: "process" },
  { name: "microvm", title: "microVM" },
  { name: "container", title: "container" },
  { name: "golden-vm", title: "VM, golden image" },
  { name: "stock-vm", title: "VM, stock image" },
] as const;

/** The host with a fleet, all that five ways need, and the image that each VM is made from. */
interface Track {
  readonly host: Machine;
  readonly fleet: Fleet;
  readonly golden: DiskImage;
  readonly stock: DiskImage;
}

export function startRace(world: World, env: WorldEnv): Result {
  const track = trackOf(world);
  if (track === undefined) return refused("a race needs a host with Docker, with the fleet's image in it, and with a stock and a golden disk image");
  if (track.host.race !== undefined) return refused("they have started already: the race is on, or over");
  const because = given(env, "lab race");
  track.host.race = { at: env.now };
  env.because([because], () => begin(world, track, because, env));
  return done;
}

function trackOf(world: World): Track | undefined {
  const host = fleetHost(world);
  const fleet = host?.fleet;
  if (host?.docker === undefined || fleet === undefined || imageNamed(host.docker, fleet.name) === undefined) return undefined;
  const images = [...host.images.values()].filter((image) => image.state === "ready" && image.backing === "");
  const golden = images.find((image) => packagesOf(host, image).includes(fleet.name));
  const stock = images.find((image) => packagesOf(host, image).length === 0);
  return golden === undefined || stock === undefined ? undefined : { host, fleet, golden, stock };
}

function begin(world: World, { host, fleet, golden, stock }: Track, because: number, env: WorldEnv): void {
  env.note("raceStarted", `fleet/${fleet.name}`, { racers: RACERS.length });
  startProcess(world, host, fleet, because, env);
  orderMicroVm(world, host, fleet, { name: "microvm", services: ["microvm"], image: golden.path, thin: true }, because, env);
  join(fleet, "container", "");
  startContainer(host, createContainer(world, host, { ...PLAIN, name: "container", image: fleet.name }, env), 0, env);
  orderVm(world, host, fleet, { name: "golden-vm", services: ["golden-vm"], image: golden.path, thin: true }, because, env);
  orderVm(world, host, fleet, { name: "stock-vm", services: ["stock-vm"], image: stock.path, thin: false }, because, env);
}

/** fork, exec, and the program warms up as it does everywhere else. */
function startProcess(world: World, host: Machine, fleet: Fleet, because: number, env: WorldEnv): void {
  const spec = appSpec(fleet.spec, "process");
  host.apps.set("process", { ...createApp(world, host, spec), because });
  join(fleet, "process", "");
  beginStage(fleet.services.get("process")!, "app", env.now);
  startJob(world, host, { name: "process", command: spec.command, user: spec.user, steps: startingSteps(), end: { about: "service", service: "process" }, because, memoryBytes: 0 }, env);
}
