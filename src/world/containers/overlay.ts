import { ownFiles, type Image } from "./image.ts";
import type { FileSpec } from "./spec.ts";

/**
 * A container's root as overlayfs puts it together: one writable layer above the image's read-only ones
 * (Documentation/filesystems/overlayfs.rst). The topmost entry of a path hides those below; a deletion leaves a whiteout;
 * the first write to a file of the image copies the whole file up.
 */

/** The writable layer: what was written; null is a whiteout. */
export type Upper = ReadonlyMap<string, FileSpec | null>;

const read = new WeakMap<Image, ReadonlyMap<string, FileSpec>>();

/** All files of an image's layers, as one tree. Images never change, so it is made once. */
export function lower(image: Image): ReadonlyMap<string, FileSpec> {
  const known = read.get(image);
  if (known !== undefined) return known;
  const files = new Map<string, FileSpec>();
  for (const file of [...ownFiles(image), ...image.layers.flatMap((layer) => layer.files)]) files.set(file.path, file);
  read.set(image, files);
  return files;
}

/** Every file that is there, by path. */
export function merged(image: Image, upper: Upper): Map<string, FileSpec> {
  const files = new Map(lower(image));
  for (const [path, file] of upper) {
    if (file === null) files.delete(path);
    else files.set(path, file);
  }
  return files;
}

export const write = (upper: Upper, file: FileSpec): Upper => new Map(upper).set(file.path, file);

/** What is only in the writable layer goes; what the image has is hidden. */
export function remove(image: Image, upper: Upper, path: string): Upper {
  const left = new Map(upper);
  if (lower(image).has(path)) left.set(path, null);
  else left.delete(path);
  return left;
}

/** Bytes that the writable layer takes on the host's disk. */
export const upperBytes = (upper: Upper): number => [...upper.values()].reduce((sum, file) => sum + (file?.bytes ?? 0), 0);

export interface Change {
  readonly kind: "A" | "C" | "D";
  readonly path: string;
}

/** `docker diff`: files added, changed and deleted, with the directories above them, which count as changed. */
export function changes(image: Image, upper: Upper): Change[] {
  const found = new Map<string, Change["kind"]>();
  for (const [path, file] of upper) {
    for (const above of parents(path)) if (!found.has(above)) found.set(above, knownDirectory(image, above) ? "C" : "A");
    found.set(path, file === null ? "D" : lower(image).has(path) ? "C" : "A");
  }
  return [...found].map(([path, kind]) => ({ kind, path })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

const parents = (path: string): string[] => path.split("/").slice(1, -1).map((_, depth, pieces) => `/${pieces.slice(0, depth + 1).join("/")}`);

const USUAL = ["/etc", "/tmp", "/var", "/root", "/usr", "/run", "/home", "/bin", "/var/log", "/var/lib", "/var/cache"];

function knownDirectory(image: Image, path: string): boolean {
  if (USUAL.includes(path)) return true;
  for (const known of lower(image).keys()) if (known.startsWith(`${path}/`)) return true;
  return false;
}
