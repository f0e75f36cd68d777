import fc from "fast-check";
import { expect, test } from "vitest";
import { act, present } from "../../src/kernel/timeline.ts";
import type { Command } from "../../src/world/command.ts";
import { booksOf } from "./books.ts";
import { after, app, backTo, doing, fault, GIB, host, look, MIB, play, scenario, serve, vm, type Play } from "./scenes.ts";

/** Two guests on a host that is too small for both, and everything that can be done to them in any order. */

const guest = (name: string) => vm(name, 2, GIB, [
  app(`${name}-web`, serve(30, 10, { arrivals: "poisson" }), { threads: 2, memoryBytes: 200 * MIB }),
  app(`${name}-rush`, { kind: "busy" }, { threads: 2, autostart: false }),
  app(`${name}-touch`, { kind: "cache", bytes: GIB, bytesPerSecond: 200e6 }, { autostart: false }),
  app(`${name}-leak`, { kind: "leak", bytesPerSecond: 50 * MIB }, { autostart: false }),
], { systemBytes: 200 * MIB, swapBytes: 256 * MIB, vcpusMax: 4 });

const crowded = scenario([host([], { cpus: 2, memoryBytes: 2 * GIB, systemBytes: 256 * MIB, swapBytes: 512 * MIB, vms: [guest("one"), guest("two")] })], [
  fault("rush", { start: ["one-rush", "two-rush"] }), fault("touch", { start: ["one-touch", "two-touch"] }), fault("leak", { start: ["one-leak"] }),
  fault("panic", { panic: ["two"] }),
]);

const deeds = fc.array(fc.record({
  wait: fc.integer({ min: 0, max: 15_000 }),
  what: fc.constantFrom("vmStart", "vmShutdown", "vmDestroy", "vmReboot", "vmSuspend", "vmResume", "vcpus", "memory", "shares", "kill", "stop", "cont", "rush", "touch", "leak", "panic"),
  vm: fc.constantFrom("one", "two"),
  value: fc.integer({ min: 1, max: 1000 }),
}), { maxLength: 10 });

function commandOf(t: Play, { what, vm: name, value }: { what: string; vm: string; value: number }): Command {
  const impact = { live: true, config: false };
  const pid = look(t).tables.processes.find((p) => p.vm === name)?.pid ?? 4711;
  switch (what) {
    case "vcpus": return { type: "vmSetVcpus", vm: name, count: 1 + (value % 4), maximum: false, ...impact };
    case "memory": return { type: "vmSetMemory", vm: name, bytes: value * MIB, maximum: false, ...impact };
    case "shares": return { type: "vmSetSchedule", vm: name, cpuShares: value, ...impact };
    case "kill": return { type: "signal", machine: "atlas", pids: [pid], signal: "KILL" };
    case "stop": return { type: "signal", machine: "atlas", pids: [pid], signal: "STOP" };
    case "cont": return { type: "signal", machine: "atlas", pids: [pid], signal: "CONT" };
    case "rush": case "touch": case "leak": case "panic": return { type: "fault", name: what };
    default: return { type: what as "vmStart", vm: name };
  }
}

const seen = (t: Play) => {
  const { tables: { machines, processes, vms, disks, apps, groups }, facts } = look(t);
  return structuredClone({ machines, processes, vms, disks, apps, groups, facts });
};

test("whatever is done to guests: memory adds up inside and outside, and replay gives the same world", () => {
  fc.assert(fc.property(deeds, fc.integer({ min: 1, max: 1e6 }), (doings, seed) => {
    let t = play(crowded, seed);
    for (const deed of doings) {
      t = act(after(t, deed.wait / 1000), commandOf(t, deed))[0];
      expect(booksOf(present(t).state)).toEqual([]);
    }
    t = after(t, 3);
    expect(booksOf(present(t).state)).toEqual([]);
    let again = play(crowded, seed);
    for (const input of t.log) again = doing(backTo(again, input.at / 1e9), input.command);
    expect(seen(backTo(again, t.at / 1e9))).toEqual(seen(t));
  }), { numRuns: 25 });
});
