import { MILLISECOND } from "../../../kernel/time.ts";
import { didYouMean } from "../../../kernel/nearest.ts";
import { refused, type Result } from "../../../kernel/model.ts";
import { jobStep, startJob, type JobStep } from "../../machine/job.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { cloneOf, fileName, heldBytes, imagePath, type DiskImage } from "./image.ts";

/** Making one image from another: whole (`qemu-img convert`) or as a thin clone (`qemu-img create -b`). */

const PIECE = 128 * 1024 * 1024;
/** Looking through a cluster for zeroes and mapping it: a gigabyte takes 0.92 s of one CPU. */
const WORK_PER_BYTE = 0.92;

/** Reads, looks through and writes every byte that was ever written; the rest are holes. */
function copySteps(bytes: number): JobStep[] {
  const steps: JobStep[] = [];
  for (let done = 0; done < bytes; done += PIECE) {
    const piece = Math.min(PIECE, bytes - done);
    steps.push(jobStep("copying", { readBytes: piece, work: piece * WORK_PER_BYTE, writeBytes: piece }));
  }
  return steps;
}

/** A header and empty tables that name the backing file; the pool is told. */
const thinSteps = (): JobStep[] => [jobStep("creating", { wait: 450 * MILLISECOND, work: 45 * MILLISECOND, writeBytes: 196_608 })];

/** Why an image cannot be made under this name from that one; undefined when it can. */
export function refuseClone(host: Machine, from: string, to: string): Result | undefined {
  const source = host.images.get(imagePath(from));
  if (source === undefined) return noSuchImage(host, from);
  if (source.state === "making") return refused(`'${fileName(source.path)}' is still being made`);
  if (source.state === "changing") return refused(`Could not open '${fileName(source.path)}': Failed to get shared "write" lock`, "virt-customize still writes to it");
  if (host.images.has(imagePath(to))) return refused(`'${fileName(to)}' exists already`, "give the new image another name");
  return undefined;
}

export function noSuchImage(host: Machine, file: string): Result {
  const near = didYouMean(fileName(file), [...host.images.keys()].map(fileName));
  return refused(`Could not open '${fileName(file)}': No such file or directory`, near === "" ? "ls /var/lib/libvirt/images shows the images" : near.replace(/^, /, ""));
}

/** `vm`: who waits for it; "" when nobody does. */
export function cloneImage(world: World, host: Machine, from: string, to: string, thin: boolean, vm: string, because: number, env: WorldEnv): DiskImage {
  const source = host.images.get(imagePath(from))!;
  const image = cloneOf(host, source, imagePath(to), thin, env.now);
  host.images.set(image.path, image);
  const name = fileName(image.path);
  const command = thin ? `qemu-img create -f qcow2 -b ${fileName(source.path)} -F qcow2 ${name}` : `qemu-img convert -O qcow2 ${fileName(source.path)} ${name}`;
  startJob(world, host, { name, command, steps: thin ? thinSteps() : copySteps(heldBytes(host, source)), end: { about: "image", path: image.path, vm }, because }, env);
  return image;
}
