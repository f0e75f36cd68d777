import { MILLISECOND, type Nanos } from "../../kernel/time.ts";
import { ensureGroup } from "../machine/groups.ts";
import type { Machine } from "../machine/machine.ts";
import { tellKubelet } from "./cri.ts";
import { HOST, newView, enter, type Kind, type View } from "../machine/namespaces.ts";
import { spawn } from "../machine/process-life.ts";
import { beginStage, clearStages, endStage } from "../stages.ts";
import type { World, WorldEnv } from "../state.ts";
import { startApp } from "../workload/app.ts";
import { groupOf, type Container, type Docker } from "./docker.ts";
import { short } from "./digest.ts";
import { runErrand } from "./errand.ts";
import { release, startFailed } from "./ending.ts";
import { filesOf, populate, recordsIn, STORE, storeBytes, unwritable, writeFile } from "./files.ts";
import { applyLimits, oomKillsIn } from "./limits.ts";
import { attach, CNI, netOwner, plug } from "./networks.ts";
import { portTaken } from "./ports.ts";
import { findProgram } from "./program.ts";
import { beginScript } from "./script/shell.ts";
import { launchNext } from "./launch.ts";
import type { ImageProgram } from "./spec.ts";
import { alreadyWarm, beginWarmUp, takesTime } from "./warm-up.ts";

/**
 * The start of a container as a table: 0.57 s on an idle host whose image is present, of which the namespaces are a
 * hundredth. Every row waits for others (calls between client, daemon and shim, the kernel's locks), then computes on the
 * machine's CPUs, then does what it is called after: so it takes longer where CPUs are short.
 */
interface Row {
  readonly about: string;
  readonly wait: Nanos;
  readonly work: Nanos;
  /** An objection ends the start. */
  does(world: World, machine: Machine, container: Container, env: WorldEnv): Objection | undefined;
}

export interface Objection {
  readonly reason: string;
  /** What `docker run` exits with. */
  readonly status: 125 | 126 | 127;
}

const row = (about: string, waitMs: number, workMs: number, does: Row["does"]): Row => ({ about, wait: waitMs * MILLISECOND, work: workMs * MILLISECOND, does });

const ROWS: readonly Row[] = [
  row("client and daemon", 80, 40, () => undefined),
  row("containerd and shim", 90, 70, startShim),
  row("namespaces", 2, 8, makeNamespaces),
  row("cgroup and overlay mount", 60, 20, makeGroup),
  row("network", 100, 20, connect),
  row("exec", 40, 40, exec),
];

/** The other runtimes put a kernel of their own between: a small VM, or one written as a program. */
const SANDBOX: Readonly<Record<string, Row>> = {
  "io.containerd.kata.v2": row("guest kernel of the sandbox", 250, 200, (world, machine, c, env) => sandbox(world, machine, c, "qemu-system-x86", `/usr/bin/qemu-system-x86_64 -name sandbox-${c.id}`, 120, env)),
  runsc: row("gVisor's kernel", 60, 60, (world, machine, c, env) => sandbox(world, machine, c, "runsc-sandbox", `runsc-sandbox --root=/run/docker/runtime-runc/moby boot ${c.id}`, 28, env)),
};

export const RUNTIMES: readonly string[] = ["runc", "io.containerd.runc.v2", ...Object.keys(SANDBOX)];

/** What the kubelet asks for: first the sandbox of a pod, then each of its containers in it. */
const POD_SANDBOX: readonly Row[] = [
  row("containerd and shim", 90, 70, startShim),
  row("namespaces", 2, 8, makeNamespaces),
  row("cgroup", 20, 10, makeGroup),
  row("CNI", 200, 60, connect),
  row("exec", 40, 20, execPause),
];
const POD_CONTAINER: readonly Row[] = [row("cgroup and overlay mount", 80, 20, makeGroup), row("namespaces", 2, 8, makeNamespaces), row("exec", 90, 60, exec)];

export function rowsOf(c: Container): readonly Row[] {
  if (c.settings.pod !== undefined && c.settings.pod.container !== "") return POD_CONTAINER;
  const [rows, before] = c.settings.pod === undefined ? [ROWS, 4] : [POD_SANDBOX, 3];
  const own = SANDBOX[c.settings.runtime];
  return own === undefined ? rows : [...rows.slice(0, before), own, ...rows.slice(before)];
}

/** Begins at the row `from`: a restart by the daemon needs no client. */
export function startContainer(machine: Machine, c: Container, from: number, env: WorldEnv): void {
  c.turn++;
  c.error = "";
  c.stopping = false;
  c.stage = from;
  if (c.startedAt >= 0 || c.stages.some((s) => s.name !== "pull" && s.name !== "unpack")) clearStages(c);
  c.askedAt = c.stages[0]?.at ?? env.now;
  c.because = env.note("containerStarting", `container/${c.name}`, { image: c.settings.image, machine: machine.path });
  enterRow(machine, c, env);
}

function enterRow(machine: Machine, c: Container, env: WorldEnv): void {
  beginStage(c, rowsOf(c)[c.stage]!.about, env.now);
  env.after(rowsOf(c)[c.stage]!.wait, { type: "docker", what: "stage", machine: machine.path, container: c.id, turn: c.turn });
}

/** The wait of a row is over: it computes. */
export function stageWaited(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  runErrand(world, machine, { about: "stage", container: c.id, turn: c.turn }, rowsOf(c)[c.stage]!.work, env);
}

export function stageDone(world: World, machine: Machine, id: string, turn: number, env: WorldEnv): void {
  const c = machine.docker?.containers.get(id);
  if (c === undefined || c.turn !== turn || c.stage < 0) return;
  env.because([c.because], () => {
    if (!take(world, machine, c, env)) return;
    c.stage++;
    if (c.stage < rowsOf(c).length) return enterRow(machine, c, env);
    c.stage = -1;
    launchNext(world, machine, env);
  });
}

function take(world: World, machine: Machine, c: Container, env: WorldEnv): boolean {
  const objection = rowsOf(c)[c.stage]!.does(world, machine, c, env);
  if (objection === undefined) return c.stage >= 0;
  startFailed(world, machine, c, objection, env);
  return false;
}

/** All rows at once: what already runs when a scenario begins. */
export function startAtOnce(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  c.turn++;
  c.stage = 0;
  c.because = env.note("containerStarting", `container/${c.name}`, { image: c.settings.image, machine: machine.path });
  for (c.stage = 0; c.stage >= 0 && c.stage < rowsOf(c).length; c.stage++) if (!take(world, machine, c, env)) return;
  c.stage = -1;
  alreadyWarm(machine, c, env);
}

const SHIM_GROUP = "/system.slice/containerd.service";
const MIB = 2 ** 20;

function startShim(world: World, machine: Machine, c: Container, env: WorldEnv): undefined {
  const command = `/usr/bin/containerd-shim-runc-v2 -namespace moby -id ${c.id} -address /run/containerd/containerd.sock`;
  c.shim = spawn(world, machine, { name: "containerd-shim-runc-v2", command, user: "root", group: SHIM_GROUP, threads: 0, quiet: 11, anonBytes: 8 * MIB, fileBytes: 6 * MIB, because: c.because }, env).pid;
  return undefined;
}

const OWN: readonly Kind[] = ["mnt", "uts", "ipc", "pid", "cgroup", "net"];

/** One namespace for the users of each container, where the daemon remaps them: docs.docker.com, "Isolate containers with a user namespace". */
const ownKinds = (machine: Machine): readonly Kind[] => (machine.spec.docker?.usernsRemap === true ? ["user", ...OWN] : OWN);

/** Views of its own of all but time, and of users only where they are remapped; `--network host` and `container:NAME` leave or join one. */
function makeNamespaces(_world: World, machine: Machine, c: Container): Objection | undefined {
  const n = machine.namespaces;
  const other = /^container:/.test(c.settings.network) ? netOwner(machine.docker!, c) : undefined;
  if (/^container:/.test(c.settings.network) && other?.view === undefined) return { status: 125, reason: `cannot join network namespace of a non running container: ${other?.id ?? ""}` };
  const shares = other !== undefined || c.settings.network === "host";
  const joins = c.settings.pod !== undefined && c.settings.pod.container !== "" ? other?.view : undefined;
  const from: View = { ...HOST, ...(other && { net: other.view!.net }), ...(joins && { ipc: joins.ipc, uts: joins.uts }) };
  const own = ownKinds(machine).filter((kind) => joins === undefined || (kind !== "ipc" && kind !== "uts"));
  const view = newView(n, from, own.filter((kind) => kind !== "net" || !shares));
  if (own.includes("user")) n.all.get(view.user)!.uidMap = "0 100000 65536";
  for (const kind of own) if (view[kind] !== from[kind]) n.all.get(view[kind])!.pinned = true;
  if (joins === undefined) n.all.get(view.uts)!.hostname = c.settings.hostname === "" ? (c.settings.network === "host" ? machine.name : short(c.id)) : c.settings.hostname;
  Object.assign(n.all.get(view.mnt)!, { root: c.id, proc: view.pid });
  n.all.get(view.cgroup)!.top = groupOf(c);
  c.view = view;
  return undefined;
}

function makeGroup(world: World, machine: Machine, c: Container, env: WorldEnv): Objection | undefined {
  const docker = machine.docker!;
  ensureGroup(world, machine, groupOf(c), env.now);
  applyLimits(world, machine, groupOf(c), c.settings.limits, c.because, env);
  c.oomBefore = oomKillsIn(machine, groupOf(c));
  if (c.settings.pod === undefined) populate(docker, c, docker.images.get(c.image)!);
  return undefined;
}

function connect(_world: World, machine: Machine, c: Container): Objection | undefined {
  const docker = machine.docker!;
  const taken = portTaken(machine, c);
  if (taken !== undefined) {
    const reason = `failed to set up container networking: driver failed programming external connectivity on endpoint ${c.name} (${c.id}): Bind for ${taken.address}:${taken.host} failed: port is already allocated`;
    return { status: 125, reason };
  }
  if (c.settings.pod !== undefined && c.settings.network === CNI) attach(docker, c, docker.networks.get(CNI)!, c.settings.pod.address);
  for (const { network } of c.joined) {
    const found = docker.networks.get(network);
    if (found === undefined) return { status: 125, reason: `failed to set up container networking: network ${network} not found` };
    if (found.driver === "bridge") attach(docker, c, found);
  }
  plug(machine, docker, c);
  return undefined;
}

const RUNTIME = "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ";
const INIT_KILLED = `${RUNTIME}container init was OOM-killed (memory limit too low?)`;

/** The program takes the place of the runtime's first process: PID 1 of the new view. */
function exec(world: World, machine: Machine, c: Container, env: WorldEnv): Objection | undefined {
  const docker = machine.docker!;
  const image = docker.images.get(c.image)!;
  const found = findProgram(image, c.settings);
  const sandbox = c.settings.pod?.sandbox ?? "";
  if (sandbox !== "" && docker.containers.get(sandbox)?.view === undefined) return { status: 125, reason: `${RUNTIME}cannot join the namespaces of sandbox ${sandbox}: no such process` };
  if ("status" in found) return { status: found.status, reason: RUNTIME + found.reason };
  const app = machine.apps.get(c.app)!;
  app.place = { joins: c.view!, ppid: docker.containers.get(c.settings.pod?.sandbox ?? "")?.shim ?? c.shim, warmsUp: takesTime(found.program) };
  c.status = "running";
  c.startedAt = env.now;
  c.readyAt = -1;
  startApp(world, machine, app, env);
  c.pid = app.pids[0] ?? 0;
  if (c.pid === 0) return { status: 125, reason: INIT_KILLED };
  if (c.settings.terminal !== "") enter(machine.namespaces, c.pid, c.view!, c.settings.terminal);
  releasePins(machine, c);
  c.because = env.note("containerStarted", `container/${c.name}`, { image: c.settings.image, pid: c.pid, machine: machine.path }, [c.because]);
  begin(world, machine, docker, c, found.program, env);
  tellKubelet(machine, c, env);
  return undefined;
}

/** The process that is in the namespaces keeps them from now on. */
function releasePins(machine: Machine, c: Container): void {
  for (const kind of ownKinds(machine)) if (kind !== "net" && c.view![kind] !== HOST[kind]) machine.namespaces.all.get(c.view![kind])!.pinned = false;
}

/** The first process of a sandbox does nothing but hold its namespaces. */
function execPause(world: World, machine: Machine, c: Container, env: WorldEnv): Objection | undefined {
  endStage(c, env.now);
  const start = { name: "pause", command: "/pause", user: "65535", group: groupOf(c), ppid: c.shim, oomScoreAdj: c.settings.pod!.oomScoreAdj, threads: 0, quiet: 1, anonBytes: MIB / 4, fileBytes: MIB / 2, because: c.because };
  const { pid } = spawn(world, machine, { ...start, joins: c.view }, env);
  if (!machine.processes.has(pid)) return { status: 125, reason: INIT_KILLED };
  Object.assign(c, { status: "running", startedAt: env.now, readyAt: -1, pid });
  releasePins(machine, c);
  tellKubelet(machine, c, env);
  return undefined;
}

/** What a program does first: it prints, makes its directories, starts its workers. */
function begin(world: World, machine: Machine, docker: Docker, c: Container, program: ImageProgram, env: WorldEnv): void {
  c.log = [...c.log, ...program.prints.map((text) => ({ at: env.now, text }))];
  const refused = program.writes.find((path) => unwritable(docker, c, path) !== undefined);
  const ends = refused === undefined ? program.ends : { after: 2 * MILLISECOND, status: 1 };
  if (refused !== undefined) c.log = [...c.log, { at: env.now, text: `${program.name}: cannot write to ${refused}: Read-only file system` }];
  if (program.store !== undefined && refused === undefined) openStore(machine, c, program.store, env);
  const group = groupOf(c);
  const { user, oomScoreAdj } = machine.processes.get(c.pid)!;
  for (const command of program.children) spawn(world, machine, { name: program.name, command, user, oomScoreAdj, group, ppid: c.pid, threads: 0, quiet: 1, anonBytes: 2 * MIB, because: c.because }, env);
  if (looksFirst(program)) env.after(program.noticesAfter, { type: "docker", what: "looks", machine: machine.path, container: c.id, turn: c.turn });
  if (refused === undefined) beginWarmUp(machine, c, program, env);
  else endStage(c, env.now);
  if (program.script !== undefined) return beginScript(world, machine, c, program.script, env);
  if (ends !== undefined) env.after(ends.after, { type: "docker", what: "exit", machine: machine.path, container: c.id, turn: c.turn, status: ends.status });
}

const looksFirst = ({ needsEnv, asks, program }: ImageProgram): boolean => needsEnv.length > 0 || (asks?.elseExits ?? "") !== "" || (program.kind === "serve" && (program.gpuMemory ?? 0) > 0);

/** A database that finds its directory empty begins anew: with no records. */
function openStore(machine: Machine, c: Container, directory: string, env: WorldEnv): void {
  const docker = machine.docker!;
  const found = recordsIn(filesOf(docker, c, docker.images.get(c.image)!), directory);
  if (found < 0) writeFile(docker, c, `${directory}/${STORE}`, storeBytes(0), undefined);
  env.note("databaseOpened", `container/${c.name}`, { records: Math.max(0, found), machine: machine.path }, [c.because]);
}

function sandbox(world: World, machine: Machine, c: Container, name: string, command: string, mib: number, env: WorldEnv): undefined {
  c.sandbox = spawn(world, machine, { name, command, user: "root", group: groupOf(c), ppid: c.shim, threads: 0, quiet: 6, anonBytes: mib * MIB, because: c.because }, env).pid;
  return undefined;
}

/** A start that is broken off, by `docker rm -f` or a machine that stops. */
export function cancelStart(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  if (c.stage < 0) return;
  c.turn++;
  c.stage = -1;
  release(world, machine, c, env);
}

