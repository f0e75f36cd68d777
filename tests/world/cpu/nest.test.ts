import { describe, expect, test } from "vitest";
import { SECOND } from "../../../src/kernel/time.ts";
import { addGroup, addThread, createCpus, readGroup, readMachine, readThread, setGroup, setWork, type Cpus } from "../../../src/world/machine/cpu/cpus.ts";
import { advanceNest, carry, nestOn, nextNestChange, settleNest, type Nest } from "./nesting.ts";

type Engine = "fluid" | "sliced";

function wait(nest: Nest, duration: number): void {
  const until = nest.host.cpus.now + duration;
  for (;;) {
    while (settleNest(nest, nest.host.cpus.now).length > 0);
    if (nextNestChange(nest) > until) break;
    advanceNest(nest, nextNestChange(nest));
  }
  advanceNest(nest, until);
}

let ids = 0;

interface Guest {
  readonly path: string;
  readonly cpus: Cpus;
  readonly vcpus: readonly number[];
}

/** A VM on a machine whose guest runs some busy threads. */
function guestOn(nest: Nest, name: string, vcpus: number, busy: number, engine: Engine, on = nest.host.path): Guest {
  const host = nest.all.get(on)!.cpus;
  addGroup(host, name, null);
  const threads = Array.from({ length: vcpus }, () => {
    ids += 1;
    addThread(host, { id: ids, group: name, nice: 0 });
    return ids;
  });
  const cpus = createCpus(vcpus, engine, host.now, true);
  for (let i = 0; i < busy; i++) {
    ids += 1;
    addThread(cpus, { id: ids, group: "/", nice: 0 });
    setWork(cpus, ids, Infinity);
  }
  return { path: carry(nest, on, cpus, threads), cpus, vcpus: threads };
}

const inSeconds = (ns: number): number => Number((ns / SECOND).toFixed(2));
const delay = (host: Cpus, guest: Guest): number => guest.vcpus.reduce((sum, id) => sum + readThread(host, id).waiting, 0);

describe.each<Engine>(["fluid", "sliced"])("%s", (engine) => {
  test("four busy guests of four vCPUs on eight CPUs: two CPUs each, half of the time stolen", () => {
    const cpus = createCpus(8, engine, 0);
    const nest = nestOn(cpus);
    const guests = ["/db1", "/db2", "/web1", "/web2"].map((name) => guestOn(nest, name, 4, 4, engine));
    wait(nest, 10 * SECOND);
    for (const guest of guests) {
      const { usage, steal, idle } = readMachine(guest.cpus);
      expect([usage / SECOND, steal / SECOND, idle / SECOND].map(Math.round)).toEqual([20, 20, 0]);
    }
  });

  test("steal in the guest is the run delay of its vCPU threads on the host", () => {
    const cpus = createCpus(2, engine, 0);
    const nest = nestOn(cpus);
    const guests = [guestOn(nest, "/a", 1, 3, engine), guestOn(nest, "/b", 3, 2, engine), guestOn(nest, "/c", 2, 4, engine)];
    setGroup(cpus, "/a", { quotaUs: 30_000, shares: 3000 });
    wait(nest, 5 * SECOND);
    for (const guest of guests) {
      expect(inSeconds(readMachine(guest.cpus).steal)).toBe(inSeconds(delay(cpus, guest)));
    }
    expect(guests.every((guest) => readMachine(guest.cpus).steal > 0)).toBe(true);
  });

  test("a guest uses what its vCPU threads used, and its idle CPUs cost the host nothing", () => {
    const cpus = createCpus(4, engine, 0);
    const nest = nestOn(cpus);
    const guest = guestOn(nest, "/vm", 4, 1, engine);
    wait(nest, SECOND);
    expect(inSeconds(readGroup(cpus, "/vm").usage)).toBe(1);
    expect(inSeconds(readMachine(guest.cpus).usage)).toBe(1);
    expect(inSeconds(readMachine(cpus).idle)).toBe(3);
  });

  test("a machine in a machine in a machine: half of a half", () => {
    const cpus = createCpus(1, engine, 0);
    const nest = nestOn(cpus);
    const middle = guestOn(nest, "/outer", 1, 1, engine);
    const inner = guestOn(nest, "/inner", 1, 1, engine, middle.path);
    ids += 1;
    addThread(cpus, { id: ids, group: "/", nice: 0 });
    setWork(cpus, ids, Infinity);
    wait(nest, 10 * SECOND);
    expect(readMachine(middle.cpus).usage / SECOND).toBeCloseTo(5, 1);
    expect(readMachine(inner.cpus).usage / SECOND).toBeCloseTo(2.5, 0);
  });
});
