import fc from "fast-check";
import { expect, test } from "vitest";
import { act, present } from "../../../src/kernel/timeline.ts";
import type { Command } from "../../../src/world/command.ts";
import { after, app, GIB, host, look, MIB, play, scenario, vm, type Play } from "../scenes.ts";
import { fault, setmem, setvcpus } from "./scene.ts";

/** Whatever is done to VMs in whatever order, what is known of them from outside and from inside agrees. */

const guest = (name: string, running: boolean) => vm(name, 2, 2 * GIB, [
  app(`${name}-rush`, { kind: "busy" }, { threads: 4, autostart: false }),
  app(`${name}-writer`, { kind: "disk", op: "write", bytes: MIB, depth: 4, bytesPerSecond: 300e6 }, { autostart: false }),
], { running, vcpusMax: 4, diskBytes: 6 * GIB, diskAllocatedBytes: 5 * GIB });
const small = scenario([host([], { cpus: 4, memoryBytes: 6 * GIB, systemBytes: 512 * MIB, swapBytes: GIB, vms: [guest("one", true), guest("two", false)] })], [
  { name: "rush", about: "rush", start: ["one-rush", "two-rush"], stop: [], panic: [] },
  { name: "write", about: "write", start: ["one-writer", "two-writer"], stop: [], panic: [] },
  { name: "panic", about: "panic", start: [], stop: [], panic: ["one"] },
]);

const plain = ["vmStart", "vmShutdown", "vmDestroy", "vmReboot", "vmSuspend", "vmResume"] as const;
const command: fc.Arbitrary<Command> = fc.record({ name: fc.constantFrom("one", "two"), n: fc.integer({ min: 0, max: 4 }), live: fc.boolean(), config: fc.boolean() }).chain(({ name, n, live, config }) =>
  fc.constantFrom<Command>(
    ...plain.map((type): Command => ({ type, vm: name })),
    setvcpus(n + 1, { live, config }, name), setvcpus(n + 1, { config: true, maximum: true }, name),
    setmem((n + 1) / 2, { live, config }, name), setmem(n + 1, { live, config, maximum: true }, name),
    { type: "vmSetSchedule", vm: name, cpuShares: 50 * (n + 1), vcpuQuotaUs: n === 0 ? -1 : n * 25_000, live, config },
    { type: "vmTuneDisk", vm: name, disk: "vda", totalBytesSec: n * 20e6, live, config },
    fault("rush"), fault("write"), fault("panic"),
  ));

function contradictions(t: Play): string[] {
  const found: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || found.push(what));
  const seen = look(t);
  const { machines } = present(t).state;
  for (const v of seen.tables.vms) {
    const guest = machines.get(v.guest)!;
    const emulators = seen.tables.processes.filter((p) => p.vm === v.name);
    const active = v.state !== "shut off";
    check(active === v.id >= 0 && emulators.length === (active ? 1 : 0), `${v.name} is ${v.state} with id ${v.id} and ${emulators.length} emulators`);
    check(seen.tables.groups.some((g) => g.machine === "atlas" && g.path.endsWith(`${v.name}.scope`)) === active, `${v.name} is ${v.state}, its scope is not`);
    check(machines.get("atlas")!.guests.includes(v.guest) === active, `${v.name} is ${v.state}, its host thinks otherwise`);
    check((v.stage === "up") === guest.up || v.state === "crashed", `${v.name} is ${v.stage}, its guest is ${guest.up ? "up" : "down"}`);
    check(!active || (guest.carrier?.vcpus.length === v.vcpus && guest.cpus.count === v.vcpus), `${v.name} has ${v.vcpus} vCPUs, ${guest.carrier?.vcpus.length} threads, ${guest.cpus.count} CPUs inside`);
    check(v.vcpus <= v.vcpus_max && v.config_vcpus <= v.config_vcpus_max, `${v.name} has more vCPUs than it may`);
    check(v.memory <= v.memory_max && v.touched <= v.memory_max, `${v.name} has ${v.touched} of ${v.memory_max} bytes`);
    check(v.steal >= 0 && v.steal <= 1 && v.cpu >= 0 && v.cpu <= v.vcpus_max + 1e-6, `${v.name} uses ${v.cpu} CPUs and misses ${v.steal}`);
    check(v.state !== "paused" || guest.cpus.root.runnable === 0, `${v.name} is paused and runs`);
  }
  for (const d of seen.tables.disks) {
    check(d.queue >= 0 && d.allocation <= d.capacity, `${d.machine} ${d.name}: queue ${d.queue}, ${d.allocation} of ${d.capacity}`);
    check(d.vm === "" || machines.get(d.machine)!.carrier !== undefined || d.queue === 0, `${d.machine} is off and waits for its disk`);
  }
  check(seen.tables.machines[0]!.cpu <= 4 + 1e-6, `the host uses ${seen.tables.machines[0]!.cpu} of 4 CPUs`);
  return found;
}

test("inside and outside agree, whatever is done to VMs", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 12_000 }), command), { maxLength: 14 }), fc.integer({ min: 1, max: 1e6 }), (doings, seed) => {
    let t = play(small, seed);
    for (const [wait, each] of doings) {
      t = act(after(t, wait / 1000), each)[0];
      expect(contradictions(t)).toEqual([]);
    }
    t = after(t, 30);
    expect(contradictions(t)).toEqual([]);
    expect(look(t).tables.vms.every((v) => v.state !== "in shutdown" && !["firmware", "kernel"].includes(v.stage) || v.state === "paused" || v.state === "crashed")).toBe(true);
  }), { numRuns: 40 });
});
