import { describe, expect, test } from "vitest";
import { after, app, appOf, doing, GIB, host, look, MIB, oneServer, pidsOf, play, processesOf, round, scenario, type Play } from "./scenes.ts";

/** Chapter 1: what an unprotected Linux does when three teams share it. */

const shop = (t: Play) => {
  const { cpu, waiting, p95_ms, errors, timeouts } = appOf(look(t), "shop");
  return { cpu: round(cpu), waiting: round(waiting), p95: p95_ms, errors, timeouts };
};

describe.each(["fluid", "sliced"] as const)("one server, three teams (%s)", (engine) => {
  const quiet = after(play(oneServer(engine)), 20);

  test("shop alone uses what it wants and answers in the time its work takes", () => {
    expect(shop(quiet)).toEqual({ cpu: 1.95, waiting: 0, p95: 40.1, errors: 0, timeouts: 0 });
    expect(round(look(quiet).tables.machines[0]!.cpu)).toBe(1.95);
  });

  test("32 batch workers leave shop two of 34 shares, and its clients give up", () => {
    const busy = after(doing(quiet, { type: "fault", name: "start batch" }), 12);
    const { cpu, waiting, p95, timeouts } = shop(busy);
    expect(cpu).toBeCloseTo(0.47, 1);
    expect(waiting).toBeCloseTo(1.53, 1);
    expect(p95).toBeGreaterThan(990);
    expect(timeouts).toBeGreaterThan(5);
    expect(look(busy).tables.machines[0]!.runnable).toBe(34);
  });

  test("nice 19 for the crowd gives shop its CPU back and leaves batch the rest", () => {
    const busy = after(doing(quiet, { type: "fault", name: "start batch" }), 12);
    const kind = doing(busy, { type: "renice", machine: "atlas", pids: pidsOf(look(busy), "batch"), nice: 19 });
    const seen = look(after(kind, 10));
    expect(appOf(seen, "shop").cpu).toBeGreaterThan(1.85);
    expect(appOf(seen, "batch").cpu).toBeGreaterThan(5.9);
    expect(appOf(seen, "shop").cpu + appOf(seen, "batch").cpu).toBeCloseTo(8, 2);
  });

  test("a leak of 200 MiB/s: after 92 s the biggest process dies, which is not the one that leaks", () => {
    const leaking = doing(quiet, { type: "fault", name: "start leak" });
    expect(appOf(look(after(leaking, 91)), "shop-db").alive).toBe(true);
    const short = after(leaking, 93);
    const kills = look(short).facts.filter((f) => f.type === "oomKill");
    expect(kills.map((f) => f.about)).toEqual(["process/shop-db"]);
    expect(kills[0]!.detail).toMatchObject({ anon_rss_kB: (12 * GIB) / 1024, oom_score_adj: 0, invoked_by: "report" });
    expect(processesOf(look(short), "report").map((p) => p.oom_score_adj)).toHaveLength(8);
    expect(appOf(look(after(short, 2)), "shop").errors).toBeGreaterThan(40);
  });

  test("with the database exempted the leak kills itself instead, again and again", () => {
    const db = pidsOf(look(quiet), "shop-db");
    const safe = doing(quiet, { type: "setOomScoreAdj", machine: "atlas", pids: db, value: -900 });
    const later = look(after(doing(safe, { type: "fault", name: "start leak" }), 200));
    const database = appOf(later, "shop-db");
    expect({ alive: database.alive, restarts: database.restarts }).toEqual({ alive: true, restarts: 0 });
    const victims = later.facts.filter((f) => f.type === "oomKill").map((f) => f.about);
    expect(new Set(victims)).toEqual(new Set(["process/report"]));
    expect(victims.length).toBeGreaterThan(5);
    expect(appOf(later, "report").oom_kills).toBe(victims.length);
  });
});

test("`ps` on a quiet server shows a real one: init, kernel threads, daemons, a session, and the apps", () => {
  const rows = look(after(play(oneServer()), 1)).tables.processes;
  expect(rows.slice(0, 2).map((p) => [p.pid, p.name])).toEqual([[1, "systemd"], [2, "kthreadd"]]);
  expect(rows.filter((p) => p.ppid === 2).every((p) => p.rss === 0)).toBe(true);
  expect(rows.map((p) => p.name)).toContain("systemd-journal");
  expect(new Set(rows.map((p) => p.pid)).size).toBe(rows.length);
  expect(rows.find((p) => p.name === "shop-db")!.rss).toBe(12 * GIB + 4 * MIB);
});

test("all teams share one session group, so the kernel weighs thread against thread", () => {
  const seen = look(after(doing(play(oneServer()), { type: "fault", name: "start batch" }), 5));
  expect(new Set(processesOf(seen, "batch").concat(processesOf(seen, "shop")).map((p) => p.group))).toEqual(new Set(["/user.slice/session-1.scope"]));
  const session = seen.tables.groups.find((g) => g.path === "/user.slice/session-1.scope")!;
  expect(round(session.cpu)).toBe(8);
  expect(session.pids).toBe(2 + 1 + 2 + 32);
});

test("in groups of their own, two services share by group, however many threads one of them starts", () => {
  const crowd = app("crowd", { kind: "busy" }, { threads: 12, group: "/system.slice/crowd.service" });
  const pair = app("pair", { kind: "busy" }, { threads: 4, group: "/system.slice/pair.service" });
  const seen = look(after(play(scenario([host([crowd, pair], { cpus: 4 })])), 5));
  expect([round(appOf(seen, "crowd").cpu), round(appOf(seen, "pair").cpu)]).toEqual([2, 2]);
  expect(seen.tables.groups.filter((g) => g.path.endsWith(".service") && g.cpu > 0).map((g) => [g.path, round(g.cpu)])).toEqual([
    ["/system.slice/crowd.service", 2], ["/system.slice/pair.service", 2],
  ]);
});
