import { expect, test } from "vitest";
import type { Fact } from "../../src/kernel/facts.ts";
import { after, doing, fourGuests, look, oneServer, pidsOf, play, type Play } from "./scenes.ts";

/** The chain of first causes of the newest fact of a type, newest first. */
function chain(t: Play, type: string): string[] {
  const { facts } = look(t);
  const line: string[] = [];
  let fact: Fact | undefined = facts.findLast((f) => f.type === type);
  while (fact !== undefined) {
    line.push(`${fact.type} ${fact.about}`);
    fact = fact.because === undefined ? undefined : facts[fact.because[0]!];
  }
  return line;
}

test("why requests time out: they wait for CPU, batch was started, somebody pressed x", () => {
  const t = after(doing(after(play(oneServer()), 10), { type: "fault", name: "start batch" }), 10);
  expect(chain(t, "requestsTimingOut")).toEqual([
    "requestsTimingOut app/shop", "cpuContended app/shop", "appStarted app/batch", "faultInjected fault/start-batch", "commandGiven command/x",
  ]);
});

test("why shop fails: the database was killed, memory was low, the leak was started", () => {
  const t = after(doing(after(play(oneServer()), 10), { type: "fault", name: "start leak" }), 95);
  expect(chain(t, "requestsFailing")).toEqual([
    "requestsFailing app/shop", "oomKill process/shop-db", "memoryLow machine/atlas", "appStarted app/report", "faultInjected fault/start-leak", "commandGiven command/x",
  ]);
});

test("what somebody changed is among the causes of a kill", () => {
  const quiet = after(play(oneServer()), 1);
  const marked = doing(quiet, { type: "setOomScoreAdj", machine: "atlas", pids: pidsOf(look(quiet), "shop"), value: 1000 });
  const t = after(doing(marked, { type: "fault", name: "start leak" }), 95);
  const { facts } = look(t);
  const kill = facts.find((f) => f.type === "oomKill")!;
  expect(kill.about).toBe("process/shop");
  expect(kill.because!.map((id) => facts[id]!.type)).toEqual(["memoryLow", "appStarted", "oomScoreAdjusted"]);
});

test("a refused command leaves no trace", () => {
  const t = after(play(oneServer()), 1);
  expect(() => doing(t, { type: "signal", machine: "atlas", pids: [4711], signal: "KILL" })).toThrow("No such process");
  expect(look(t).facts.map((f) => f.type)).not.toContain("commandGiven");
});

test("troubles are noted when they begin and when they are over, not once per request", () => {
  const t = after(doing(after(play(oneServer()), 10), { type: "fault", name: "start batch" }), 10);
  const kind = after(doing(t, { type: "renice", machine: "atlas", pids: pidsOf(look(t), "batch"), nice: 19 }), 30);
  const about = look(kind).facts.filter((f) => f.about === "app/shop").map((f) => f.type);
  expect(about).toEqual(["appStarted", "cpuContended", "requestsFailing", "requestsTimingOut", "cpuContendedOver", "requestsRecovering"]);
});

test("why the host is short of memory: something was started in a guest", () => {
  const started = after(doing(after(play(fourGuests()), 5), { type: "vmStart", vm: "cache1" }), 60);
  const t = after(doing(started, { type: "fault", name: "all touch memory" }), 60);
  const line = chain(t, "memoryLow");
  expect(line[0]).toBe("memoryLow machine/atlas");
  expect(line[1]).toMatch(/^appStarted app\/\w+-touch$/);
  expect(line.slice(2)).toEqual(["faultInjected fault/all-touch-memory", "commandGiven command/x"]);
});
