import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/world/command.ts";
import { after, doing, fourGuests, look, play, refusal, round } from "../scenes.ts";
import { destroy, fault, machineOf, oneGuest, setvcpus, start, storyOf, vmOf, whyOf } from "./scene.ts";

const on = () => after(play(oneGuest()), 2);
const schedinfo = (more: { cpuShares?: number; vcpuQuotaUs?: number; vcpuPeriodUs?: number }, how = { live: true, config: false }): Command => ({ type: "vmSetSchedule", vm: "web1", ...more, ...how });

describe("setvcpus", () => {
  test("up to the maximum a running guest grows, and was not restarted", () => {
    const t = after(doing(doing(on(), fault("rush")), setvcpus(4, { live: true })), 3);
    expect(vmOf(t)).toMatchObject({ vcpus: 4, vcpus_max: 4, boots: 1, state: "running" });
    expect(vmOf(t).uptime_s).toBeGreaterThan(70_000);
    expect(machineOf(t, "atlas/web1").cpus).toBe(4);
    expect(vmOf(t).cpu).toBeCloseTo(4, 1);
    expect(whyOf(t, "vcpusChanged")).toEqual(["vcpusChanged", "virsh setvcpus web1 4 --live"]);
  });

  test("beyond the maximum it is refused in libvirt's words", () => {
    expect(refusal(on(), setvcpus(6, { live: true }))).toBe("invalid argument: requested vcpus is greater than max allowable vcpus for the live domain: 6 > 4");
    expect(refusal(on(), setvcpus(6, { config: true }))).toBe("invalid argument: requested vcpus is greater than max allowable vcpus for the persistent domain: 6 > 4");
    expect(refusal(on(), setvcpus(0, { live: true }))).toBe("Can't set 0 processors for a VM");
    expect(refusal(on(), setvcpus(6, { live: true, maximum: true }))).toBe("Option --config is required by option --maximum");
    expect(refusal(play(oneGuest({ running: false })), setvcpus(3, { live: true }))).toBe("Requested operation is not valid: domain is not running");
  });

  test("what was plugged in can be taken out again, but not what it was started with", () => {
    const grown = after(doing(doing(on(), fault("rush")), setvcpus(4, { live: true })), 2);
    const shrunk = after(doing(grown, setvcpus(2, { live: true })), 2);
    expect(vmOf(shrunk).cpu).toBeCloseTo(2, 1);
    expect(machineOf(shrunk, "atlas/web1").cpus).toBe(2);
    expect(refusal(shrunk, setvcpus(1, { live: true }))).toBe("invalid argument: failed to find appropriate hotpluggable vcpus to reach the desired target vcpu count");
  });

  test("the maximum is raised for the next start", () => {
    const raised = doing(doing(on(), setvcpus(6, { config: true, maximum: true })), setvcpus(6, { config: true }));
    expect(vmOf(raised)).toMatchObject({ vcpus: 2, vcpus_max: 4 });
    const restarted = doing(doing(raised, destroy), start);
    expect(vmOf(restarted)).toMatchObject({ vcpus: 6, vcpus_max: 6 });
    expect(machineOf(after(restarted, 25), "atlas/web1").cpus).toBe(6);
  });
});

describe("schedinfo", () => {
  test("a quota holds for each vCPU; what it takes away is steal", () => {
    const t = after(doing(doing(on(), fault("rush")), schedinfo({ vcpuQuotaUs: 50_000 })), 4);
    expect(vmOf(t).cpu).toBeCloseTo(1, 1);
    expect(vmOf(t).steal).toBeCloseTo(0.5, 1);
    expect(vmOf(t)).toMatchObject({ vcpu_quota_us: 50_000, vcpu_period_us: 100_000 });
    const free = after(doing(t, schedinfo({ vcpuQuotaUs: -1 })), 3);
    expect(vmOf(free).cpu).toBeCloseTo(2, 1);
  });

  test("a vCPU plugged in later has the same quota", () => {
    const t = after(doing(doing(doing(on(), fault("rush")), schedinfo({ vcpuQuotaUs: 50_000 })), setvcpus(4, { live: true })), 4);
    expect(vmOf(t).cpu).toBeCloseTo(2, 1);
  });

  test("ranges are libvirt's", () => {
    expect(refusal(on(), schedinfo({ cpuShares: 0 }))).toBe("invalid argument: shares '0' must be in range [1, 10000]");
    expect(refusal(on(), schedinfo({ vcpuPeriodUs: 500 }))).toBe("invalid argument: value of 'vcpu_period' is out of range [1000, 1000000]");
    expect(refusal(on(), schedinfo({ vcpuQuotaUs: 500 }))).toBe("invalid argument: value of 'vcpu_quota' is out of range [1000, 17592186044415]");
  });

  test("a weight for the next start changes nothing now", () => {
    const t = doing(on(), schedinfo({ cpuShares: 300 }, { live: false, config: true }));
    expect(vmOf(t).cpu_shares).toBe(100);
    expect(vmOf(doing(doing(t, destroy), start)).cpu_shares).toBe(300);
  });
});

describe("four guests, eighteen vCPUs, eight CPUs", () => {
  const busy = after(doing(play(fourGuests()), fault("all busy")), 5);
  const cpus = (t: typeof busy) => ["web1", "db1", "win1", "batch1"].map((name) => round(vmOf(t, name).cpu, 1));

  test("every VM is one group of the host: two CPUs each, whatever it has of vCPUs", () => {
    expect(cpus(busy)).toEqual([2, 2, 2, 2]);
    expect(vmOf(busy, "db1").steal).toBeCloseTo(0.5, 2);
    expect(vmOf(busy, "db1").vcpu_waiting).toBe(2);
  });

  test("doubling db1 alone is paid for by its neighbours", () => {
    const t = after(doing(busy, { type: "vmSetSchedule", vm: "db1", cpuShares: 200, live: true, config: false }), 5);
    expect(cpus(t)).toEqual([1.6, 3.2, 1.6, 1.6]);
  });

  test("more vCPUs are not more weight", () => {
    const t = after(doing(busy, setvcpus(4, { live: true })), 5);
    expect(cpus(t)).toEqual([2, 2, 2, 2]);
    const inside = look(t).tables.machines.find((m) => m.path === "atlas/web1")!;
    expect(round(inside.cpu, 1)).toBe(2);
  });

  test("its groups are named as systemd and libvirt name them", () => {
    const paths = look(busy).tables.groups.filter((g) => g.machine === "atlas" && g.path.includes("web1")).map((g) => g.path);
    const scope = "/machine.slice/machine-qemu\\x2d1\\x2dweb1.scope";
    expect(paths).toEqual([scope, `${scope}/libvirt`, `${scope}/libvirt/emulator`, `${scope}/libvirt/vcpu0`, `${scope}/libvirt/vcpu1`]);
  });

  test("a panic takes its own guest down, and the others share what it had", () => {
    const t = after(doing(busy, fault("guest panic")), 5);
    expect(["web1", "db1", "win1", "batch1"].map((name) => vmOf(t, name).state)).toEqual(["running", "running", "crashed", "running"]);
    expect(cpus(t)).toEqual([2, 3, 0, 3]);
    expect(storyOf(t, "batch1")).not.toContain("vmCrashed");
  });
});
