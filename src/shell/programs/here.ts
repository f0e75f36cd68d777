import { toSeconds } from "../../kernel/time.ts";
import type { DiskRow, MachineRow, Observation, ProcessRow, VmRow } from "../../world/observation.ts";
import { machineAt, vmAt } from "../console.ts";
import type { Seat } from "../verb.ts";

/** The machine whose program this is. The dispatcher has made sure that it exists. */
export const here = (seen: Observation, seat: Seat): MachineRow => machineAt(seat, seen)!;

/** Its processes in the order of their ids. */
export const processesHere = (seen: Observation, seat: Seat): ProcessRow[] => seen.tables.processes.filter((row) => row.machine === seat.machine).sort((a, b) => a.pid - b.pid);

/** Its disks: physical ones of a host, the virtual one of a guest. */
export function disksHere(seen: Observation, seat: Seat): DiskRow[] {
  const vm = vmAt(seat, seen);
  if (vm === undefined) return seen.tables.disks.filter((disk) => disk.machine === seat.machine && disk.vm === "");
  const own = seen.tables.disks.filter((disk) => disk.vm === vm.name);
  return own.filter((disk, place) => own.findIndex((other) => other.name === disk.name) === place);
}

const vmsHere = (seen: Observation, seat: Seat): VmRow[] => seen.tables.vms.filter((vm) => vm.machine === seat.machine);

/** How long a process lives, in seconds. */
export const elapsed = (row: ProcessRow, seen: Observation): number => Math.max(0, toSeconds(seen.now) - row.started_s);

/** How the CPUs of a machine spent the last second, as fractions of all of them. */
export interface CpuTime {
  readonly user: number;
  /** User time of processes with a positive nice value. */
  readonly nice: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly steal: number;
  /** The part of user and nice in which a guest's code ran. */
  readonly guest: number;
}

export function cpuTime(seen: Observation, seat: Seat): CpuTime {
  const machine = here(seen, seat);
  const of = (cpus: number): number => Math.min(1, Math.max(0, cpus / Math.max(1, machine.cpus)));
  const niced = processesHere(seen, seat).reduce((total, row) => total + (row.nice > 0 ? row.cpu : 0), 0);
  const nice = Math.min(niced, machine.user);
  const guest = vmsHere(seen, seat).reduce((total, vm) => total + vm.cpu, 0);
  const idle = machine.cpus - machine.user - machine.system - machine.iowait - machine.steal;
  return { user: of(machine.user - nice), nice: of(nice), system: of(machine.system), idle: of(idle), iowait: of(machine.iowait), steal: of(machine.steal), guest: of(Math.min(guest, machine.user)) };
}
