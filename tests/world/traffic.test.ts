import { describe, expect, test } from "vitest";
import { seconds } from "../../src/kernel/time.ts";
import { after, app, appOf, doing, fault, host, look, pidsOf, play, refusal, round, scenario, serve } from "./scenes.ts";

const one = (apps: Parameters<typeof host>[0], faults: Parameters<typeof scenario>[1] = []) => play(scenario([host(apps, { cpus: 2 })], faults));

describe("requests", () => {
  test("random arrivals at a server that is 80% busy queue as theory says: twice the work on average, five times that at p99", () => {
    const t = after(one([app("web", { ...serve(80, 10), kind: "serve", arrivals: "poisson" } as never, { threads: 1 })]), 120);
    const web = appOf(look(t), "web");
    expect(web.p50_ms).toBeGreaterThan(14);
    expect(web.p50_ms).toBeLessThan(40);
    expect(web.p99_ms).toBeGreaterThan(3 * web.p50_ms);
    expect(web.served).toBeGreaterThan(60);
  });

  test("more than it can do: the queue fills, the backlog refuses, clients give up after their timeout", () => {
    const t = after(one([app("web", serve(100, 20, { backlog: 30 }))]), 20);
    const web = appOf(look(t), "web");
    expect(web).toMatchObject({ cpu: 1, served: 50, queue: 30, requests: 100 });
    expect(web.errors + web.timeouts).toBe(50);
    expect(web.p95_ms).toBeGreaterThan(580);
  });

  test("a client that waits too long is lost, though the server may still work for it", () => {
    const t = after(one([app("web", serve(2, 800, { timeout: seconds(0.5) }))]), 20);
    const web = appOf(look(t), "web");
    expect(web).toMatchObject({ served: 0, timeouts: 2, p50_ms: expect.closeTo(500, 0) });
    expect(round(web.cpu, 1)).toBe(1);
  });

  test("every thread takes from the one queue", () => {
    const t = after(one([app("web", serve(100, 20), { processes: 2, threads: 2 })]), 10);
    expect(appOf(look(t), "web")).toMatchObject({ cpu: expect.closeTo(2, 3), served: 100, queue: 0, p95_ms: expect.closeTo(20, 0) });
  });

  test("without what it needs, an app answers with errors at once", () => {
    const t = after(one([app("db", { kind: "idle" }), app("web", serve(50, 10), { needs: ["db"] })]), 5);
    const alone = after(doing(t, { type: "signal", machine: "atlas", pids: pidsOf(look(t), "db"), signal: "KILL" }), 3);
    expect(appOf(look(alone), "web")).toMatchObject({ errors: 50, served: 0, cpu: 0 });
  });

  test("the load can be changed; apps that answer nobody refuse it", () => {
    const t = after(one([app("web", serve(50, 10)), app("batch", { kind: "busy" })]), 5);
    expect(appOf(look(after(doing(t, { type: "load", app: "web", perSecond: 80 }), 3)), "web").served).toBeCloseTo(80, 0);
    expect(appOf(look(after(doing(t, { type: "load", app: "web", perSecond: 0 }), 3)), "web").served).toBe(0);
    expect(refusal(t, { type: "load", app: "batch", perSecond: 1 })).toBe("batch answers no requests, so it cannot be loaded");
    expect(refusal(t, { type: "load", app: "wbe", perSecond: 1 })).toBe('there is no app "wbe" here, did you mean "web"?');
  });

  test("a fault may stop an app: its clients go away with it", () => {
    const t = after(one([app("web", serve(50, 10))], [fault("close shop", { stop: ["web"] })]), 5);
    const closed = after(doing(t, { type: "fault", name: "close shop" }), 3);
    expect(appOf(look(closed), "web")).toMatchObject({ alive: false, started: false, requests: 0, errors: 0 });
  });
});

test("series: one point a second of every reading", () => {
  const { series } = look(after(one([app("web", serve(50, 10))]), 10));
  expect(series["app/web.cpu"]!.map((p) => p.at)).toEqual(Array.from({ length: 11 }, (_, i) => seconds(i)));
  expect(series["app/web.cpu"]!.at(-1)!.value).toBeCloseTo(0.5, 2);
  expect(Object.keys(series)).toEqual(expect.arrayContaining(["machine/atlas.mem_used", "machine/atlas.load1", "app/web.p95_ms", "app/web.timeouts"]));
});

test("load averages follow what is runnable, as slowly as the kernel's", () => {
  const t = after(one([app("batch", { kind: "busy" }, { threads: 4 })]), 60);
  const { load1, load5, load15 } = look(t).tables.machines[0]!;
  expect([round(load1, 1), round(load5, 1), round(load15, 1)]).toEqual([2.5, 0.7, 0.3]);
});
