import { done, refused, type Result } from "../../kernel/model.ts";
import type { Command } from "../command.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { setThread } from "./cpu/cpus.ts";
import { machineOf, type Machine } from "./machine.ts";
import type { Process } from "./process.ts";
import { touchCpus } from "./scheduling.ts";

/** What an administrator may change of a running process: its nice value, its OOM adjustment, the CPUs it may use. */

type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

export interface Meant {
  readonly machine: Machine;
  readonly processes: readonly Process[];
}

/** The processes a command names. All must exist: otherwise the missing pid is answered. */
export function processesOf(world: World, path: string, pids: readonly number[]): Meant | { readonly missing: number } | undefined {
  const machine = machineOf(world, path);
  if (machine === undefined || !machine.up) return undefined;
  const missing = pids.find((pid) => !machine.processes.has(pid));
  if (missing !== undefined) return { missing };
  return { machine, processes: pids.map((pid) => machine.processes.get(pid)!) };
}

export const notRunning = (path: string): Result => refused(`${path} is not running`);

/** renice(1): sets the nice value of every thread, kept within -20..19 as setpriority(2) does. */
export function renice(world: World, command: Of<"renice">, env: WorldEnv): Result {
  const meant = processesOf(world, command.machine, command.pids);
  if (meant === undefined) return notRunning(command.machine);
  if ("missing" in meant) return refused(`renice: failed to get priority for ${meant.missing} (process ID): No such process`);
  const nice = Math.min(19, Math.max(-20, Math.trunc(command.nice)));
  const cause = given(env, `renice -n ${command.nice} -p ${command.pids.join(" ")}`);
  for (const [name, { processes, pids, subject }] of byProgram(meant)) {
    const from = processes[0]!.nice;
    const fact = env.note("reniced", subject, { from, to: nice, machine: command.machine, process: name, pids }, [cause]);
    for (const p of processes) setNice(world, meant.machine, p, nice, fact, env);
  }
  return done;
}

function setNice(world: World, machine: Machine, process: Process, nice: number, fact: number, env: WorldEnv): void {
  touchCpus(world, machine, env.now);
  process.nice = nice;
  process.adjusted = fact;
  for (const tid of process.tids) setThread(machine.cpus, tid, { nice });
}

/** choom(1), /proc/PID/oom_score_adj: -1000 (never) to 1000 (first). */
export function setOomScoreAdj(world: World, command: Of<"setOomScoreAdj">, env: WorldEnv): Result {
  const meant = processesOf(world, command.machine, command.pids);
  if (meant === undefined) return notRunning(command.machine);
  if ("missing" in meant) return refused(`choom: failed to read OOM score adjust value: No such process (pid ${meant.missing})`);
  const { value } = command;
  if (!Number.isInteger(value) || value < -1000 || value > 1000) return refused("choom: failed to set score adjust value: Invalid argument", "the adjustment goes from -1000 (never killed) to 1000 (killed first)");
  const cause = given(env, `choom -n ${value} -p ${command.pids.join(" ")}`);
  for (const [name, { processes, pids, subject }] of byProgram(meant)) {
    const fact = env.note("oomScoreAdjusted", subject, { from: processes[0]!.oomScoreAdj, to: value, machine: command.machine, process: name, pids }, [cause]);
    for (const p of processes) {
      p.oomScoreAdj = value;
      p.adjusted = fact;
    }
  }
  return done;
}

/** taskset(1): CPUs that are not there are left out; with none left it is refused, as sched_setaffinity(2) does. */
export function setAffinity(world: World, command: Of<"setAffinity">, env: WorldEnv): Result {
  const meant = processesOf(world, command.machine, command.pids);
  if (meant === undefined) return notRunning(command.machine);
  if ("missing" in meant) return refused(`taskset: failed to set pid ${meant.missing}'s affinity: No such process`);
  const { count } = meant.machine.cpus;
  const cpus = [...new Set(command.cpus)].filter((cpu) => Number.isInteger(cpu) && cpu >= 0 && cpu < count).sort((a, b) => a - b);
  if (cpus.length === 0) return refused(`taskset: failed to set pid ${command.pids[0]}'s affinity: Invalid argument`, `${meant.machine.name} has CPUs 0 to ${count - 1}`);
  const cause = given(env, `taskset -cp ${command.cpus.join(",")} ${command.pids.join(" ")}`);
  touchCpus(world, meant.machine, env.now);
  for (const [name, { processes, pids, subject }] of byProgram(meant)) {
    const fact = env.note("affinitySet", subject, { cpus: cpus.join(","), machine: command.machine, process: name, pids }, [cause]);
    for (const p of processes) {
      p.affinity = cpus.length === count ? undefined : cpus;
      p.adjusted = fact;
      for (const tid of p.tids) setThread(meant.machine.cpus, tid, { affinity: p.affinity ?? null });
    }
  }
  return done;
}

interface Program {
  readonly processes: Process[];
  pids: string;
  readonly subject: string;
}

/** One fact for all processes of a program, however many there are. */
export function byProgram({ machine, processes }: Meant): Map<string, Program> {
  const programs = new Map<string, Program>();
  for (const p of processes) {
    const found = programs.get(p.name);
    if (found === undefined) programs.set(p.name, { processes: [p], pids: String(p.pid), subject: subjectOf(machine, p) });
    else {
      found.processes.push(p);
      found.pids += ` ${p.pid}`;
    }
  }
  return programs;
}

/** What facts call a process: its VM, its app, or its own name. */
export function subjectOf(machine: Machine, process: Process): string {
  if (process.vm !== "") return `vm/${process.vm}`;
  return `process/${machine.apps.get(process.app)?.label ?? process.name}`;
}
