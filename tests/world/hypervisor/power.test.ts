import { describe, expect, test } from "vitest";
import { after, app, doing, GIB, host, look, MIB, play, refusal, scenario, vm } from "../scenes.ts";
import { destroy, fault, machineOf, oneGuest, reboot, resume, shutdown, start, storyOf, suspend, vmOf, whyOf } from "./scene.ts";

const off = () => play(oneGuest({ running: false }));
const on = () => after(play(oneGuest()), 2);

describe("starting", () => {
  test("firmware, kernel, services, up: about 20 s on an idle host, then its apps", () => {
    const t = doing(off(), start);
    const stages = [1, 4, 8, 18, 25].map((s) => vmOf(after(t, s)).stage);
    expect(stages).toEqual(["firmware", "kernel", "services", "services", "up"]);
    const up = after(t, 25);
    const took = look(up).facts.find((f) => f.type === "vmUp")!.detail!["seconds"] as number;
    expect(took).toBeGreaterThan(18);
    expect(took).toBeLessThan(22);
    expect(look(up).tables.apps.find((a) => a.name === "web")!.alive).toBe(true);
    expect(vmOf(up)).toMatchObject({ state: "running", id: 1, boots: 1 });
    expect(whyOf(up, "vmUp")).toEqual(["vmUp", "vmStarted", "virsh start web1"]);
  });

  test("booting takes the host's CPU and disk, and memory is touched bit by bit", () => {
    const t = doing(off(), start);
    const touched = [1, 6, 15, 25].map((s) => vmOf(after(t, s)).touched);
    expect(touched).toEqual(touched.toSorted((a, b) => a - b));
    expect(new Set(touched).size).toBe(4);
    const up = after(t, 25);
    expect(vmOf(up).cpu_time_s).toBeCloseTo(11.9, 1);
    const disk = look(up).tables.disks.find((d) => d.machine === "atlas/web1")!;
    expect(disk.read_bytes).toBe(374 * 2 ** 20);
  });

  test("a Windows guest takes longer", () => {
    const t = doing(play(oneGuest({ running: false, os: "windows" })), start);
    expect(vmOf(after(t, 30)).stage).toBe("services");
    expect(vmOf(after(t, 60)).stage).toBe("up");
  });

  test("what is active is not started again; what can never fit is not started at all", () => {
    expect(refusal(on(), start)).toBe("Domain is already active");
    const huge = play(oneGuest({ running: false, memoryMaxBytes: 40 * 2 ** 30 }));
    expect(refusal(huge, start)).toContain("cannot set up guest memory 'pc.ram': Cannot allocate memory");
    expect(refusal(off(), { type: "vmStart", vm: "web9" })).toBe("Domain not found: no domain with matching name 'web9'");
  });
});

describe("stopping", () => {
  test("shutdown: apps end, then services, then the emulator; the host has its memory back", () => {
    const before = machineOf(on(), "atlas").mem_used;
    const t = doing(on(), shutdown);
    expect(vmOf(t).state).toBe("in shutdown");
    const t2 = after(t, 2);
    expect(look(t2).tables.apps.find((a) => a.name === "web")!.alive).toBe(false);
    expect(vmOf(t2).state).toBe("in shutdown");
    const gone = after(t, 4);
    expect(vmOf(gone)).toMatchObject({ state: "shut off", id: -1, stage: "off", rss: 0, touched: 0, uptime_s: 0 });
    expect(machineOf(gone, "atlas").mem_used).toBeLessThan(before - 2 ** 29);
    expect(look(gone).tables.groups.some((g) => g.path.includes("web1"))).toBe(false);
    expect(whyOf(gone, "vmShutOff")).toEqual(["vmShutOff", "vmShutdown", "virsh shutdown web1"]);
  });

  test("a guest that boots, is paused or has crashed does not hear the power button", () => {
    const booting = doing(after(doing(off(), start), 4), shutdown);
    expect(vmOf(after(booting, 60))).toMatchObject({ state: "running", stage: "up" });
    const paused = doing(doing(on(), suspend), shutdown);
    expect(vmOf(after(paused, 60)).state).toBe("paused");
    const crashed = doing(doing(on(), fault("panic")), shutdown);
    expect(vmOf(after(crashed, 60)).state).toBe("crashed");
  });

  test("destroy pulls the plug at once, whatever the guest does", () => {
    for (const t of [on(), doing(on(), suspend), doing(on(), fault("panic")), doing(off(), start), doing(on(), shutdown)]) {
      expect(vmOf(doing(t, destroy))).toMatchObject({ state: "shut off", id: -1 });
    }
    expect(look(doing(on(), destroy)).facts.at(-1)).toMatchObject({ type: "vmShutOff", detail: { reason: "destroyed" } });
  });

  test("what is off cannot be stopped, paused or rebooted", () => {
    for (const command of [shutdown, destroy, reboot, suspend, resume]) expect(refusal(off(), command)).toBe("Requested operation is not valid: domain is not running");
  });

  test("whoever kills the emulator on the host has switched the VM off", () => {
    const t = on();
    const { pid } = look(t).tables.processes.find((p) => p.vm === "web1")!;
    const killed = after(doing(t, { type: "signal", machine: "atlas", pids: [pid], signal: "KILL" }), 1);
    expect(vmOf(killed).state).toBe("shut off");
    expect(whyOf(killed, "vmShutOff").slice(0, 4)).toEqual(["vmShutOff", "processKilled", "signalled", `kill -KILL ${pid}`]);
  });
});

test("a reboot keeps the emulator, and what the guest had touched stays touched", () => {
  const t = on();
  const pid = look(t).tables.processes.find((p) => p.vm === "web1")!.pid;
  const again = after(doing(t, reboot), 30);
  expect(look(again).tables.processes.find((p) => p.vm === "web1")!.pid).toBe(pid);
  expect(vmOf(again)).toMatchObject({ state: "running", stage: "up", boots: 2, id: 1 });
  expect(vmOf(again).uptime_s).toBeLessThan(30);
  expect(vmOf(again).touched).toBeGreaterThanOrEqual(vmOf(t).touched);
});

describe("suspend and resume", () => {
  const busy = after(doing(on(), fault("rush")), 3);

  test("a paused guest uses no CPU, and that is not steal", () => {
    const paused = after(doing(busy, suspend), 3);
    expect(vmOf(paused)).toMatchObject({ state: "paused", cpu: 0, steal: 0, vcpu_waiting: 0 });
    const going = after(doing(paused, resume), 2);
    expect(vmOf(going).state).toBe("running");
    expect(vmOf(going).cpu).toBeCloseTo(2, 2);
    expect(vmOf(going).steal).toBe(0);
  });

  test("no time passes inside", () => {
    const before = machineOf(busy, "atlas/web1").uptime_s;
    const back = doing(after(doing(busy, suspend), 100), resume);
    expect(machineOf(back, "atlas/web1").uptime_s).toBeCloseTo(before, 6);
  });

  test("a boot that is suspended goes on where it was", () => {
    const booting = doing(off(), start);
    const late = after(doing(after(doing(after(booting, 6), suspend), 50), resume), 10);
    expect(vmOf(late).stage).toBe("services");
    expect(vmOf(after(late, 10)).stage).toBe("up");
  });

  test("what runs is not resumed; pausing twice is no harm", () => {
    expect(refusal(on(), resume)).toBe("Requested operation is not valid: domain is already running");
    expect(vmOf(doing(doing(on(), suspend), suspend)).state).toBe("paused");
  });
});

test("a panic stops the kernel inside; the emulator keeps its memory until it is destroyed", () => {
  const t = after(doing(on(), fault("panic")), 2);
  expect(vmOf(t)).toMatchObject({ state: "crashed", id: 1, cpu: 0 });
  expect(vmOf(t).rss).toBeGreaterThan(600 * 2 ** 20);
  expect(storyOf(t)).toEqual(["vmStarted", "vmCrashed"]);
  expect(refusal(t, start)).toBe("Domain is already active");
  const back = after(doing(doing(t, destroy), start), 25);
  expect(vmOf(back)).toMatchObject({ state: "running", stage: "up", id: 2, boots: 2 });
});

test("a host without a page to spare kills the emulator it has just started: the VM is off, and may be started again", () => {
  const hog = app("hog", { kind: "idle" }, { memoryBytes: 3.3 * GIB, oomScoreAdj: -1000 });
  const guest = vm("web1", 1, GIB, [], { running: false, overheadBytes: 1.5 * GIB });
  const t = play(scenario([host([hog], { memoryBytes: 4 * GIB, systemBytes: 256 * MIB, vms: [guest] })]));
  const tried = doing(t, start);
  expect(vmOf(tried)).toMatchObject({ state: "shut off", id: -1, rss: 0 });
  expect(look(tried).facts.some((f) => f.type === "oomKill" && f.about === "vm/web1")).toBe(true);
  expect(look(tried).tables.groups.some((g) => g.path.includes("web1"))).toBe(false);
  expect(vmOf(after(doing(tried, start), 5)).state).toBe("shut off");
});

test("it boots in time slices too", () => {
  const t = after(doing(play({ ...oneGuest({ running: false }), engine: "sliced" }), start), 25);
  expect(vmOf(t)).toMatchObject({ state: "running", stage: "up" });
});
