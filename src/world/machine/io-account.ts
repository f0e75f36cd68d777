import type { Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import { pieces, type Transfer } from "./block-transfer.ts";
import { advance, countStall } from "./cpu/cpus.ts";
import { upward } from "./groups.ts";
import { machineOf, type Machine } from "./machine.ts";

/** Whose requests they were: io.stat of every group above, and the time their threads waited (io.pressure, memory.pressure). */

/** A request has been served. */
export function accountTo(machine: Machine, group: string, { request }: Transfer): void {
  const [bytes, requests] = request.op === "read" ? (["rbytes", "rios"] as const) : (["wbytes", "wios"] as const);
  for (const g of upward(machine.groups, group)) g.io = { ...g.io, [bytes]: g.io[bytes] + request.bytes, [requests]: g.io[requests] + pieces(request) };
}

/** A thread begins to wait for a request it has made: in the machine it runs on. Pages from swap are a shortage of memory too. */
export function beginWait(machine: Machine, transfer: Transfer, now: Nanos): void {
  if (transfer.legs.length === 1 && transfer.waiter === machine.path) count(machine, transfer, 1, now);
}

export function endWait(world: World, transfer: Transfer, now: Nanos): void {
  const first = transfer.legs[0]!;
  const machine = first.machine === transfer.waiter ? machineOf(world, first.machine) : undefined;
  if (machine?.disks.get(first.disk)?.life === first.life) count(machine!, transfer, -1, now);
}

function count(machine: Machine, { request, legs }: Transfer, by: 1 | -1, now: Nanos): void {
  if (request.tid < 0) return;
  advance(machine.cpus, now);
  countStall(machine.cpus, legs[0]!.group, "io", by);
  if (request.purpose === "swap") countStall(machine.cpus, legs[0]!.group, "memory", by);
}
