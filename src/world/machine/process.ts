import type { Nanos } from "../../kernel/time.ts";
import type { Request } from "../workload/traffic.ts";

/** A process of a machine. Sizes in bytes. */
export interface Process {
  readonly pid: number;
  ppid: number;
  /** `comm`: at most 15 characters of the program's name. */
  readonly name: string;
  readonly command: string;
  readonly user: string;
  /** Name of the app it belongs to; "" for daemons and emulators. */
  readonly app: string;
  /** The VM it carries; "" if none. */
  readonly vm: string;
  /** Its cgroup. */
  group: string;
  nice: number;
  oomScoreAdj: number;
  affinity: readonly number[] | undefined;
  /** Threads the world runs; a daemon that only waits has none here. */
  tids: number[];
  /** How many threads `ps` shows. */
  threads: number;
  /** Anonymous memory in RAM, and what of it is on swap. */
  anonBytes: number;
  swapBytes: number;
  /** Of its anonymous memory, what is charged to groups it was moved out of: charges stay where they were made. */
  elsewhere: readonly Charge[];
  /** What the kernel holds for it beside its stacks: page tables and the like. */
  kernelBytes: number;
  /** What its program has allocated so far beyond what it began with. */
  grown: number;
  /** When its memory was last used: what nobody has used for long is swapped out first. */
  touchedAt: Nanos;
  /** Program text and libraries mapped from files: in the page cache, counted in RSS. */
  readonly fileBytes: number;
  readonly virtBytes: number;
  stopped: boolean;
  /** The freezer holds it: its group or one above is frozen. */
  frozen: boolean;
  readonly startedAt: Nanos;
  /** The fact that started it, and the last one that changed its OOM adjustment or nice value: what it does later is caused by these. */
  readonly because: number;
  adjusted: number;
  /** The fact behind its last growth: its own start, or, for an emulator, the start of what grew in the guest. */
  grownBy: number;
}

export interface Charge {
  readonly group: string;
  readonly bytes: number;
}

/** SIGSTOP or the freezer: does nothing, whatever falls due. */
export const standsStill = (p: Process): boolean => p.stopped || p.frozen;

/** A thread that does something. `tid` of the first is the pid. */
export interface Thread {
  readonly tid: number;
  readonly pid: number;
  /** What its program is waiting for: CPU time, a timer, pages from swap, a disk, or the next request. */
  state: "computing" | "sleeping" | "paging" | "reading" | "idle";
  /** When its timer is due; -1 when none. */
  wakeAt: Nanos;
  /** Disk requests under way for it. */
  inFlight: number;
  /** What its program keeps between steps; its meaning is the program's. */
  held: number;
  request: Request | undefined;
  /** Sleeps because its group is over memory.high. */
  stalled: boolean;
  /** The client of `request` has given up; the thread does not know. */
  abandoned: boolean;
}

export function copyProcess(p: Process): Process {
  return {
    pid: p.pid, ppid: p.ppid, name: p.name, command: p.command, user: p.user, app: p.app, vm: p.vm, group: p.group,
    nice: p.nice, oomScoreAdj: p.oomScoreAdj, affinity: p.affinity, tids: p.tids.slice(), threads: p.threads,
    anonBytes: p.anonBytes, swapBytes: p.swapBytes, elsewhere: p.elsewhere, kernelBytes: p.kernelBytes, grown: p.grown, touchedAt: p.touchedAt, fileBytes: p.fileBytes, virtBytes: p.virtBytes,
    stopped: p.stopped, frozen: p.frozen, startedAt: p.startedAt, because: p.because, adjusted: p.adjusted, grownBy: p.grownBy,
  };
}

export function copyThread(t: Thread): Thread {
  return { tid: t.tid, pid: t.pid, state: t.state, wakeAt: t.wakeAt, inFlight: t.inFlight, held: t.held, request: t.request, stalled: t.stalled, abandoned: t.abandoned };
}
