import { done, refused, type Result } from "../../../kernel/model.ts";
import { MILLISECOND } from "../../../kernel/time.ts";
import { given } from "../../given.ts";
import { jobStep, startJob } from "../../machine/job.ts";
import type { Machine } from "../../machine/machine.ts";
import type { VmSpec } from "../../scenario.ts";
import type { World, WorldEnv } from "../../state.ts";
import { defineVm, dropVm } from "../emulator.ts";
import { serviceGone } from "../fleet/balancer.ts";
import { join, nextService } from "../fleet/fleet.ts";
import { guestSpec } from "../fleet/instance.ts";
import { cannotAllocate, switchOn } from "../power.ts";
import { findVm, isActive, placed, type Placed } from "../vm.ts";
import { cloneImage, noSuchImage } from "./clone.ts";
import type { ProvisioningCommand } from "./command.ts";
import { fileName, imagePath, packagesOf, userOf } from "./image.ts";
import { addStage, beginStage } from "../../stages.ts";

type Of<T extends ProvisioningCommand["type"]> = Extract<ProvisioningCommand, { type: T }>;

const MIB = 1024 * 1024;

/** virt-install --import: defines a VM on an image that is there, and starts it. (virtinst: `Installer.start_install`) */
export function installDomain(world: World, host: Machine, command: Of<"domainInstall">, env: WorldEnv): Result {
  const { name, memoryBytes, vcpus } = command;
  const refusal = refuseName(world, name) ?? refuseSize(host, memoryBytes, vcpus) ?? refuseDisk(host, command.disk);
  if (refusal !== undefined) return refusal;
  const cause = given(env, `virt-install --import --name ${name} --memory ${memoryBytes / MIB} --osinfo detect=on --disk ${fileName(imagePath(command.disk))}`);
  const path = imagePath(command.disk);
  const services = host.fleet === undefined ? [] : [nextService(host.fleet)];
  defineVm(world, host.path, guestSpec(world, host, { name, disk: path, vcpus, memoryBytes, services }), env);
  const at = placed(world, host.path, name)!;
  const image = host.images.get(path)!;
  at.vm.disk = path;
  at.vm.serves = services;
  for (const service of services) join(host.fleet!, service, name);
  addStage(at.vm, "disk", image.madeAt, image.madeIn);
  at.vm.because = env.note("vmDefined", `vm/${name}`, { image: fileName(path), memory_bytes: memoryBytes, vcpus }, [cause]);
  createDomain(world, at, env);
  return done;
}

/** libvirt gets the description and prepares all that the emulator needs: about a second. A microVM is a process and four calls to it. */
export function createDomain(world: World, at: Placed, env: WorldEnv): void {
  const { host, vm } = at;
  beginStage(vm, "create", env.now);
  const micro = vm.spec.machine === "microvm";
  const steps = [jobStep("Creating domain...", micro ? { wait: 30 * MILLISECOND, work: 20 * MILLISECOND } : { wait: 800 * MILLISECOND, work: 200 * MILLISECOND })];
  startJob(world, host, { name: vm.name, command: micro ? `firectl --name ${vm.name}` : `virt-install --import --name ${vm.name}`, steps, end: { about: "created", vm: vm.name }, because: vm.because, memoryBytes: 4 * MIB }, env);
}

/** Its description is there: it is switched on. */
export function created(world: World, at: Placed, env: WorldEnv): void {
  if (!isActive(at.vm)) switchOn(world, at, [at.vm.because], env);
}

function refuseName(world: World, name: string): Result | undefined {
  if (!/^[a-zA-Z][a-zA-Z0-9_-]{0,30}$/.test(name)) return refused(`'${name}' is not a name for a VM here: letters, digits, - and _, a letter first`);
  if (findVm(world, name) !== undefined || world.machines.has(name)) return refused(`Guest name '${name}' is already in use.`);
  return undefined;
}

function refuseSize(host: Machine, memoryBytes: number, vcpus: number): Result | undefined {
  if (!(memoryBytes >= 512 * MIB)) return refused("the guests modelled here need at least 512 MiB to boot", "--memory counts MiB: --memory 1024");
  if (memoryBytes > host.memory.totalBytes + host.memory.swapTotalBytes) return cannotAllocate();
  if (!(vcpus >= 1 && vcpus <= 64)) return refused(`invalid number of vCPUs: ${vcpus}`);
  return undefined;
}

function refuseDisk(host: Machine, file: string): Result | undefined {
  const image = host.images.get(imagePath(file));
  if (image === undefined) return noSuchImage(host, file);
  const user = userOf(host, image.path);
  if (user !== "") return refused(`Disk ${image.path} is already in use by other guests ['${user}'].`, "make a clone for this VM");
  if (image.state !== "ready") return refused(`${fileName(image.path)} is still being written`);
  if ([...host.images.values()].some((other) => other.backing === image.path)) return refused(`${fileName(image.path)} is a backing file: a VM that writes to it would break its clones`, "the real tool would let you; make a clone for this VM");
  return undefined;
}

/** virt-clone: a second VM like one that is off, with a whole copy of its disk. It is defined, not started. */
export function cloneDomain(world: World, { original, name }: Of<"domainClone">, env: WorldEnv): Result {
  const at = findVm(world, original);
  if (at === undefined) return refused(`Domain not found: no domain with matching name '${original}'`);
  const refusal = refuseName(world, name);
  if (refusal !== undefined) return refusal;
  const { host, vm } = at;
  if (isActive(vm)) return refused("Domain with devices to clone must be paused or shutoff.");
  const source = host.images.get(vm.disk);
  if (source === undefined) return refused(`the disk of ${original} is not among the images of this world, so it cannot be cloned`);
  const cause = given(env, `virt-clone --original ${original} --name ${name} --auto-clone`);
  const path = imagePath(`${name}.qcow2`);
  const services = host.fleet === undefined || vm.serves.length === 0 ? [] : vm.serves.map(() => nextService(host.fleet!));
  const { vcpus, memoryBytes } = vm.config;
  cloneImage(world, host, source.path, path, false, "", cause, env);
  defineVm(world, host.path, guestSpec(world, host, { name, disk: path, vcpus, memoryBytes, services }), env);
  const clone = placed(world, host.path, name)!;
  clone.vm.disk = path;
  clone.vm.serves = services;
  for (const service of services) join(host.fleet!, service, name);
  clone.vm.because = env.note("vmDefined", `vm/${name}`, { image: fileName(path), memory_bytes: memoryBytes, vcpus }, [cause]);
  return done;
}

/** virsh undefine: a description is taken away, and with --remove-all-storage the disk. A running VM would go on; that is not modelled. */
export function undefineDomain(world: World, name: string, storage: boolean, env: WorldEnv): Result {
  const at = findVm(world, name);
  if (at === undefined) return refused(`Domain not found: no domain with matching name '${name}'`);
  if (isActive(at.vm)) return refused(`${name} is running: undefining it would leave it running without a description, which is not modelled here`, `virsh destroy ${name} first`);
  const cause = given(env, `virsh undefine ${name}${storage ? " --remove-all-storage" : ""}`);
  removeVm(world, at, storage, cause, env);
  return done;
}

/** Nothing is left of a VM that is off. */
export function removeVm(world: World, { host, vm, guest }: Placed, storage: boolean, because: number, env: WorldEnv): void {
  for (const service of vm.serves) serviceGone(host, service, guest);
  const image = host.images.get(vm.disk);
  if (image !== undefined) {
    image.ownBytes = guest.disks.get("vda")?.allocatedBytes ?? image.ownBytes;
    if (storage) host.images.delete(image.path);
  }
  dropVm(world, host, vm);
  env.note("vmUndefined", `vm/${vm.name}`, { storage }, [because]);
}

/** What a guest's first disk starts with. */
export const diskOf = (host: Machine, path: string): Pick<VmSpec, "diskBytes" | "diskAllocatedBytes"> => {
  const image = host.images.get(path)!;
  return { diskBytes: image.virtualBytes, diskAllocatedBytes: image.ownBytes };
};

/** A VM whose disk has a service baked in or installed before does not do the work of a first boot again. */
export function isPrepared({ host, vm }: Pick<Placed, "host" | "vm">): boolean {
  const image = host.images.get(vm.disk);
  return image !== undefined && packagesOf(host, image).length > 0;
}
