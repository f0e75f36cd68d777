import { SECOND } from "../../../kernel/time.ts";
import type { ImageFileRow, JobRow } from "../../observation.ts";
import type { World } from "../../state.ts";
import { fileName, packagesOf, userOf } from "./image.ts";

export function imageFileRows(world: World): ImageFileRow[] {
  return [...world.machines.values()].flatMap((host) =>
    [...host.images.values()].map((image) => {
      const vm = userOf(host, image.path);
      const disk = vm === "" ? undefined : world.machines.get(`${host.path}/${vm}`)?.disks.get("vda");
      return {
        name: fileName(image.path), path: image.path, machine: host.path, virtual: image.virtualBytes, allocation: disk?.allocatedBytes ?? image.ownBytes,
        backing: image.backing, packages: packagesOf(host, image).join(" "), state: image.state, vm, made_in_s: image.madeIn / SECOND,
      };
    }),
  );
}

export function jobRows(world: World): JobRow[] {
  return [...world.machines.values()].flatMap((machine) =>
    [...machine.jobs.values()].map((job) => ({
      name: job.name, machine: machine.path, pid: job.pid, about: job.steps[job.step]?.about ?? "", begun_s: job.startedAt / SECOND, step_s: job.stepAt / SECOND,
      step: job.step, steps: job.steps.length,
    })),
  );
}
