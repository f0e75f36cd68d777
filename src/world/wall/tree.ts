import { isUp, type Container } from "../containers/docker.ts";
import type { Machine } from "../machine/machine.ts";
import type { VmSpec } from "../scenario.ts";
import type { World } from "../state.ts";

/** Who runs on what: the tree of machines, containers and apps, from which every radius is computed. */

/** Something that somebody would miss: a container, an app, or a VM in which there is neither. */
export interface Tenant {
  readonly kind: "container" | "app" | "vm";
  readonly name: string;
  readonly machine: string;
}

export function vmSpecOf(world: World, guest: Machine): VmSpec | undefined {
  return guest.host === "" ? undefined : world.machines.get(guest.host)?.vms.get(guest.name)?.spec;
}

/** All that runs on this kernel itself: its apps, and the containers whose runtime brings no kernel of its own. */
export const sharersOf = (world: World, path: string): Tenant[] => directlyOn(world, path, (runtime) => !hasOwnKernel(runtime));

/** gVisor's kernel is a program, Kata's the kernel of a small VM: either way the container's calls end there. */
export const hasOwnKernel = (runtime: string): boolean => runtime === "runsc" || runtime.includes("kata");

/** All that is lost with the machine: what runs on its kernel, and whatever its VMs carry. */
export function tenantsOf(world: World, path: string): Tenant[] {
  const m = world.machines.get(path);
  if (m === undefined || !m.up) return [];
  return [...directlyOn(world, path, () => true), ...m.guests.flatMap((guest) => guestTenants(world, guest))];
}

function guestTenants(world: World, path: string): Tenant[] {
  const inside = tenantsOf(world, path);
  return inside.length > 0 ? inside : [{ kind: "vm", name: path.slice(path.lastIndexOf("/") + 1), machine: path }];
}

function directlyOn(world: World, path: string, counts: (runtime: string) => boolean): Tenant[] {
  const m = world.machines.get(path);
  if (m === undefined || !m.up) return [];
  const all = [...(m.docker?.containers.values() ?? [])];
  const ofContainers = new Set(all.map((c) => c.app));
  return [
    ...[...m.apps.values()].filter((app) => app.pids.length > 0 && !ofContainers.has(app.name)).map((app): Tenant => ({ kind: "app", name: app.name, machine: path })),
    ...all.filter((c) => isUp(c) && !holdsNamespaces(c) && counts(c.settings.runtime)).map((c): Tenant => ({ kind: "container", name: c.name, machine: path })),
  ];
}

/** A VM is hit with everything in it, or by itself when nothing else runs there. */
export const ofVm = (world: World, path: string): Tenant[] => guestTenants(world, path);

/** The sandbox of a pod has no program of its own that could do or suffer anything. */
export const holdsNamespaces = ({ settings: { pod } }: Container): boolean => pod?.container === "";
