import { describe, expect, test } from "vitest";
import { present } from "../../src/kernel/timeline.ts";
import { booksOf } from "./books.ts";
import { after, app, appOf, GIB, host, look, MIB, play, scenario, type Play } from "./scenes.ts";

const memory = (t: Play) => look(t).tables.machines[0]!;
const settled = (t: Play) => expect(booksOf(present(t).state)).toEqual([]);

describe("a kernel that runs out of memory", () => {
  const small = { memoryBytes: 2 * GIB, systemBytes: 256 * MIB };
  const reader = app("reader", { kind: "cache", bytes: 4 * GIB, bytesPerSecond: 1e9 });

  test("page cache fills what is free and is dropped before anybody suffers", () => {
    const t = after(play(scenario([host([reader, app("leaky", { kind: "leak", bytesPerSecond: 20 * MIB })], small)])), 20);
    expect(memory(t).mem_cache).toBeGreaterThan(GIB);
    const later = after(t, 40);
    settled(later);
    expect(memory(later).mem_cache).toBeLessThan(memory(t).mem_cache - 700 * MIB);
    expect(look(later).facts.filter((f) => f.type === "oomKill")).toEqual([]);
    expect(memory(later).mem_available).toBeLessThan(GIB);
  });

  test("only when the cache is gone does somebody die, with 137 and the kernel's numbers", () => {
    const t = after(play(scenario([host([reader, app("leaky", { kind: "leak", bytesPerSecond: 40 * MIB })], small)])), 60);
    settled(t);
    const [kill] = look(t).facts.filter((f) => f.type === "oomKill");
    expect(kill!.about).toBe("process/leaky");
    expect(Number(kill!.detail!.anon_rss_kB) * 1024).toBeGreaterThan(1.5 * GIB);
    expect(appOf(look(t), "leaky")).toMatchObject({ alive: false, oom_kills: 1, rss: 0 });
  });

  test("an adjustment counts in thousandths of all memory: +200 outweighs 300 MiB of a 2 GiB machine", () => {
    const big = app("big", { kind: "idle" }, { memoryBytes: 700 * MIB });
    const marked = app("marked", { kind: "idle" }, { memoryBytes: 400 * MIB, oomScoreAdj: 200 });
    const t = after(play(scenario([host([big, marked, app("leaky", { kind: "leak", bytesPerSecond: 40 * MIB })], small)])), 17);
    expect(look(t).facts.filter((f) => f.type === "oomKill").map((f) => f.about)).toEqual(["process/marked"]);
  });

  test("with swap, what nobody used for long goes there first, and the one who comes back for it waits", () => {
    const sleepy = app("sleepy", { kind: "idle" }, { memoryBytes: 900 * MIB });
    const worker = app("worker", { kind: "cycle", run: 1e6, sleep: 1e8 }, { memoryBytes: 300 * MIB });
    const t = after(play(scenario([host([sleepy, worker, app("leaky", { kind: "leak", bytesPerSecond: 20 * MIB })], { ...small, swapBytes: 4 * GIB })])), 60);
    settled(t);
    const rows = look(t).tables.processes;
    expect(rows.find((p) => p.name === "sleepy")!.swap).toBeGreaterThan(600 * MIB);
    expect(rows.find((p) => p.name === "worker")!.swap).toBeLessThan(30 * MIB);
    expect(memory(t).swap_used).toBeGreaterThan(600 * MIB);
    expect(memory(t).oom_kills).toBe(0);
    expect(look(t).facts.map((f) => f.type)).toEqual(expect.arrayContaining(["memoryLow", "swapping"]));
  });

  test("when swap is full too, the killer counts what the victim has there", () => {
    const sleepy = app("sleepy", { kind: "idle" }, { memoryBytes: 900 * MIB });
    const t = after(play(scenario([host([sleepy, app("leaky", { kind: "leak", bytesPerSecond: 40 * MIB })], { ...small, swapBytes: 512 * MIB })])), 60);
    settled(t);
    const [kill] = look(t).facts.filter((f) => f.type === "oomKill");
    expect(kill!.about).toBe("process/leaky");
    expect(Number(kill!.detail!.points)).toBeGreaterThan((1.1 * GIB) / 4096);
  });
});

test("a start that does not fit costs a life at once", () => {
  const t = after(play(scenario([host([app("huge", { kind: "idle" }, { memoryBytes: 3 * GIB })], { memoryBytes: 2 * GIB })])), 1);
  settled(t);
  expect(appOf(look(t), "huge").alive).toBe(false);
});
