import fc from "fast-check";
import { expect, test } from "vitest";
import { act, present } from "../../src/kernel/timeline.ts";
import type { Command } from "../../src/world/command.ts";
import type { Observation } from "../../src/world/observation.ts";
import { booksOf } from "./books.ts";
import { after, app, backTo, doing, host, look, MIB, oneServer, play, scenario, serve, type Play } from "./scenes.ts";

/** Everything anybody can see, taken out of an observation. */
const all = ({ now, tables: { machines, processes, threads, groups, apps, vms, disks, nics }, series, facts, lanes, faults }: Observation) => structuredClone({
  now, machines, processes, threads, groups, apps, vms, disks, nics, series: { ...series }, facts, lanes, faults,
});

test.each(["fluid", "sliced"] as const)("going back and forward again shows the same world (%s)", (engine) => {
  const start = after(play(oneServer(engine)), 10);
  const there = after(doing(start, { type: "fault", name: "start batch" }), 33);
  const seen = all(look(there));
  const back = backTo(there, 7);
  expect(back.at).toBe(7e9);
  expect(all(look(after(doing(after(back, 3), { type: "fault", name: "start batch" }), 33)))).toEqual(seen);
  expect(all(look(there))).toEqual(seen);
});

test("an observation stays what it was, whatever happens afterwards", () => {
  const t = after(play(oneServer()), 10);
  const early = look(t);
  const expected = all(look(t));
  const later = after(doing(t, { type: "fault", name: "start batch" }), 20);
  expect(look(later).tables.processes).toHaveLength(early.tables.processes.length + 32);
  expect(all(early)).toEqual(expected);
});

const small = () => scenario([host([
  app("web", serve(40, 15, { arrivals: "poisson", spread: 0.3 }), { processes: 2, threads: 2, restart: { policy: "always", delay: 1e9 } }),
  app("poll", { kind: "cycle", run: 3e6, sleep: 50e6 }),
  app("crowd", { kind: "busy" }, { processes: 4, autostart: false }),
  app("leaky", { kind: "leak", bytesPerSecond: 60 * MIB }, { autostart: false, restart: { policy: "always", delay: 2e9 } }),
], { cpus: 2, memoryBytes: 512 * MIB, systemBytes: 200 * MIB, swapBytes: 128 * MIB })], [
  { name: "crowd", about: "", start: ["crowd"], stop: [], panic: [] }, { name: "leak", about: "", start: ["leaky"], stop: [], panic: [] },
]);

/** What somebody may do; pids are picked from those alive. */
const deeds = fc.array(fc.record({
  wait: fc.integer({ min: 0, max: 4000 }),
  what: fc.constantFrom("renice", "choom", "TERM", "KILL", "STOP", "CONT", "affinity", "crowd", "leak", "load"),
  pick: fc.nat(1000),
  value: fc.integer({ min: -20, max: 1000 }),
}), { maxLength: 12 });

function commandOf(t: Play, deed: { what: string; pick: number; value: number }): Command {
  const machine = "atlas";
  const alive = look(t).tables.processes.filter((p) => p.app !== "");
  const pids = alive.length === 0 ? [1] : [alive[deed.pick % alive.length]!.pid];
  switch (deed.what) {
    case "renice": return { type: "renice", machine, pids, nice: deed.value };
    case "choom": return { type: "setOomScoreAdj", machine, pids, value: deed.value };
    case "affinity": return { type: "setAffinity", machine, pids, cpus: [deed.pick % 2] };
    case "crowd": case "leak": return { type: "fault", name: deed.what };
    case "load": return { type: "load", app: "web", perSecond: Math.abs(deed.value) / 10 };
    default: return { type: "signal", machine, pids, signal: deed.what as "TERM" };
  }
}

test.each(["fluid", "sliced"] as const)("whatever somebody does: the books balance, time runs on, and replay gives the same world (%s)", (engine) => {
  fc.assert(fc.property(deeds, fc.integer({ min: 1, max: 1e6 }), (doings, seed) => {
    let t = play({ ...small(), engine }, seed);
    for (const deed of doings) {
      t = act(after(t, deed.wait / 1000), commandOf(t, deed))[0];
      expect(booksOf(present(t).state)).toEqual([]);
    }
    t = after(t, 2);
    expect(booksOf(present(t).state)).toEqual([]);
    const seen = all(look(t));
    let again = play({ ...small(), engine }, seed);
    for (const input of t.log) again = doing(backTo(again, input.at / 1e9), input.command);
    again = backTo(again, t.at / 1e9);
    expect(all(look(again))).toEqual(seen);
    const half = backTo(again, t.at / 2e9);
    expect(half.at).toBe(t.at / 2);
  }), { numRuns: 40 });
});
