import { line, span, type Line } from "../display/line.ts";
import type { MachineRow, Observation, VmRow } from "../world/observation.ts";
import { namespace, shellOf } from "./inside.ts";
import type { Seat } from "./verb.ts";

/** What Ctrl-] does on a VM's console: the session interprets this line when the key is pressed. */
export const LEAVE_CONSOLE = "exit";

export const machineAt = (seat: Seat, seen: Observation): MachineRow | undefined => seen.tables.machines.find((row) => row.path === seat.machine);

export const vmAt = (seat: Seat, seen: Observation): VmRow | undefined => seen.tables.vms.find((row) => row.guest === seat.machine);

/** `root@atlas:~# `, or the Windows one on a Windows guest's console. */
export function prompt(seat: Seat, seen: Observation): Line {
  const machine = machineAt(seat, seen);
  if (machine === undefined) return [span("$ ")];
  const vm = vmAt(seat, seen);
  if (vm !== undefined && !answers(vm, machine)) return [span("(console) ", "muted")];
  if (machine.os === "windows") return [span("C:\\Windows\\system32> ")];
  const shell = shellOf(seat, seen);
  if (shell !== undefined && /^(ba)?sh$|^ash$/.test(shell.name) && shell.name !== "bash") return [span(`${seat.directory} # `, "key")];
  const name = shell === undefined ? machine.name : (namespace(seen, seat.machine, shell.ns_uts)?.hostname ?? machine.name);
  const directory = seat.directory.replace(/^\/root(?=\/|$)/, "~");
  return [span(`${seat.user}@${name}`, "key"), span(":"), span(directory), span("# ")];
}

/**
 * A console lives as long as its VM runs, a shell over the network as long as its machine: then the learner is back where it was opened, told why.
 * A second value that is not empty is the whole answer to whatever was typed.
 */
export function settle(seat: Seat, seen: Observation): [Seat, readonly Line[]] {
  const vm = vmAt(seat, seen);
  const machine = machineAt(seat, seen);
  const outer = seat.outer.at(-1);
  if (outer !== undefined && seat.terminal !== undefined) return settleShell(seat, outer, seen);
  if (outer === undefined || (vm !== undefined && vm.state !== "shut off")) return [seat, []];
  if (machine?.host === "") return machine.up ? [seat, []] : [back(seat), [line(`Connection to ${machine.name} closed by remote host; you are back on ${nameOf(outer, seen)}`, "warn")]];
  const gone = vm === undefined ? "the machine of this console is gone" : `the console has closed: domain '${vm.name}' is shut off`;
  return [back(seat), [line(`${gone}; you are back on ${nameOf(outer, seen)}`, "warn")]];
}

/** A shell of its own is a process: when it has ended, whoever sat at it is back where it was started. */
function settleShell(seat: Seat, outer: Seat, seen: Observation): [Seat, readonly Line[]] {
  if (shellOf(seat, seen) !== undefined || isStarting(seat, seen)) return [seat, []];
  return [back(seat), [line(`the shell has ended; you are back on ${nameOf(outer, seen)}`, "warn")]];
}

/** `docker run -it`: its shell is on its way. */
const isStarting = (seat: Seat, seen: Observation): boolean => seen.tables.containers.some((c) => c.machine === seat.machine && c.terminal === seat.terminal && c.starting);

/** The seat around this one; the seat itself when there is none. */
export function back(seat: Seat): Seat {
  const outer = seat.outer.at(-1);
  return outer === undefined ? seat : { ...outer, typed: seat.typed ?? [], status: 0 };
}

const nameOf = (seat: Seat, seen: Observation): string => machineAt(seat, seen)?.name ?? seat.machine;

/** A guest answers when its own system is up and its vCPUs get time. */
export const answers = (vm: VmRow, guest: MachineRow): boolean => guest.up && vm.state !== "paused" && vm.state !== "crashed";

/** Why nobody answers at this seat: its machine is not up. Undefined when it answers. */
export function silence(seat: Seat, seen: Observation): string | undefined {
  const machine = machineAt(seat, seen);
  if (machine?.host === "" && !machine.up) return `${machine.name} does not answer: the machine is down`;
  const vm = vmAt(seat, seen);
  if (machine === undefined || vm === undefined || answers(vm, machine)) return undefined;
  if (vm.state === "crashed") return `no answer: the kernel of ${vm.name} has panicked; Ctrl-] or exit goes back to the host`;
  if (vm.state === "paused") return `no answer: ${vm.name} is paused, its vCPUs get no time; Ctrl-] or exit goes back to the host`;
  const stage = { firmware: "its firmware is looking for a disk", kernel: "its kernel is starting", services: "its services are starting" }[vm.stage];
  return `no login prompt yet: ${vm.name} is ${vm.state}${stage === undefined ? "" : `, ${stage}`}; Ctrl-] or exit goes back to the host`;
}
