import { groupAt, groupFileAt, groupPath, isCgroupPath, isReadOnly } from "../cgroup-tree.ts";
import { directory, exists, resolve } from "../files.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Seat, Verb } from "../verb.ts";
import { fail } from "./say.ts";

/** Directories can be made and removed where they are cgroups: mkdir(1), rmdir(1). */

export const mkdir: Verb = {
  path: "mkdir",
  about: "make a directory: a cgroup, in /sys/fs/cgroup",
  flags: [{ name: "--parents", short: "-p", about: "those above it too; no complaint when it exists" }],
  args: [{ name: "directory", about: "for example /sys/fs/cgroup/demo", completes: "file", many: true }],
  unmodelled: ["-m", "-v", "--mode", "--verbose", "-Z"],
  example: "mkdir /sys/fs/cgroup/demo",
  note: "only cgroups can be made: files of your own are not modelled here",
  run({ args, flags }, seen, seat) {
    if (args.length > 1) return { kind: "run", commands: args.map((arg) => ["mkdir", ...(flags.parents === undefined ? [] : ["-p"]), "--", arg]) };
    return flags.parents === undefined ? make(args[0]!, seen, seat) : makeAll(args[0]!, seen, seat);
  },
};

const cannotMake = (named: string, why: string, hint?: string): Reply => fail(`mkdir: cannot create directory ‘${named}’: ${why}`, hint);

function make(named: string, seen: Observation, seat: Seat): Reply {
  const path = resolve(named, seat.directory);
  if (exists(path, seen, seat)) return cannotMake(named, "File exists");
  const above = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  if (directory(above, seen, seat) === undefined) return cannotMake(named, exists(above, seen, seat) ? "Not a directory" : "No such file or directory");
  if (!isCgroupPath(above) || isReadOnly(seen, seat)) return cannotMake(named, "Read-only file system", isCgroupPath(above) ? undefined : "only cgroups can be made here, below /sys/fs/cgroup");
  return { kind: "act", command: { type: "makeGroup", machine: seat.machine, path: groupPath(path, seen, seat), named }, then: [] };
}

/** `-p`: one after the other, from the first that is missing. */
function makeAll(named: string, seen: Observation, seat: Seat): Reply {
  const pieces = resolve(named, seat.directory).split("/").slice(1);
  const missing = pieces.map((_, i) => `/${pieces.slice(0, i + 1).join("/")}`).filter((path) => directory(path, seen, seat) === undefined);
  const taken = missing.find((path) => exists(path, seen, seat));
  if (taken !== undefined) return cannotMake(named, "File exists");
  return missing.length === 0 ? { kind: "say", lines: [] } : { kind: "run", commands: missing.map((path) => ["mkdir", path]) };
}

export const rmdir: Verb = {
  path: "rmdir",
  about: "remove an empty directory: a cgroup in which nobody lives",
  flags: [],
  args: [{ name: "directory", about: "for example /sys/fs/cgroup/demo", completes: "file", many: true }],
  unmodelled: ["-p", "-v", "--parents", "--verbose", "--ignore-fail-on-non-empty"],
  run({ args }, seen, seat) {
    if (args.length > 1) return { kind: "run", commands: args.map((arg) => ["rmdir", arg]) };
    return remove(args[0]!, seen, seat);
  },
};

function remove(named: string, seen: Observation, seat: Seat): Reply {
  const path = resolve(named, seat.directory);
  const cannot = (why: string, hint?: string): Reply => fail(`rmdir: failed to remove '${named}': ${why}`, hint);
  if (groupAt(path, seen, seat) === undefined) {
    if (groupFileAt(path, seen, seat) !== undefined || (exists(path, seen, seat) && directory(path, seen, seat) === undefined)) return cannot("Not a directory");
    return directory(path, seen, seat) === undefined ? cannot("No such file or directory") : cannot("Device or resource busy", "only cgroups can be removed here");
  }
  if (isReadOnly(seen, seat)) return cannot("Read-only file system");
  return { kind: "act", command: { type: "removeGroup", machine: seat.machine, path: groupPath(path, seen, seat), named }, then: [] };
}
