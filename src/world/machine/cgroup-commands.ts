import { done, refused, type Result } from "../../kernel/model.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { availableTo, isPopulated } from "./cgroup-procs.ts";
import { fileNames } from "./cgroup-files.ts";
import { WRITERS, type Effect } from "./cgroup-write.ts";
import { errnoText, no, writeError, type Errno } from "./errno.ts";
import { dropGroups, insertGroup, parentOf, subtree, upward } from "./groups.ts";
import { machineOf, type Machine } from "./machine.ts";

/** What can be done in the cgroup file system. `path` is that of the group: `/` is /sys/fs/cgroup; `named`: what the user called it. */
export type GroupCommand =
  | { readonly type: "makeGroup"; readonly machine: string; readonly path: string; readonly named?: string }
  | { readonly type: "removeGroup"; readonly machine: string; readonly path: string; readonly named?: string }
  | { readonly type: "writeGroupFile"; readonly machine: string; readonly path: string; readonly file: string; readonly text: string };

export const CGROUP_MOUNT = "/sys/fs/cgroup";

export function applyGroup(world: World, command: GroupCommand, env: WorldEnv): Result {
  const machine = machineOf(world, command.machine);
  if (machine === undefined || !machine.up) return refused(`${command.machine} is not running`);
  switch (command.type) {
    case "makeGroup":
      return makeGroup(world, machine, command.path, command.named ?? CGROUP_MOUNT + command.path, env);
    case "removeGroup":
      return removeGroup(world, machine, command.path, command.named ?? CGROUP_MOUNT + command.path, env);
    case "writeGroupFile":
      return writeGroupFile(world, machine, command, env);
  }
}

/** mkdir(2). */
function makeGroup(world: World, machine: Machine, path: string, named: string, env: WorldEnv): Result {
  const errno = refusesChild(machine, path);
  if (errno !== undefined) return refused(`mkdir: cannot create directory ‘${named}’: ${errnoText(errno)}`);
  const cause = given(env, `mkdir ${named}`);
  env.note("groupMade", `group${path}`, { machine: machine.path }, [cause]);
  insertGroup(world, machine, path, true, env.now);
  return done;
}

function refusesChild(machine: Machine, path: string): Errno | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const parent = machine.groups.get(parentOf(path));
  if (parent === undefined || !path.startsWith("/")) return "ENOENT";
  if (machine.groups.has(path) || fileNames(parent.path, availableTo(machine.groups, parent)).includes(name)) return "EEXIST";
  if (name === "" || /[\n/]/.test(name)) return "EINVAL";
  let depth = 1;
  for (const g of upward(machine.groups, parent.path)) {
    if (subtree(machine.groups, g.path).length - 1 >= g.maxDescendants || depth > g.maxDepth) return "EAGAIN";
    depth++;
  }
  return undefined;
}

/** rmdir(2): only a group in which nobody lives, without children. */
function removeGroup(world: World, machine: Machine, path: string, named: string, env: WorldEnv): Result {
  const refuse = (errno: Errno, hint?: string): Result => refused(`rmdir: failed to remove '${named}': ${errnoText(errno)}`, hint);
  const group = machine.groups.get(path);
  if (group === undefined) return refuse("ENOENT");
  if (path === "/") return refuse("EBUSY", "it is the root of the tree");
  if (group.children.length > 0) return refuse("EBUSY", "groups are left in it: rmdir from the leaves up");
  if (isPopulated(machine, group)) return refuse("EBUSY", "processes are left in it: cgroup.procs lists them");
  const cause = given(env, `rmdir ${named}`);
  env.note("groupRemoved", `group${path}`, { machine: machine.path }, [cause]);
  dropGroups(world, machine, path, env.now);
  return done;
}

/** write(2) to an interface file: all of it counts, or nothing. */
function writeGroupFile(world: World, machine: Machine, { path, file, text }: Extract<GroupCommand, { type: "writeGroupFile" }>, env: WorldEnv): Result {
  const group = machine.groups.get(path);
  const name = `${CGROUP_MOUNT}${path === "/" ? "" : path}/${file}`;
  if (group === undefined) return refused(`bash: ${name}: No such file or directory`);
  if (!fileNames(path, availableTo(machine.groups, group)).includes(file)) return refused(`bash: ${name}: Permission denied`, "there is no such file in this group, and none can be made here");
  const write = WRITERS[file] ?? (() => no("EINVAL", "this file can only be read"));
  const effect = write({ world, machine, group, env }, text.trim());
  if (typeof effect !== "function") return writeError(effect);
  const cause = given(env, `echo ${/[\s"']/.test(text) ? `"${text}"` : text} > ${name}`);
  const fact = env.note("groupSet", `group${path}`, { file, to: text, machine: machine.path }, [cause]);
  group.because = fact;
  return performed(fact, effect, env);
}

function performed(fact: number, effect: Effect, env: WorldEnv): Result {
  let result: Result = done;
  env.because([fact], () => {
    const refusal = effect(fact);
    if (refusal !== undefined) result = writeError(refusal);
  });
  return result;
}
