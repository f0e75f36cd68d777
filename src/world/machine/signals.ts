import { done, refused, type Result } from "../../kernel/model.ts";
import type { Command, Signal } from "../command.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { continueThreads } from "../workload/program.ts";
import { continueThread, stopThread } from "./cpu/cpus.ts";
import type { Machine } from "./machine.ts";
import { effectOf } from "./namespace-life.ts";
import { standsStill, type Process } from "./process.ts";
import { endProcess } from "./process-life.ts";
import { byProgram, notRunning, processesOf, subjectOf } from "./ruling.ts";
import { touchCpus } from "./scheduling.ts";

/** Default actions of signals: man 7 signal. A shell shows a death by signal N as exit status 128 + N. */
const NUMBER: Readonly<Record<Signal, number>> = { HUP: 1, INT: 2, KILL: 9, TERM: 15, CONT: 18, STOP: 19 };

/** kill(1). */
export function signal(world: World, command: Extract<Command, { type: "signal" }>, env: WorldEnv): Result {
  const meant = processesOf(world, command.machine, command.pids);
  if (meant === undefined) return notRunning(command.machine);
  if ("missing" in meant) return refused(`bash: kill: (${meant.missing}) - No such process`);
  const cause = given(env, `kill -${command.signal} ${command.pids.join(" ")}`);
  for (const [name, { processes, pids, subject }] of byProgram(meant)) {
    const detail = { signal: `SIG${command.signal}`, machine: command.machine, process: name, pids };
    const fact = env.note("signalled", subject, detail, [cause]);
    for (const p of processes) if (!isShielded(meant.machine, p, command)) deliver(world, meant.machine, p, command.signal, fact, env);
  }
  return done;
}

export function deliver(world: World, machine: Machine, process: Process, signal: Signal, fact: number, env: WorldEnv): void {
  const app = machine.apps.get(process.app);
  if (app !== undefined) app.signalled++;
  if (!machine.up || !machine.processes.has(process.pid) || ignores(process)) return;
  if (signal === "STOP") return stopProcess(world, machine, process, env);
  if (signal === "CONT") return continueProcess(world, machine, process, env);
  const status = effectOf(machine, process, signal, 128 + NUMBER[signal]);
  if (status === "ignored") return;
  const killed = env.note("processKilled", subjectOf(machine, process), { status, pid: process.pid, process: process.name, machine: machine.path }, [fact]);
  endProcess(world, machine, process.pid, { status, because: [killed] }, env);
}

/** From inside, SIGKILL and SIGSTOP do not reach the first process of a pid namespace: pid_namespaces(7). */
const isShielded = (machine: Machine, process: Process, { from, signal }: Extract<Command, { type: "signal" }>): boolean =>
  from !== undefined && (signal === "KILL" || signal === "STOP") && machine.namespaces.all.get(from)?.init === process.pid;

/** The kernel shields pid 1 from signals it has no handler for, and its own threads from all of them. */
const ignores = (process: Process): boolean => process.pid === 1 || process.pid === 2 || process.ppid === 2;

function stopProcess(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  if (process.stopped) return;
  touchCpus(world, machine, env.now);
  process.stopped = true;
  for (const tid of process.tids) stopThread(machine.cpus, tid);
}

function continueProcess(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  if (!process.stopped) return;
  touchCpus(world, machine, env.now);
  process.stopped = false;
  goOn(world, machine, process, env);
}

/** Its threads run again, unless something else still holds it. */
export function goOn(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  if (standsStill(process) || machine.paused) return;
  for (const tid of process.tids) continueThread(machine.cpus, tid);
  continueThreads(world, machine, [process], env);
}
