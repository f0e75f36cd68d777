import { describe, expect, test } from "vitest";
import { after, app, doing, GIB, look, MIB, play, refusal } from "../scenes.ts";
import { destroy, fault, machineOf, oneGuest, resume, setmem, start, storyOf, suspend, vmOf, whyOf } from "./scene.ts";

const reader = app("reader", { kind: "cache", bytes: 3 * GIB, bytesPerSecond: 800e6 }, { memoryBytes: MIB, autostart: false });
const on = (swapBytes = 0) => after(play(oneGuest({ swapBytes }, [reader])), 2);
/** The guest has filled its memory with files. */
const full = (swapBytes = 0) => after(doing(on(swapBytes), fault("reader")), 8);

test("inflating takes page cache first, step by step, and the host has it back", () => {
  const t = full();
  expect(vmOf(t).touched).toBeGreaterThan(3.5 * GIB);
  const going = after(doing(t, setmem(2, { live: true })), 1);
  expect(vmOf(going).memory).toBeLessThan(4 * GIB);
  expect(vmOf(going).memory).toBeGreaterThan(2 * GIB);
  const there = after(going, 4);
  expect(vmOf(there)).toMatchObject({ memory: 2 * GIB, memory_max: 4 * GIB, guest_swap: 0 });
  expect(vmOf(there).touched).toBeLessThanOrEqual(2 * GIB);
  expect(vmOf(there).rss).toBeLessThan(2.2 * GIB);
  expect(machineOf(there, "atlas/web1").mem_total).toBe(2 * GIB);
  expect(whyOf(there, "balloonDone")).toEqual(["balloonDone", "balloonInflating", `virsh setmem web1 ${2 * 1024 * 1024} --live`]);
});

test("what a guest frees by itself its host does not hear of", () => {
  const t = full();
  const pid = look(t).tables.processes.find((p) => p.app === "web")!.pid;
  const freed = after(doing(t, { type: "signal", machine: "atlas/web1", pids: [pid], signal: "KILL" }), 2);
  expect(machineOf(freed, "atlas/web1").mem_used).toBeLessThan(machineOf(t, "atlas/web1").mem_used - 400 * MIB);
  expect(vmOf(freed).touched).toBe(vmOf(t).touched);
});

test("memory that was never touched costs its host nothing, and gives nothing back", () => {
  const before = vmOf(on()).touched;
  const t = after(doing(on(), setmem(3, { live: true })), 6);
  expect(vmOf(t).memory).toBe(3 * GIB);
  expect(before - vmOf(t).touched).toBeLessThan(64 * MIB);
});

test("with less than its programs hold, the guest swaps by itself", () => {
  const t = after(doing(on(2 * GIB), setmem(0.5, { live: true })), 8);
  expect(vmOf(t).memory).toBe(0.5 * GIB);
  expect(vmOf(t).guest_swap).toBeGreaterThan(100 * MIB);
  expect(look(t).facts.some((f) => f.type === "swapping" && f.about === "machine/atlas/web1")).toBe(true);
});

test("with nothing to swap to the balloon gets stuck, and whoever asks for memory then finds none", () => {
  const hungry = app("hungry", { kind: "leak", bytesPerSecond: 50 * MIB }, { memoryBytes: MIB, autostart: false });
  const squeezed = after(doing(after(play(oneGuest({ swapBytes: 0 }, [hungry])), 2), setmem(0.5, { live: true })), 8);
  expect(vmOf(squeezed).memory).toBeGreaterThan(0.5 * GIB);
  expect(storyOf(squeezed)).not.toContain("balloonDone");
  expect(machineOf(squeezed, "atlas/web1").oom_kills).toBe(0);
  const asked = after(doing(squeezed, fault("hungry")), 3);
  expect(machineOf(asked, "atlas/web1").oom_kills).toBeGreaterThan(0);
});

test("deflating gives the guest its memory back, to be touched anew", () => {
  const small = after(doing(full(), setmem(2, { live: true })), 6);
  const t = after(doing(small, setmem(4, { live: true })), 6);
  expect(vmOf(t).memory).toBe(4 * GIB);
  expect(machineOf(t, "atlas/web1").mem_total).toBe(4 * GIB);
  expect(storyOf(t).slice(-2)).toEqual(["balloonDeflating", "balloonDone"]);
});

test("a size given while the balloon is on its way replaces the one before", () => {
  const t = after(doing(after(doing(full(), setmem(1, { live: true })), 1), setmem(3, { live: true })), 8);
  expect(vmOf(t).memory).toBe(3 * GIB);
  expect(storyOf(t).filter((type) => type === "balloonDone")).toHaveLength(1);
});

test("a paused guest's driver stands still", () => {
  const t = after(doing(doing(full(), suspend), setmem(2, { live: true })), 10);
  expect(vmOf(t).memory).toBe(4 * GIB);
  expect(vmOf(after(doing(t, resume), 6)).memory).toBe(2 * GIB);
});

describe("limits", () => {
  test("are libvirt's, in its words", () => {
    expect(refusal(on(), setmem(5, { live: true }))).toBe("invalid argument: cannot set memory higher than max memory");
    expect(refusal(on(), setmem(5, { live: true, maximum: true }))).toBe("Requested operation is not valid: cannot resize the maximum memory on an active domain");
    expect(refusal(doing(on(), destroy), setmem(3, { live: true }))).toBe("Requested operation is not valid: domain is not running");
  });

  test("the maximum is raised while it is off", () => {
    const t = doing(doing(doing(doing(on(), destroy), setmem(8, { config: true, maximum: true })), setmem(6, { config: true })), start);
    expect(vmOf(after(t, 30))).toMatchObject({ memory: 6 * GIB, memory_max: 8 * GIB });
    expect(machineOf(after(t, 30), "atlas/web1").mem_total).toBe(6 * GIB);
  });
});
