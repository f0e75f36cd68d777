import { done, refused, type Result } from "../../kernel/model.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { machineOf, type Machine } from "./machine.ts";
import { enter, HOST, newView, viewOf, type Kind, type View } from "./namespaces.ts";
import { endProcess, spawn } from "./process-life.ts";

/**
 * What somebody at a prompt may do with namespaces. `from` is the terminal typed at ("" = the machine's first shell, which
 * sees what the host sees), `terminal` the new shell's.
 */
export type NamespaceCommand =
  /** unshare(1): a shell in new namespaces of these kinds. */
  | { readonly type: "unshare"; readonly machine: string; readonly from: string; readonly terminal: string; readonly kinds: readonly Kind[]; readonly mountProc: boolean; readonly mapRoot: boolean; readonly shell: string }
  /** nsenter(1): a shell in the namespaces that another process refers to. */
  | { readonly type: "nsenter"; readonly machine: string; readonly from: string; readonly terminal: string; readonly target: number; readonly kinds: readonly Kind[]; readonly shell: string }
  /** A shell ends: somebody typed `exit`. */
  | { readonly type: "leave"; readonly machine: string; readonly terminal: string; readonly status: number }
  | { readonly type: "setHostname"; readonly machine: string; readonly from: string; readonly name: string };

const SESSION = "/user.slice/session-1.scope";
const SHELL_BYTES = 2400 * 1024;

export function applyNamespaces(world: World, command: NamespaceCommand, env: WorldEnv): Result {
  const machine = machineOf(world, command.machine);
  if (machine === undefined || !machine.up) return refused(`${command.machine} is not running`);
  switch (command.type) {
    case "unshare":
      return unshare(world, machine, command, env);
    case "nsenter":
      return nsenter(world, machine, command, env);
    case "leave":
      return leaveShell(world, machine, command.terminal, command.status, env);
    case "setHostname":
      return setHostname(machine, command.from, command.name, env);
  }
}

/** Host pid of the shell at a terminal; undefined when it has ended. */
function shellAt(machine: Machine, terminal: string): number | undefined {
  for (const [pid, member] of machine.namespaces.members) if (member.terminal === terminal && terminal !== "") return pid;
  return undefined;
}

const viewAt = (machine: Machine, terminal: string): View => viewOf(machine.namespaces, shellAt(machine, terminal) ?? -1);

function unshare(world: World, machine: Machine, command: Extract<NamespaceCommand, { type: "unshare" }>, env: WorldEnv): Result {
  const n = machine.namespaces;
  const kinds = command.mountProc && !command.kinds.includes("mnt") ? [...command.kinds, "mnt" as const] : command.kinds;
  const cause = given(env, `unshare ${command.kinds.map((kind) => `--${LONG[kind]}`).join(" ")} ${command.shell}`);
  const view = newView(n, viewAt(machine, command.from), kinds);
  if (command.mountProc) n.all.get(view.mnt)!.proc = view.pid;
  // cgroup_namespaces(7): the group its maker is in becomes the root that it shows.
  if (kinds.includes("cgroup")) n.all.get(view.cgroup)!.top = callerOf(machine, command.from)?.group ?? SESSION;
  if (command.mapRoot) n.all.get(view.user)!.uidMap = "0 0 1";
  return shell(world, machine, command, view, env.note("unshared", `process/${command.shell}`, { kinds: kinds.join(" "), machine: machine.path }, [cause]), env);
}

const LONG: Readonly<Record<Kind, string>> = { mnt: "mount", uts: "uts", ipc: "ipc", net: "net", pid: "pid", user: "user", cgroup: "cgroup", time: "time" };

function nsenter(world: World, machine: Machine, command: Extract<NamespaceCommand, { type: "nsenter" }>, env: WorldEnv): Result {
  if (!machine.processes.has(command.target)) return refused(`nsenter: cannot open /proc/${command.target}/ns/${command.kinds[0] ?? "mnt"}: No such file or directory`);
  const cause = given(env, `nsenter -t ${command.target} ${command.kinds.map((kind) => `--${LONG[kind]}`).join(" ")}`);
  const view = { ...viewAt(machine, command.from) };
  for (const kind of command.kinds) view[kind] = viewOf(machine.namespaces, command.target)[kind];
  return shell(world, machine, command, view, env.note("joinedNamespaces", `process/${command.shell}`, { target: command.target, kinds: command.kinds.join(" "), machine: machine.path }, [cause]), env);
}

/** Whoever types at a terminal: the shell there, or the machine's first one. */
const callerOf = (machine: Machine, terminal: string) => machine.processes.get(shellAt(machine, terminal) ?? -1) ?? [...machine.processes.values()].find((p) => p.name === "bash");

function shell(world: World, machine: Machine, command: { readonly from: string; readonly terminal: string; readonly shell: string }, view: View, because: number, env: WorldEnv): Result {
  const parent = callerOf(machine, command.from);
  const name = command.shell.slice(command.shell.lastIndexOf("/") + 1);
  const start = { name, command: command.shell, user: "root", group: parent?.group ?? SESSION, ppid: parent?.pid ?? 1, threads: 0, quiet: 1, anonBytes: SHELL_BYTES, because };
  const made = spawn(world, machine, { ...start, joins: view }, env);
  if (machine.processes.has(made.pid)) enter(machine.namespaces, made.pid, view, command.terminal);
  return done;
}

function leaveShell(world: World, machine: Machine, terminal: string, status: number, env: WorldEnv): Result {
  const pid = shellAt(machine, terminal);
  if (pid !== undefined) endProcess(world, machine, pid, { status, because: [given(env, "exit")] }, env);
  return done;
}

/** sethostname(2): in the caller's uts namespace. */
function setHostname(machine: Machine, from: string, name: string, env: WorldEnv): Result {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,63}$/.test(name)) return refused("hostname: the specified hostname is invalid");
  const uts = machine.namespaces.all.get(viewAt(machine, from).uts)!;
  if (uts.inode === HOST.uts) return refused("hostname: the machine's own name is part of the scenario and stays as it is", "in a uts namespace of its own a shell can have any name: unshare --uts bash");
  if (machine.docker !== undefined && [...machine.docker.containers.values()].some((c) => c.view?.uts === uts.inode && !c.settings.privileged)) return refused("hostname: you must be root to change the host name", "root in a container has no CAP_SYS_ADMIN: docker run --hostname NAME names a container");
  uts.hostname = name;
  env.note("hostnameSet", `machine/${machine.path}`, { hostname: name }, [given(env, `hostname ${name}`)]);
  return done;
}
