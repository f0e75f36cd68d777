import type { Container, Docker } from "./docker.ts";
import type { Image } from "./image.ts";
import { lower, merged, remove, write } from "./overlay.ts";
import type { FileSpec, MountSpec } from "./spec.ts";

/** The files that a container sees: its overlay, and whatever is mounted over parts of it. */

/** A path as the mount it falls into, and the path within. */
interface Place {
  readonly mount: MountSpec | undefined;
  readonly path: string;
}

const within = (path: string, directory: string): boolean => path === directory || path.startsWith(`${directory === "/" ? "" : directory}/`);

/** All its mounts: those it was given, volumes that its image declares, tmpfs. */
export function mountsOf(docker: Docker, c: Container): MountSpec[] {
  const given = c.settings.mounts.map((mount) => (mount.kind === "volume" && mount.source === "" ? { ...mount, source: c.anonymous.get(mount.path) ?? "" } : mount));
  const declared = [...c.anonymous].filter(([path]) => !given.some((mount) => mount.path === path));
  return [...given, ...declared.map(([path, source]): MountSpec => ({ kind: "volume", source, path, readOnly: false }))].filter((mount) => docker !== undefined && mount.path !== "");
}

/** The mount that a path falls into; undefined: the container's own layers. */
export const mountOver = (docker: Docker, c: Container, path: string): MountSpec | undefined =>
  mountsOf(docker, c).filter((mount) => within(path, mount.path)).sort((a, b) => b.path.length - a.path.length)[0];

function placeOf(docker: Docker, c: Container, path: string): Place {
  const over = mountOver(docker, c, path);
  return { mount: over, path: over === undefined ? path : path.slice(over.path.length) || "/" };
}

const none: ReadonlyMap<string, FileSpec> = new Map();

function treeOf(docker: Docker, mount: MountSpec): ReadonlyMap<string, FileSpec> {
  if (mount.kind === "volume") return docker.volumes.get(mount.source)?.files ?? none;
  return mount.kind === "bind" ? (docker.directories.get(mount.source) ?? none) : none;
}

/** Everything there is to see, by path. */
export function filesOf(docker: Docker, c: Container, image: Image): Map<string, FileSpec> {
  const files = merged(image, c.upper);
  for (const mount of mountsOf(docker, c)) {
    for (const path of [...files.keys()]) if (within(path, mount.path)) files.delete(path);
    const tree = mount.kind === "tmpfs" ? (c.scratch.get(mount.path) ?? none) : treeOf(docker, mount);
    for (const [path, file] of tree) files.set(mount.path + path, { ...file, path: mount.path + path });
  }
  return files;
}

/** Why something cannot be written there; undefined when it can. */
export function unwritable(docker: Docker, c: Container, path: string): string | undefined {
  const { mount } = placeOf(docker, c, path);
  return (mount === undefined ? c.settings.readOnly : mount.readOnly) ? "Read-only file system" : undefined;
}

/** Writes a file where the path leads: into the writable layer, a volume, a directory of the host. */
export function writeFile(docker: Docker, c: Container, path: string, bytes: number, text: string | undefined): void {
  const place = placeOf(docker, c, path);
  const file: FileSpec = { path: place.path, bytes, ...(text === undefined ? {} : { text }) };
  if (place.mount === undefined) c.upper = write(c.upper, file);
  else if (place.mount.kind === "tmpfs") c.scratch = new Map(c.scratch).set(place.mount.path, new Map(c.scratch.get(place.mount.path) ?? none).set(place.path, file));
  else keep(docker, place.mount, new Map(treeOf(docker, place.mount)).set(place.path, file));
}

export function removeFile(docker: Docker, c: Container, image: Image, path: string): void {
  const place = placeOf(docker, c, path);
  if (place.mount === undefined) c.upper = remove(image, c.upper, path);
  else {
    const left = new Map(place.mount.kind === "tmpfs" ? (c.scratch.get(place.mount.path) ?? none) : treeOf(docker, place.mount));
    left.delete(place.path);
    if (place.mount.kind === "tmpfs") c.scratch = new Map(c.scratch).set(place.mount.path, left);
    else keep(docker, place.mount, left);
  }
}

function keep(docker: Docker, mount: MountSpec, files: ReadonlyMap<string, FileSpec>): void {
  const volume = mount.kind === "volume" ? docker.volumes.get(mount.source) : undefined;
  if (volume !== undefined) volume.files = files;
  else if (mount.kind === "bind") docker.directories.set(mount.source, files);
}

/** An empty volume that is mounted for the first time gets what the image has at that place (docs.docker.com, "Volumes"). */
export function populate(docker: Docker, c: Container, image: Image): void {
  for (const mount of mountsOf(docker, c)) {
    const volume = mount.kind === "volume" ? docker.volumes.get(mount.source) : undefined;
    if (volume === undefined || volume.files.size > 0) continue;
    const below = [...lower(image)].filter(([path]) => within(path, mount.path) && path !== mount.path);
    volume.files = new Map(below.map(([path, file]) => [path.slice(mount.path.length), { ...file, path: path.slice(mount.path.length) }]));
  }
}

/** Records that a program keeps in a directory: one file, a line per record. */
export const STORE = "orders.tbl";
const RECORD = 64;

export function recordsIn(files: ReadonlyMap<string, FileSpec>, directory: string): number {
  const file = files.get(`${directory}/${STORE}`);
  return file === undefined ? -1 : Math.round(file.bytes / RECORD);
}

export const storeBytes = (records: number): number => records * RECORD;
