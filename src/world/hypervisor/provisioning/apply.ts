import { done, refused, type Result } from "../../../kernel/model.ts";
import { given } from "../../given.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { runContainers } from "../fleet/run-containers.ts";
import { createServices, scaleFleet, setFleetImage } from "../fleet/scale.ts";
import { cloneImage, noSuchImage, refuseClone } from "./clone.ts";
import type { ProvisioningCommand } from "./command.ts";
import { customizeImage } from "./customize.ts";
import { clonesOf, fileName, imagePath, userOf } from "./image.ts";
import { cloneDomain, installDomain, undefineDomain } from "./install.ts";

export function applyProvisioning(world: World, command: ProvisioningCommand, env: WorldEnv): Result {
  switch (command.type) {
    case "imageClone":
      return onHost(world, command.host, (host) => clone(world, host, command, env));
    case "imageCustomize":
      return onHost(world, command.host, (host) => customizeImage(world, host, command.image, command.packages, env));
    case "imageRemove":
      return onHost(world, command.host, (host) => remove(host, command.image, env));
    case "domainInstall":
      return onHost(world, command.host, (host) => installDomain(world, host, command, env));
    case "domainClone":
      return cloneDomain(world, command, env);
    case "domainUndefine":
      return undefineDomain(world, command.name, command.storage, env);
    case "fleetCreate":
      return createServices(world, command.services, command.perVm, env);
    case "fleetScale":
      return scaleFleet(world, command.count, env);
    case "fleetImage":
      return setFleetImage(world, command.fleet, command.image, env);
    case "fleetRun":
      return runContainers(world, command.image, command.count, env);
  }
}

function onHost(world: World, path: string, act: (host: Machine) => Result): Result {
  const host = machineOf(world, path);
  return host === undefined || host.host !== "" ? refused(`${path} carries no VMs: images are on the host`) : act(host);
}

function clone(world: World, host: Machine, { from, to, thin }: Extract<ProvisioningCommand, { type: "imageClone" }>, env: WorldEnv): Result {
  const refusal = refuseClone(host, from, to);
  if (refusal !== undefined) return refusal;
  const cause = given(env, thin ? `qemu-img create -f qcow2 -b ${fileName(from)} -F qcow2 ${fileName(to)}` : `qemu-img convert -O qcow2 ${fileName(from)} ${fileName(to)}`);
  cloneImage(world, host, from, to, thin, "", cause, env);
  return done;
}

/** rm of an image: only what nobody uses or reads from. */
function remove(host: Machine, file: string, env: WorldEnv): Result {
  const image = host.images.get(imagePath(file));
  if (image === undefined) return noSuchImage(host, file);
  const user = userOf(host, image.path);
  const clones = clonesOf(host, image.path);
  if (user !== "") return refused(`${fileName(image.path)} is the disk of ${user}`, `virsh undefine ${user} --remove-all-storage takes both away`);
  if (clones.length > 0) return refused(`${fileName(clones[0]!.path)} reads from ${fileName(image.path)}: without its backing file it could not be read`, "the real rm would let you");
  const cause = given(env, `rm ${fileName(image.path)}`);
  host.images.delete(image.path);
  env.note("imageRemoved", `image/${fileName(image.path)}`, undefined, [cause]);
  return done;
}
