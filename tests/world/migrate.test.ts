import { describe, expect, test } from "vitest";
import { act } from "../../src/kernel/timeline.ts";
import { after, app, doing, GIB, host, look, play, scenario, serve, vm, type Play } from "./scenes.ts";

const service = app("shop", serve(50, 10), { memoryBytes: GIB });

/** Two hosts; shop runs in n1 on the first. */
const platform = (engine: "sliced" | "fluid" = "fluid", memory = 64): Play =>
  after(play(scenario([host([], { name: "atlas", vms: [vm("n1", 4, 8 * GIB, [service])] }), host([], { name: "borea", memoryBytes: memory * GIB })], [], engine)), 10);

const MOVE = { type: "vmMigrate", vm: "n1", to: "borea" } as const;
const where = (t: Play): string => look(t).tables.vms.find((v) => v.name === "n1")!.machine;
const held = (t: Play, machine: string): number => { const m = look(t).tables.machines.find((row) => row.path === machine)!; return m.mem_total - m.mem_available; };
const shop = (t: Play) => look(t).tables.apps.find((a) => a.name === "shop")!;

describe.each(["sliced", "fluid"] as const)("a live migration (%s)", (engine) => {
  const before = platform(engine);
  const moved = after(doing(before, MOVE), 12);

  test("moves the running guest: its programs go on, with the same pids, on the other host's CPUs", () => {
    expect([where(before), where(moved)]).toEqual(["atlas", "borea"]);
    const pids = (t: Play): number[] => look(t).tables.processes.filter((p) => p.machine === "atlas/n1").map((p) => p.pid);
    expect(pids(moved)).toEqual(pids(before));
    expect(shop(moved).served).toBeCloseTo(50, 0);
    expect(look(moved).tables.machines.find((m) => m.path === "borea")!.cpu).toBeGreaterThan(0.4);
    expect(look(moved).tables.machines.find((m) => m.path === "atlas")!.cpu).toBeLessThan(0.1);
  });

  test("takes its memory along: one host has it back, the other holds it", () => {
    expect(held(before, "atlas") - held(moved, "atlas")).toBeGreaterThan(1.5 * GIB);
    expect(held(moved, "borea") - held(before, "borea")).toBeGreaterThan(1.5 * GIB);
    expect(look(moved).tables.vms[0]!.boots).toBe(1);
  });

  test("stands still for less than half a second, and loses no request", () => {
    const fact = look(moved).facts.find((f) => f.type === "vmMigrated")!;
    expect(Number(fact.detail!.pause_ms)).toBeGreaterThan(40);
    expect(Number(fact.detail!.pause_ms)).toBeLessThan(500);
    expect([shop(moved).errors, shop(moved).timeouts]).toEqual([0, 0]);
  });
});

test("what libvirt refuses is refused in its words, and the VM stays", () => {
  const t = platform("fluid", 2);
  const said = (to: string): string => { const [, result] = act(t, { ...MOVE, to }); return result.ok ? "moved" : result.reason; };
  expect([said("cira"), said("atlas"), said("borea")]).toEqual([
    "Cannot recv data: ssh: Could not resolve hostname cira: Name or service not known: Connection reset by peer",
    "Requested operation is not valid: cannot migrate domain to itself",
    "internal error: qemu unexpectedly closed the monitor: cannot set up guest memory 'pc.ram': Cannot allocate memory",
  ]);
});
