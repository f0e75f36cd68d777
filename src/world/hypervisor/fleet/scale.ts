import { done, refused, type Result } from "../../../kernel/model.ts";
import { given } from "../../given.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { endEmulator } from "../emulator.ts";
import { noSuchImage } from "../provisioning/clone.ts";
import { imagePath, packagesOf } from "../provisioning/image.ts";
import { removeVm } from "../provisioning/install.ts";
import { isActive, placed } from "../vm.ts";
import { vmsOf, type Fleet } from "./fleet.ts";
import { orderInstance } from "./instance.ts";

const MOST_SERVICES = 200;

/** The host that has a fleet. */
export function fleetHost(world: World): Machine | undefined {
  for (const [path, machine] of world.machines) if (machine.fleet !== undefined) return machineOf(world, path);
  return undefined;
}

function withFleet(world: World, act: (host: Machine, fleet: Fleet) => Result): Result {
  const host = fleetHost(world);
  return host?.fleet === undefined ? refused("there is no fleet in this world") : act(host, host.fleet);
}

/** `lab fleet create`: so many more services, in as many VMs as they need. */
export function createServices(world: World, services: number, perVm: number, env: WorldEnv): Result {
  return withFleet(world, (host, fleet) => {
    if (!(Number.isInteger(services) && services >= 1)) return refused(`${services} is not a number of services`);
    if (!(Number.isInteger(perVm) && perVm >= 1 && perVm <= 32)) return refused("a VM here takes 1 to 32 services");
    if (fleet.services.size + services > MOST_SERVICES) return refused(`this world ends at ${MOST_SERVICES} services`);
    const refusal = refuseImage(host, fleet);
    if (refusal !== undefined) return refusal;
    const cause = given(env, `lab fleet create --services ${services} --per-vm ${perVm}`);
    const because = env.note("fleetScaled", `fleet/${fleet.name}`, { from: fleet.services.size, to: fleet.services.size + services, per_vm: perVm }, [cause]);
    fleet.perVm = perVm;
    order(world, host, fleet, services, because, env);
    return done;
  });
}

/** Why no VM can be made now. */
function refuseImage(host: Machine, fleet: Fleet): Result | undefined {
  const image = host.images.get(imagePath(fleet.image));
  if (image === undefined) return noSuchImage(host, fleet.image);
  return image.state === "ready" ? undefined : refused(`${fleet.image} is still being written`);
}

function order(world: World, host: Machine, fleet: Fleet, services: number, because: number, env: WorldEnv): void {
  for (let left = services; left > 0; left -= fleet.perVm) orderInstance(world, host, fleet, Math.min(left, fleet.perVm), because, env);
}

/** `lab fleet scale`: so many VMs from now on. The newest go first. */
export function scaleFleet(world: World, count: number, env: WorldEnv): Result {
  return withFleet(world, (host, fleet) => {
    const vms = vmsOf(fleet);
    if (!(Number.isInteger(count) && count >= 0)) return refused(`${count} is not a number of VMs`);
    if (fleet.services.size + (count - vms.length) * fleet.perVm > MOST_SERVICES) return refused(`this world ends at ${MOST_SERVICES} services`);
    const refusal = count > vms.length ? refuseImage(host, fleet) : undefined;
    if (refusal !== undefined) return refusal;
    const cause = given(env, `lab fleet scale ${count}`);
    const because = env.note("fleetScaled", `fleet/${fleet.name}`, { from: vms.length, to: count, vms: true }, [cause]);
    if (count > vms.length) order(world, host, fleet, (count - vms.length) * fleet.perVm, because, env);
    for (const name of vms.slice(count)) takeDown(world, host, name, because, env);
    return done;
  });
}

/** Switched off at once, and taken away with its disk. */
function takeDown(world: World, host: Machine, name: string, because: number, env: WorldEnv): void {
  const at = placed(world, host.path, name);
  if (at === undefined) return;
  if (isActive(at.vm)) {
    at.vm.ending = "destroyed";
    endEmulator(world, at, 137, [because], env);
  }
  removeVm(world, at, true, because, env);
}

/** `lab fleet image`: what new VMs are made from. One's own image is cloned thin; a distribution's is copied whole. */
export function setFleetImage(world: World, name: string, image: string, env: WorldEnv): Result {
  return withFleet(world, (host, fleet) => {
    if (name !== fleet.name) return refused(`there is no fleet "${name}" here: it is called ${fleet.name}`);
    const file = host.images.has(imagePath(image)) ? image : `${image}.qcow2`;
    const found = host.images.get(imagePath(file));
    if (found === undefined) return noSuchImage(host, image);
    if (found.state !== "ready") return refused(`${file} is still being written`);
    const cause = given(env, `lab fleet image ${name} ${image}`);
    fleet.image = file;
    fleet.thin = packagesOf(host, found).includes(fleet.name);
    env.note("fleetImageSet", `fleet/${name}`, { image: file, thin: fleet.thin }, [cause]);
    return done;
  });
}
