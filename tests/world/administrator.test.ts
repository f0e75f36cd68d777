import { describe, expect, test } from "vitest";
import { seconds } from "../../src/kernel/time.ts";
import { after, app, appOf, doing, host, look, oneServer, pidsOf, play, processesOf, refusal, round, scenario, serve } from "./scenes.ts";

const busyPair = () => play(scenario([host([app("left", { kind: "busy" }), app("right", { kind: "busy" })], { cpus: 1 })]));
const cpuOf = (t: ReturnType<typeof play>, name: string) => round(appOf(look(t), name).cpu);

describe("renice", () => {
  test("shares one CPU by the weights of the nice values: 1024 to 335 is three quarters", () => {
    const t = busyPair();
    const nicer = after(doing(t, { type: "renice", machine: "atlas", pids: pidsOf(look(t), "right"), nice: 5 }), 5);
    expect([cpuOf(nicer, "left"), cpuOf(nicer, "right")]).toEqual([0.75, 0.25]);
    expect(processesOf(look(nicer), "right").map((p) => p.nice)).toEqual([5]);
  });

  test("keeps the value within -20 to 19, and refuses a process that is not there", () => {
    const t = busyPair();
    const most = doing(t, { type: "renice", machine: "atlas", pids: pidsOf(look(t), "left"), nice: 40 });
    expect(processesOf(look(most), "left")[0]!.nice).toBe(19);
    expect(refusal(t, { type: "renice", machine: "atlas", pids: [99999], nice: 5 })).toBe("renice: failed to get priority for 99999 (process ID): No such process");
    expect(refusal(t, { type: "renice", machine: "borea", pids: [1], nice: 5 })).toBe("borea is not running");
  });
});

test("choom sets the adjustment and the score follows; out of range is refused", () => {
  const t = play(oneServer());
  const pids = pidsOf(look(t), "shop-db");
  const [before] = processesOf(look(t), "shop-db");
  const [exempt] = processesOf(look(doing(t, { type: "setOomScoreAdj", machine: "atlas", pids, value: -1000 })), "shop-db");
  expect([before!.oom_score, exempt!.oom_score]).toEqual([917, 0]);
  expect(refusal(t, { type: "setOomScoreAdj", machine: "atlas", pids, value: -1001 })).toBe("choom: failed to set score adjust value: Invalid argument");
});

test("taskset confines a process to CPUs that exist", () => {
  const t = play(scenario([host([app("left", { kind: "busy" }, { threads: 4 }), app("right", { kind: "busy" }, { threads: 4 })], { cpus: 4 })]));
  const confined = doing(t, { type: "setAffinity", machine: "atlas", pids: pidsOf(look(t), "left"), cpus: [0, 9] });
  expect([cpuOf(after(confined, 3), "left"), cpuOf(after(confined, 3), "right")]).toEqual([1, 3]);
  expect(refusal(t, { type: "setAffinity", machine: "atlas", pids: pidsOf(look(t), "left"), cpus: [4] })).toMatch(/^taskset: failed to set pid \d+'s affinity: Invalid argument$/);
});

describe("kill", () => {
  const supervised = () => play(scenario([host([app("web", serve(50, 10), { restart: { policy: "always", delay: seconds(2) } })])]));

  test("TERM ends a process, its supervisor starts another after the delay, and clients notice the gap", () => {
    const t = after(supervised(), 5);
    const killed = doing(t, { type: "signal", machine: "atlas", pids: pidsOf(look(t), "web"), signal: "TERM" });
    expect(appOf(look(after(killed, 1)), "web")).toMatchObject({ alive: false, restarts: 0, signalled: 1, errors: expect.closeTo(50, -1) });
    expect(appOf(look(after(killed, 4)), "web")).toMatchObject({ alive: true, restarts: 1, errors: 0, served: 50 });
    const facts = look(after(killed, 4)).facts.filter((f) => f.type === "processKilled");
    expect(facts.map((f) => f.detail!.status)).toEqual([143]);
  });

  test("STOP holds a process, requests wait and time out, CONT lets it go on", () => {
    const t = after(supervised(), 5);
    const pids = pidsOf(look(t), "web");
    const held = after(doing(t, { type: "signal", machine: "atlas", pids, signal: "STOP" }), 3);
    expect(processesOf(look(held), "web").map((p) => p.state)).toEqual(["T"]);
    expect(appOf(look(held), "web")).toMatchObject({ alive: true, cpu: 0, served: 0, timeouts: 50, queue: 50 });
    const going = after(doing(held, { type: "signal", machine: "atlas", pids, signal: "CONT" }), 5);
    expect(appOf(look(going), "web")).toMatchObject({ alive: true, served: 50, timeouts: 0, queue: 0, restarts: 0 });
  });

  test("STOP holds a leak; it goes on where it was", () => {
    const t = after(play(scenario([host([app("leaky", { kind: "leak", bytesPerSecond: 1e6 })])])), 5);
    const pids = pidsOf(look(t), "leaky");
    const held = doing(t, { type: "signal", machine: "atlas", pids, signal: "STOP" });
    const rss = appOf(look(held), "leaky").rss;
    expect(appOf(look(after(held, 10)), "leaky").rss).toBe(rss);
    const going = after(doing(after(held, 10), { type: "signal", machine: "atlas", pids, signal: "CONT" }), 2);
    expect(appOf(look(going), "leaky").rss - rss).toBeCloseTo(2e6, -5.5);
  });

  test("init and kernel threads shrug, a missing process is named", () => {
    const t = supervised();
    const spared = look(doing(t, { type: "signal", machine: "atlas", pids: [1, 2], signal: "KILL" }));
    expect(spared.tables.processes.filter((p) => p.pid <= 2)).toHaveLength(2);
    expect(refusal(t, { type: "signal", machine: "atlas", pids: [1, 4711], signal: "TERM" })).toBe("bash: kill: (4711) - No such process");
  });
});

test("faults: one that happened does not happen twice, a misspelt one is named", () => {
  const t = play(oneServer());
  expect(refusal(t, { type: "fault", name: "start bach" })).toBe('there is no fault "start bach" here, did you mean "start batch"?');
  expect(refusal(doing(t, { type: "fault", name: "start batch" }), { type: "fault", name: "start batch" })).toBe('"start batch" has already happened');
});
