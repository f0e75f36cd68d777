import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import type { World } from "../state.ts";
import { maxMin } from "./link.ts";
import { machineOf, type Machine } from "./machine.ts";
import { hardwareOf } from "./scheduling.ts";

/**
 * Network cards. A guest's is virtual: all it carries goes over the cards of the machines below as well. Messages queue
 * one after the other; long transfers share the way max-min fairly. (The two do not push each other aside.)
 */
export interface Nic {
  readonly name: string;
  /** The VM it belongs to; "" for hardware. */
  readonly vm: string;
  /** In either direction (full duplex). */
  readonly bitsPerSecond: number;
  /** Counted for ever. */
  rxBytes: number;
  txBytes: number;
  /** When it has carried all messages given to it so far. */
  rxFreeAt: Nanos;
  txFreeAt: Nanos;
  /** Of hardware: transfers that go on over it, by name; replaced, never changed. */
  transfers: ReadonlyMap<string, LongTransfer>;
}

interface LongTransfer {
  readonly machine: string;
  readonly direction: "rx" | "tx";
  readonly bitsPerSecond: number;
  readonly at: Nanos;
}

/** A transfer that has not asked again for this long is over. */
const LIVELY = 100 * MILLISECOND;

export const createNic = (name: string, bitsPerSecond: number, vm = ""): Nic => ({
  name, vm, bitsPerSecond, rxBytes: 0, txBytes: 0, rxFreeAt: 0, txFreeAt: 0, transfers: new Map(),
});
export const copyNic = (nic: Nic): Nic => ({ ...nic });

export interface NicCount {
  readonly rxBytes: number;
  readonly txBytes: number;
}

export const countNic = ({ rxBytes, txBytes }: Nic): NicCount => ({ rxBytes, txBytes });

/** Counts what a machine received and sent, on its card and on those of the machines that carry it. */
export function transmit(world: World, machine: Machine, rxBytes: number, txBytes: number): void {
  for (const nic of cardsOf(world, machine)) {
    nic.rxBytes += rxBytes;
    nic.txBytes += txBytes;
  }
}

/** A request comes in and its answer goes out: counted, and told how long they had to queue and to be on the wire. */
export function exchange(world: World, machine: Machine, rxBytes: number, txBytes: number, now: Nanos): Nanos {
  transmit(world, machine, rxBytes, txBytes);
  let delay = 0;
  for (const nic of cardsOf(world, machine)) {
    nic.rxFreeAt = Math.max(nic.rxFreeAt, now) + onWire(nic, rxBytes);
    nic.txFreeAt = Math.max(nic.txFreeAt, now) + onWire(nic, txBytes);
    delay = Math.max(delay, nic.rxFreeAt - now + (nic.txFreeAt - now));
  }
  return delay;
}

const onWire = (nic: Nic, bytes: number): Nanos => Math.ceil(((bytes * 8) / nic.bitsPerSecond) * SECOND);

/**
 * How fast a long transfer of a machine may go now, in bits per second: its max-min fair share of every card on its way,
 * at most what it asks for. To be asked anew for every piece, at least every tenth of a second.
 */
export function fairShare(world: World, machine: Machine, name: string, direction: "rx" | "tx", bitsPerSecond: number, now: Nanos): number {
  const uplink = machineOf(world, hardwareOf(world, machine))?.nics.values().next().value;
  if (uplink === undefined) return bitsPerSecond;
  const lively = [...uplink.transfers].filter(([, t]) => now - t.at <= LIVELY);
  const key = `${machine.path}/${name}`;
  uplink.transfers = new Map([...lively, [key, { machine: machine.path, direction, bitsPerSecond, at: now }]]);
  const capacity = new Map<string, number>();
  const demands = [...uplink.transfers.values()].map((t) => ({ most: t.bitsPerSecond, over: linksOf(world, t, capacity) }));
  return maxMin(demands, capacity)[[...uplink.transfers.keys()].indexOf(key)]!;
}

/** The cards a transfer crosses, each in its direction; notes what they can carry. */
function linksOf(world: World, { machine: path, direction }: LongTransfer, capacity: Map<string, number>): string[] {
  const links: string[] = [];
  for (let m = world.machines.get(path); m !== undefined; m = world.machines.get(m.host)) {
    const nic = m.nics.values().next().value;
    if (nic === undefined) continue;
    links.push(`${m.path} ${direction}`);
    capacity.set(`${m.path} ${direction}`, nic.bitsPerSecond);
  }
  return links;
}

function cardsOf(world: World, machine: Machine): Nic[] {
  const cards: Nic[] = [];
  for (let m: Machine | undefined = machine; m !== undefined; m = m.host === "" ? undefined : machineOf(world, m.host)) {
    const nic = m.nics.values().next().value;
    if (nic !== undefined) cards.push(nic);
  }
  return cards;
}
