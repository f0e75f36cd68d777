import type { ImageFileRow, Observation } from "../world/observation.ts";
import type { Seat } from "./verb.ts";

/** Disk images of this machine: those that were made from others, and the disks that VMs of the scenario came with. */
export function imagesHere(seen: Observation, seat: Seat): ImageFileRow[] {
  const made = seen.tables.image_files.filter((image) => image.machine === seat.machine);
  const known = new Set(made.map((image) => image.path));
  const others = seen.tables.vms.filter((vm) => vm.machine === seat.machine && vm.image !== "" && !known.has(vm.image));
  return [
    ...made,
    ...others.map((vm) => {
      const disk = seen.tables.disks.find((one) => one.vm === vm.name);
      return { name: vm.image.slice(vm.image.lastIndexOf("/") + 1), path: vm.image, machine: vm.machine, virtual: disk?.capacity ?? 0, allocation: disk?.allocation ?? 0, backing: "", packages: "", state: "ready", vm: vm.name, made_in_s: 0 };
    }),
  ];
}
