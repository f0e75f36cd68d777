import { didYouMean } from "../../kernel/nearest.ts";
import { refused, type Result } from "../../kernel/model.ts";
import type { Nanos } from "../../kernel/time.ts";
import type { AppSpec } from "../scenario.ts";
import type { World, WorldEnv, WorldEvent } from "../state.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import type { View } from "../machine/namespaces.ts";
import type { Process } from "../machine/process.ts";
import { endProcess, spawn, type Ending } from "../machine/process-life.ts";
import { copyLatencies, type Latencies } from "./latency.ts";
import { startProgram } from "./program.ts";
import { abandonServed, closeTraffic, copyTraffic, createTraffic, openTraffic, type Traffic } from "./traffic.ts";

/** A named program and its supervisor: it keeps as many processes alive as the scenario says. */
export interface App {
  readonly name: string;
  /** What facts and series call it: its name, or `machine/name` where two machines run an app of that name. */
  readonly label: string;
  readonly spec: AppSpec;
  /** The supervisor wants it to run. */
  started: boolean;
  pids: number[];
  restarts: number;
  /** How often somebody signalled one of its processes. */
  signalled: number;
  oomKills: number;
  /** Counts starts and stops: a restart planned before is stale after. */
  turn: number;
  /** The last fact about its life. */
  because: number;
  /** Facts that are true now, -1 when not: it waits for CPU, its clients give up, its requests fail. */
  contended: number;
  timingOut: number;
  failing: number;
  /** When a request last failed or was given up. */
  troubledAt: Nanos;
  /** Read and written by its programs themselves, past the page cache. */
  diskBytes: number;
  traffic: Traffic | undefined;
  /** How long waves of work took, for programs that have them. */
  waves: Latencies | undefined;
  /** Where the engine that starts it puts its processes; undefined: beside everybody else's. */
  place: { readonly joins: View; readonly ppid: number; /** Its clients come when it is ready, not when it starts. */ readonly warmsUp: boolean } | undefined;
  /** Its threads wait for each other: it takes requests in, and answers none. */
  stuck: boolean;
  /** Id of the container that it is the program of; "" for none. */
  readonly container: string;
}

/** Where an app lives when the scenario does not say: everything somebody started by hand shares one session. */
export const SESSION = "/user.slice/session-1.scope";

export function createApp(world: World, machine: Pick<Machine, "name">, spec: AppSpec): App {
  return {
    name: spec.name, label: world.repeated.has(spec.name) ? `${machine.name}/${spec.name}` : spec.name, spec, started: false, pids: [], restarts: 0, signalled: 0,
    oomKills: 0, turn: 0, because: -1, contended: -1, timingOut: -1, failing: -1, troubledAt: -1, diskBytes: 0,
    traffic: spec.program.kind === "serve" ? createTraffic(spec.program.perSecond) : undefined, waves: undefined, place: undefined, stuck: false, container: "",
  };
}

export function copyApp(a: App): App {
  return {
    name: a.name, label: a.label, spec: a.spec, started: a.started, pids: a.pids.slice(), restarts: a.restarts, signalled: a.signalled,
    oomKills: a.oomKills, turn: a.turn, because: a.because, contended: a.contended, timingOut: a.timingOut, failing: a.failing, troubledAt: a.troubledAt, diskBytes: a.diskBytes,
    traffic: a.traffic && copyTraffic(a.traffic), waves: a.waves && copyLatencies(a.waves), place: a.place, stuck: a.stuck, container: a.container,
  };
}

export const isAlive = (machine: Machine, app: App): boolean => machine.up && app.pids.length > 0;

export function startApp(world: World, machine: Machine, app: App, env: WorldEnv): void {
  if (app.pids.length > 0) return;
  app.started = true;
  app.stuck = false;
  app.turn++;
  app.because = env.note("appStarted", `app/${app.label}`, { processes: app.spec.processes, threads: app.spec.threads, machine: machine.path });
  while (app.started && machine.up && app.pids.length < app.spec.processes) if (!startProcess(world, machine, app, env)) break;
  if (app.traffic !== undefined && app.place?.warmsUp !== true) openTraffic(machine, app, env);
}

/** Ends it for good: its processes get SIGTERM and nobody starts them again; its clients go away. */
export function stopApp(world: World, machine: Machine, app: App, env: WorldEnv): void {
  app.started = false;
  app.turn++;
  app.because = env.note("appStopped", `app/${app.label}`, { machine: machine.path });
  if (app.traffic !== undefined) closeTraffic(app.traffic);
  for (const pid of app.pids.slice()) endProcess(world, machine, pid, { status: 143, because: [app.because] }, env);
}

/** False when its start already cost its life. */
function startProcess(world: World, machine: Machine, app: App, env: WorldEnv): boolean {
  const { spec } = app;
  const process = spawn(world, machine, {
    name: spec.name, command: spec.command, user: spec.user, group: spec.group ?? SESSION, app: app.name,
    nice: spec.nice, oomScoreAdj: spec.oomScoreAdj, threads: spec.threads, anonBytes: spec.memoryBytes, because: app.because, ...app.place,
  }, env);
  if (machine.processes.get(process.pid) !== process) return false;
  app.pids.push(process.pid);
  for (const tid of process.tids) startProgram(world, machine, app, process, machine.threads.get(tid)!, env);
  return true;
}

/** The supervisor hears that one of its processes is gone. */
export function processEnded(world: World, machine: Machine, process: Process, ending: Ending, env: WorldEnv): void {
  const app = machine.apps.get(process.app);
  if (app === undefined) return;
  abandonServed(world, machine, app, process, ending.because, env);
  app.pids = app.pids.filter((pid) => pid !== process.pid);
  if (!app.started) return;
  app.because = ending.because[0] ?? app.because;
  if (app.spec.restart.policy === "no") return;
  env.after(app.spec.restart.delay, { type: "restart", machine: machine.path, app: app.name, turn: app.turn, because: [app.because] });
}

export function restartApp(world: World, event: Extract<WorldEvent, { type: "restart" }>, env: WorldEnv): void {
  const machine = machineOf(world, event.machine);
  const app = machine?.apps.get(event.app);
  if (machine === undefined || app === undefined || app.turn !== event.turn || !machine.up || app.pids.length >= app.spec.processes) return;
  env.because(event.because, () => {
    app.restarts++;
    app.because = env.note("appRestarted", `app/${app.label}`, { restarts: app.restarts, machine: machine.path });
    startProcess(world, machine, app, env);
  });
}

export interface Place {
  readonly machine: string;
  readonly app: string;
}

/** Every app that a name means: `busy` wherever it is, `db1/busy` on that machine only. */
export function findApps(world: World, name: string): Place[] {
  const found: Place[] = [];
  for (const m of world.machines.values()) {
    for (const app of m.apps.values()) if (app.name === name || app.label === name || `${m.name}/${app.name}` === name) found.push({ machine: m.path, app: app.name });
  }
  return found;
}

export function noSuchApp(world: World, name: string): Result {
  const names = [...world.machines.values()].flatMap((m) => [...m.apps.keys()]);
  return refused(`there is no app "${name}" here${didYouMean(name, names)}`);
}

