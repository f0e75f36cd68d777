import { SECOND, type Nanos } from "../../kernel/time.ts";
import { done, refused, type Result } from "../../kernel/model.ts";
import { settle } from "../cluster/network/books.ts";
import type { Ending } from "../cluster/network/service-traffic.ts";
import { containerOfApp, upstreamsAnswer } from "../containers/asks.ts";
import { given } from "../given.ts";
import { slownessOf } from "../machine/alarms.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { exchange } from "../machine/network.ts";
import { standsStill, type Process, type Thread } from "../machine/process.ts";
import type { Program } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import { findApps, isAlive, noSuchApp, type App, type Place } from "./app.ts";
import { copyLatencies, createLatencies, record, type Latencies } from "./latency.ts";
import { serveNext } from "./serve.ts";

/**
 * Requests that hit an app from outside, whether it keeps up or not (open loop). One FIFO for all its threads.
 * A client that gives up while waiting leaves the queue; one that gives up while being served is not noticed by the
 * server, which finishes in vain, as a real one does.
 */

export interface Request {
  readonly at: Nanos;
  /** CPU time it needs. */
  readonly work: Nanos;
  /** The Service of Kubernetes that it came through, whose books are kept too; undefined: it was sent to the app itself. */
  readonly service?: string;
}

export interface Traffic {
  perSecond: number;
  open: boolean;
  /** Counts changes of the load: an arrival planned before is stale after. */
  turn: number;
  waiting: Request[];
  /** Threads with nothing to do, longest idle first. */
  idle: number[];
  giveUpAt: Nanos;
  /** Apps it needs, once found. */
  needs: readonly Place[] | undefined;
  latencies: Latencies;
  /** Counted for ever. */
  arrived: number;
  served: number;
  errors: number;
  timeouts: number;
  /** When the first request was lost since one was last answered; -1: none was. And how long such times lasted together. */
  downSince: Nanos;
  downFor: Nanos;
}

/** On the wire: a request with its headers, and a small page. */
const REQUEST_BYTES = 800;
const ANSWER_BYTES = 16_000;

type Serve = Extract<Program, { kind: "serve" }>;
export const serving = (app: App): Serve => app.spec.program as Serve;

export function createTraffic(perSecond: number): Traffic {
  return {
    perSecond, open: false, turn: 0, waiting: [], idle: [], giveUpAt: Infinity, needs: undefined, latencies: createLatencies(),
    arrived: 0, served: 0, errors: 0, timeouts: 0, downSince: -1, downFor: 0,
  };
}

export function copyTraffic(t: Traffic): Traffic {
  return {
    perSecond: t.perSecond, open: t.open, turn: t.turn, waiting: t.waiting.slice(), idle: t.idle.slice(), giveUpAt: t.giveUpAt, needs: t.needs,
    latencies: copyLatencies(t.latencies), arrived: t.arrived, served: t.served, errors: t.errors, timeouts: t.timeouts, downSince: t.downSince, downFor: t.downFor,
  };
}

/** Clients begin to come; they go on coming though the app or its machine is down. */
export function openTraffic(machine: Machine, app: App, env: WorldEnv): void {
  const traffic = app.traffic!;
  if (traffic.open) return;
  traffic.open = true;
  planArrival(machine.path, app, env, serving(app).arrivals === "staggered");
}

export function closeTraffic(traffic: Traffic): void {
  traffic.open = false;
  traffic.turn++;
}

function planArrival(machine: string, app: App, env: WorldEnv, anywhere = false): void {
  const { perSecond, turn } = app.traffic!;
  if (perSecond <= 0) return;
  const mean = SECOND / perSecond;
  const gap = serving(app).arrivals === "poisson" ? env.random.exponential(`arrivals/${app.label}`, mean) : anywhere ? mean * env.random.uniform(`arrivals/${app.label}`) : mean;
  env.after(gap, { type: "arrival", machine, app: app.name, turn });
}

export function arrive(world: World, path: string, name: string, turn: number, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const app = machine?.apps.get(name);
  if (machine === undefined || app?.traffic === undefined || app.traffic.turn !== turn || !app.traffic.open) return;
  planArrival(path, app, env);
  requestArrives(world, machine, app, env);
}

/** A request is there, whoever sent it. False when it failed at once: then nothing more is heard of it. */
export function requestArrives(world: World, machine: Machine, app: App, env: WorldEnv, service?: string): boolean {
  app.traffic!.arrived++;
  if (!isAlive(machine, app) || !needsMet(world, machine, app) || !upstreamsAnswer(world, machine, app, env)) return failed(app.traffic!, env.now);
  return admit(world, machine, app, { at: env.now, work: workOf(app, env), ...(service === undefined ? {} : { service }) }, env);
}

function admit(world: World, machine: Machine, app: App, request: Request, env: WorldEnv): boolean {
  const traffic = app.traffic!;
  if (isFull(machine, app)) return failed(traffic, env.now);
  traffic.waiting.push(request);
  if (traffic.giveUpAt === Infinity) planGiveUp(machine.path, app, request.at + serving(app).timeout, env);
  const tid = traffic.idle.find((id) => !stoppedThread(machine, id));
  if (tid !== undefined) serveNext(world, machine, app, machine.threads.get(tid)!, env);
  return true;
}

/** It runs, and as many requests wait as it lets wait. */
export const isFull = (machine: Machine, app: App): boolean => isAlive(machine, app) && app.traffic!.idle.length === 0 && app.traffic!.waiting.length >= serving(app).backlog;

const stoppedThread = (machine: Machine, tid: number): boolean => standsStill(machine.processes.get(machine.threads.get(tid)!.pid)!);

function workOf(app: App, env: WorldEnv): Nanos {
  const { work, spread } = serving(app);
  if (spread === 0) return work;
  return Math.max(Math.round(work / 10), Math.round(env.random.normal(`work/${app.label}`, work, work * spread)));
}

function failed(traffic: Traffic, now: Nanos): false {
  traffic.errors++;
  missed(traffic, now);
  return false;
}

/** From a request that is lost to the next one that is answered, clients say it is down. */
function missed(traffic: Traffic, now: Nanos): void {
  if (traffic.downSince < 0) traffic.downSince = now;
}

function backAgain(traffic: Traffic, now: Nanos): void {
  if (traffic.downSince < 0) return;
  traffic.downFor += now - traffic.downSince;
  traffic.downSince = -1;
}

export const downtime = ({ downSince, downFor }: Traffic, now: Nanos): Nanos => downFor + (downSince < 0 ? 0 : now - downSince);

/** Whether everything it needs has a living process. */
function needsMet(world: World, machine: Machine, app: App): boolean {
  if (app.spec.needs.length === 0) return true;
  const traffic = app.traffic!;
  traffic.needs ??= app.spec.needs.map((need) => placeOf(world, machine, need));
  return traffic.needs.every((place) => {
    const there = world.machines.get(place.machine);
    const needed = there?.apps.get(place.app);
    return there !== undefined && needed !== undefined && isAlive(there, needed);
  });
}

function placeOf(world: World, machine: Machine, need: string): Place {
  if (machine.apps.has(need)) return { machine: machine.path, app: need };
  return findApps(world, need)[0] ?? { machine: "", app: need };
}

/** A request was answered. */
export function answered(world: World, machine: Machine, app: App, thread: Thread, env: WorldEnv): void {
  const { now } = env;
  const { request, abandoned } = thread;
  thread.request = undefined;
  thread.abandoned = false;
  if (request === undefined || abandoned) return;
  app.traffic!.served++;
  backAgain(app.traffic!, now);
  const delay = exchange(world, machine, REQUEST_BYTES, ANSWER_BYTES, now);
  record(app.traffic!.latencies, now, now - request.at + delay);
  tell(world, request, "served", now - request.at + delay, env);
}

/** Whoever sent it through a service hears what became of it. */
function tell(world: World, { service }: Request, ending: Ending, latency: Nanos, env: WorldEnv, because: readonly number[] = []): void {
  if (service !== undefined) settle(world, service, ending, latency, env, because);
}

function planGiveUp(machine: string, app: App, at: Nanos, env: WorldEnv): void {
  app.traffic!.giveUpAt = at;
  env.after(Math.max(0, at - env.now), { type: "giveUp", machine, app: app.name, at });
}

/** Clients whose patience has ended give up; comes back when the next one's does. */
export function giveUp(world: World, path: string, name: string, at: Nanos, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const app = machine?.apps.get(name);
  if (machine === undefined || app?.traffic === undefined || app.traffic.giveUpAt !== at) return;
  const { traffic } = app;
  const { timeout } = serving(app);
  traffic.giveUpAt = Infinity;
  let late = 0;
  while (late < traffic.waiting.length && traffic.waiting[late]!.at + timeout <= env.now) late++;
  for (const request of traffic.waiting.splice(0, late)) timedOut(world, machine, app, request, env);
  let oldest = traffic.waiting[0]?.at ?? Infinity;
  for (const thread of threadsOf(machine, app)) {
    if (thread.request === undefined || thread.abandoned) continue;
    if (thread.request.at + timeout > env.now) oldest = Math.min(oldest, thread.request.at);
    else {
      thread.abandoned = true;
      timedOut(world, machine, app, thread.request, env);
    }
  }
  if (oldest < Infinity) planGiveUp(path, app, oldest + timeout, env);
}

/** For the client it took as long as it was willing to wait. */
function timedOut(world: World, machine: Machine, app: App, request: Request, env: WorldEnv): void {
  const { timeout } = serving(app);
  app.traffic!.timeouts++;
  missed(app.traffic!, env.now);
  record(app.traffic!.latencies, env.now, timeout);
  if (app.stuck) tell(world, request, "timeouts", timeout, env, known(containerOfApp(machine, app)?.because));
  else tell(world, request, "slow", timeout, env, slownessOf(machine, app));
}

function* threadsOf(machine: Machine, app: App): Iterable<Thread> {
  for (const pid of app.pids) for (const tid of machine.processes.get(pid)?.tids ?? []) yield machine.threads.get(tid)!;
}

/** A serving process died: whatever it was answering fails; when it was the last one, so does all that waits. */
export function abandonServed(world: World, machine: Machine, app: App, process: Process, because: readonly number[], env: WorldEnv): void {
  const { traffic } = app;
  if (traffic === undefined) return;
  for (const tid of process.tids) {
    const thread = machine.threads.get(tid);
    if (thread?.request !== undefined && !thread.abandoned) lost(world, app, thread.request, because, env);
  }
  traffic.idle = traffic.idle.filter((tid) => !process.tids.includes(tid));
  if (app.pids.every((pid) => pid === process.pid)) dropWaiting(world, app, because, env);
}

function dropWaiting(world: World, app: App, because: readonly number[], env: WorldEnv): void {
  const { waiting } = app.traffic!;
  app.traffic!.waiting = [];
  for (const request of waiting) lost(world, app, request, because, env);
}

/** Whoever was to answer it is gone. */
function lost(world: World, app: App, request: Request, because: readonly number[], env: WorldEnv): void {
  app.traffic!.errors++;
  missed(app.traffic!, env.now);
  tell(world, request, "failed", env.now - request.at, env, because);
}

const known = (fact = -1): readonly number[] => (fact < 0 ? [] : [fact]);

/** The whole machine stops. */
export function dropService(world: World, machine: Machine, app: App, env: WorldEnv): void {
  if (app.traffic === undefined) return;
  const because = known(machine.power);
  for (const thread of threadsOf(machine, app)) if (thread.request !== undefined && !thread.abandoned) lost(world, app, thread.request, because, env);
  app.traffic.idle = [];
  dropWaiting(world, app, because, env);
}

/** `lab load`: requests per second from now on. */
export function setLoad(world: World, name: string, perSecond: number, env: WorldEnv): Result {
  const places = findApps(world, name);
  if (places.length === 0) return noSuchApp(world, name);
  if (!(perSecond >= 0 && perSecond <= 1e6)) return refused(`${perSecond} requests per second is not a load: give 0 to 1000000`);
  const apps = places.map((p) => [p.machine, machineOf(world, p.machine)!.apps.get(p.app)!] as const).filter(([, app]) => app.traffic !== undefined);
  if (apps.length === 0) return refused(`${name} answers no requests, so it cannot be loaded`);
  const cause = given(env, `lab load ${name} ${perSecond}`);
  for (const [machine, app] of apps) {
    app.traffic!.perSecond = perSecond;
    app.traffic!.turn++;
    env.note("loadChanged", `app/${app.label}`, { per_second: perSecond }, [cause]);
    if (app.traffic!.open) planArrival(machine, app, env);
  }
  return done;
}
