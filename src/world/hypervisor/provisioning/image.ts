import type { Nanos } from "../../../kernel/time.ts";
import type { ImageSpec } from "../../scenario.ts";
import type { Machine } from "../../machine/machine.ts";

/**
 * A disk image on a host: a qcow2 file. With a backing file it is a thin clone: what has never been written is read from
 * there, the first write to a cluster copies it (qemu, docs/interop/qcow2.rst).
 */
export interface DiskImage {
  readonly path: string;
  readonly virtualBytes: number;
  /** Path of the backing file; "" for none. */
  readonly backing: string;
  /** Clusters of its own, as long as no VM uses it; then its guest's disk counts them. */
  ownBytes: number;
  /** Installed in it, without those of its backing file. */
  packages: readonly string[];
  state: "making" | "changing" | "ready";
  /** How long making it took: part of what a VM on it waits for. */
  madeIn: Nanos;
  readonly madeAt: Nanos;
}

const IMAGES = "/var/lib/libvirt/images";
const CLUSTER = 64 * 1024;
/** Header, and the first tables of an image in which nothing has been written. */
const EMPTY = 3 * CLUSTER;

/** A file name stands for a file among the images. */
export const imagePath = (file: string): string => (file.startsWith("/") ? file : `${IMAGES}/${file}`);
export const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const copyImage = (image: DiskImage): DiskImage => ({ ...image });

export const imageFrom = ({ file, virtualBytes, usedBytes, packages }: ImageSpec): DiskImage => ({
  path: imagePath(file), virtualBytes, backing: "", ownBytes: usedBytes, packages, state: "ready", madeIn: 0, madeAt: 0,
});

/** A thin clone holds nothing of its own yet; a whole copy holds all that could be read from the original. */
export function cloneOf(host: Machine, from: DiskImage, path: string, thin: boolean, now: Nanos): DiskImage {
  const copied = thin ? { backing: from.path, ownBytes: EMPTY, packages: [] } : { backing: "", ownBytes: heldBytes(host, from), packages: packagesOf(host, from) };
  return { path, virtualBytes: from.virtualBytes, ...copied, state: "making", madeIn: 0, madeAt: now };
}

/** Everything installed that a VM on this image finds. */
export function packagesOf(host: Machine, image: DiskImage): readonly string[] {
  const below = host.images.get(image.backing);
  return below === undefined ? image.packages : [...packagesOf(host, below), ...image.packages];
}

/** All that can be read from it: its own clusters and those of the files behind it. */
export function heldBytes(host: Machine, image: DiskImage): number {
  const below = host.images.get(image.backing);
  return image.ownBytes + (below === undefined ? 0 : heldBytes(host, below));
}

/** Images that read from this one. */
export const clonesOf = (host: Machine, path: string): readonly DiskImage[] => [...host.images.values()].filter((image) => image.backing === path);

/** The VM whose disk this is. */
export const userOf = (host: Machine, path: string): string => [...host.vms.values()].find((vm) => vm.disk === path)?.name ?? "";
