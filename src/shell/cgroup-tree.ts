import { CGROUP_MOUNT } from "../world/machine/cgroup-commands.ts";
import { fileNames } from "../world/machine/cgroup-files.ts";
import type { GroupRow, Observation } from "../world/observation.ts";
import { cgroupFiles } from "./cgroup-files.ts";
import { namespace, viewAt } from "./inside.ts";
import type { Seat } from "./verb.ts";

/**
 * The cgroup file system as it is mounted at a seat: /sys/fs/cgroup is the root of the tree, or, in a cgroup namespace of
 * its own, the group that namespace began in (cgroup_namespaces(7)). Paths are whole, as `resolve` makes them.
 */

/** The group that /sys/fs/cgroup shows here: "/" outside of namespaces. */
function topOf(seen: Observation, seat: Seat): string {
  const view = viewAt(seat, seen);
  const top = view === undefined ? "" : (namespace(seen, seat.machine, view.cgroup)?.top ?? "");
  return top === "" ? "/" : top;
}

export const isCgroupPath = (path: string): boolean => path === CGROUP_MOUNT || path.startsWith(`${CGROUP_MOUNT}/`);

/** The group's own path of a directory in the file system, whether or not it exists. */
export function groupPath(path: string, seen: Observation, seat: Seat): string {
  const below = path.slice(CGROUP_MOUNT.length);
  const top = topOf(seen, seat);
  return top === "/" ? below || "/" : top + below;
}

export function groupAt(path: string, seen: Observation, seat: Seat): GroupRow | undefined {
  if (!isCgroupPath(path)) return undefined;
  const wanted = groupPath(path, seen, seat);
  return seen.tables.groups.find((g) => g.machine === seat.machine && g.path === wanted);
}

const namesIn = (g: GroupRow): string[] => fileNames(g.path, g.controllers.split(" "));
const lastName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Names in a group's directory: its interface files and the groups below. */
export function groupDirectory(path: string, seen: Observation, seat: Seat): readonly string[] | undefined {
  const group = groupAt(path, seen, seat);
  if (group === undefined) return undefined;
  const below = seen.tables.groups.filter((g) => g.machine === seat.machine && g.parent === group.path).map((g) => lastName(g.path));
  return [...namesIn(group), ...below].sort();
}

/** An interface file: the group it belongs to and its name; undefined when there is none of that name. */
export function groupFileAt(path: string, seen: Observation, seat: Seat): { readonly group: GroupRow; readonly file: string } | undefined {
  const cut = path.lastIndexOf("/");
  const group = groupAt(path.slice(0, cut), seen, seat);
  const file = path.slice(cut + 1);
  return group !== undefined && namesIn(group).includes(file) ? { group, file } : undefined;
}

export function readGroupFile(path: string, seen: Observation, seat: Seat): { readonly lines: readonly string[] } | { readonly refused: string } | undefined {
  const found = groupFileAt(path, seen, seat);
  if (found === undefined) return undefined;
  const read = cgroupFiles[found.file];
  return read === undefined ? { refused: "Invalid argument" } : read(found.group, seen, seat);
}

/** Groups may be made here: the machine's own file system. Containers see theirs read-only. */
export const isReadOnly = (seen: Observation, seat: Seat): boolean => topOf(seen, seat) !== "/";
