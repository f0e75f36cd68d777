import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/world/command.ts";
import { after, doing, look, play, refusal } from "../scenes.ts";
import { fleetOf, fleetWorld, golden, imageOf, vmOf, wayOf } from "./scene.ts";

const create = (services: number, perVm = 1): Command => ({ type: "fleetCreate", services, perVm });
const clone = (from: string, to: string, thin = true): Command => ({ type: "imageClone", host: "atlas", from, to, thin });
const bake = (image: string, ...packages: string[]): Command => ({ type: "imageCustomize", host: "atlas", image, packages });
const install = (name: string, disk: string): Command => ({ type: "domainInstall", host: "atlas", name, memoryBytes: 2 ** 30, vcpus: 2, disk });
const undefine = (name: string, storage = false): Command => ({ type: "domainUndefine", name, storage });
const kill = (pid: number): Command => ({ type: "signal", machine: "atlas", pids: [pid], signal: "KILL" });

describe("the way to the first request", () => {
  test("from a stock image", () => {
    expect(wayOf(after(doing(play(fleetWorld()), create(1)), 125), "svc01")).toBe("disk 5.0, create 1.0, firmware 3.0, kernel 1.9, services 8.0, cloud-init 7.0, packages 85.0, app 3.0, health 6.0");
  });

  test("from a golden image, cloned thin", () => {
    expect(wayOf(after(doing(play(fleetWorld(golden)), create(1)), 30), "svc01")).toBe("disk 0.5, create 1.0, firmware 3.0, kernel 1.9, services 6.0, cloud-init 3.5, app 3.0, health 2.0");
  });

  test("what was installed at the first boot is there at the second", () => {
    const up = after(doing(play(fleetWorld()), create(1)), 125);
    const off = after(doing(up, { type: "vmShutdown", vm: "svc01" }), 5);
    const again = after(doing(off, { type: "vmStart", vm: "svc01" }), 25);
    expect(wayOf(again, "svc01")).toBe("firmware 3.0, kernel 1.9, services 6.0, cloud-init 3.5, app 3.0, health 2.0");
    expect(vmOf(again, "svc01").first_request_s).toBeCloseTo(120, 0);
  });

  test("a busy host takes longer: 40 at once share its CPUs", () => {
    const t = after(doing(play(fleetWorld(golden)), create(40)), 60);
    expect(vmOf(t, "svc01").first_request_s).toBeGreaterThan(35);
    expect(fleetOf(t).healthy).toBe(40);
  });

  test("five whole copies at once share the disk, and every byte is read and written once", () => {
    const t = after(doing(play(fleetWorld()), create(5)), 8);
    const disk = look(t).tables.disks.find((d) => d.machine === "atlas")!;
    const copied = 5 * 4460 * 2 ** 20;
    expect(disk.write_bytes).toBe(copied);
    expect(disk.read_bytes).toBeGreaterThanOrEqual(copied);
  });
});

describe("images", () => {
  test("a thin clone is there at once and holds nothing of its own; a whole copy takes its time", () => {
    const thin = after(doing(play(fleetWorld()), clone("golden.qcow2", "a.qcow2")), 1);
    expect(imageOf(thin, "a.qcow2")).toMatchObject({ state: "ready", backing: "/var/lib/libvirt/images/golden.qcow2", packages: "svc", allocation: 196_608 });
    const whole = doing(play(fleetWorld()), clone("golden.qcow2", "a.qcow2", false));
    expect(imageOf(after(whole, 4), "a.qcow2")!.state).toBe("making");
    expect(imageOf(after(whole, 6), "a.qcow2")).toMatchObject({ state: "ready", backing: "", packages: "svc" });
  });

  test("baking takes as long as installing, once; a second time there is nothing to do", () => {
    const t = doing(play(fleetWorld()), bake("svc.qcow2", "svc"));
    expect(imageOf(after(t, 80), "svc.qcow2")).toMatchObject({ state: "changing", packages: "" });
    const baked = after(t, 92);
    expect(imageOf(baked, "svc.qcow2")).toMatchObject({ state: "ready", packages: "svc" });
    expect(imageOf(after(doing(baked, bake("svc.qcow2", "svc")), 6), "svc.qcow2")!.packages).toBe("svc");
  });

  test("what somebody uses or reads from is left alone", () => {
    const cloned = after(doing(play(fleetWorld()), clone("golden.qcow2", "a.qcow2")), 1);
    expect(refusal(cloned, bake("golden.qcow2", "svc"))).toContain("is the backing file of a.qcow2");
    expect(refusal(cloned, install("b", "golden.qcow2"))).toContain("is a backing file");
    expect(refusal(cloned, { type: "imageRemove", host: "atlas", image: "golden.qcow2" })).toContain("a.qcow2 reads from");
    const used = doing(cloned, install("b", "a.qcow2"));
    expect(refusal(used, bake("a.qcow2", "svc"))).toContain('Failed to get "write" lock');
    expect(refusal(used, install("c", "a.qcow2"))).toBe("Disk /var/lib/libvirt/images/a.qcow2 is already in use by other guests ['b'].");
    expect(refusal(used, install("b", "svc.qcow2"))).toBe("Guest name 'b' is already in use.");
    expect(refusal(doing(cloned, bake("svc.qcow2", "svc")), clone("svc.qcow2", "c.qcow2"))).toContain("Failed to get shared");
    expect(refusal(cloned, bake("svc.qcow2", "nginx"))).toBe("E: Unable to locate package nginx");
    expect(refusal(cloned, clone("sv.qcow2", "c.qcow2"))).toBe("Could not open 'sv.qcow2': No such file or directory");
  });

  test("who kills the copying has no image", () => {
    const t = after(doing(play(fleetWorld()), clone("stock.qcow2", "a.qcow2", false)), 2);
    const { pid } = look(t).tables.processes.find((p) => p.name === "qemu-img")!;
    const killed = doing(t, kill(pid));
    expect(imageOf(killed, "a.qcow2")).toBeUndefined();
    expect(look(after(killed, 10)).tables.jobs).toEqual([]);
  });
});

describe("descriptions", () => {
  const up = after(doing(after(doing(play(fleetWorld()), clone("golden.qcow2", "a.qcow2")), 1), install("a", "a.qcow2")), 30);

  test("virt-install by hand gives a member of the fleet", () => {
    expect(vmOf(up, "a").first_request_s).toBeCloseTo(20.9, 0);
    expect(fleetOf(up)).toMatchObject({ vms: 1, healthy: 1 });
  });

  test("undefine takes away what is off, with its disk if wanted", () => {
    expect(refusal(up, undefine("a"))).toContain("is running");
    const off = doing(up, { type: "vmDestroy", vm: "a" });
    const kept = doing(off, undefine("a"));
    expect([look(kept).tables.vms, imageOf(kept, "a.qcow2")?.vm, fleetOf(kept).instances]).toEqual([[], "", 0]);
    expect(imageOf(doing(off, undefine("a", true)), "a.qcow2")).toBeUndefined();
  });

  test("virt-clone copies what is off", () => {
    const twice: Command = { type: "domainClone", original: "a", name: "b" };
    expect(refusal(up, twice)).toBe("Domain with devices to clone must be paused or shutoff.");
    const t = after(doing(doing(up, { type: "vmDestroy", vm: "a" }), twice), 6);
    expect(vmOf(t, "b").state).toBe("shut off");
    expect(imageOf(t, "b.qcow2")).toMatchObject({ backing: "", packages: "svc", vm: "b" });
    expect(fleetOf(after(doing(t, { type: "vmStart", vm: "b" }), 25)).healthy).toBe(1);
  });

  test("a higher maximum of memory waits for the next start", () => {
    const memory = (live: boolean): Command => ({ type: "vmSetMemory", vm: "a", bytes: 8 * 2 ** 30, live, config: !live, maximum: true });
    expect(refusal(up, memory(true))).toContain("cannot resize the maximum memory on an active domain");
    const set = doing(up, memory(false));
    expect(vmOf(after(doing(set, { type: "vmReboot", vm: "a" }), 30), "a").memory_max).toBe(2 ** 30);
    const off = after(doing(set, { type: "vmShutdown", vm: "a" }), 5);
    expect(vmOf(after(doing(off, { type: "vmStart", vm: "a" }), 30), "a").memory_max).toBe(8 * 2 ** 30);
  });
});
