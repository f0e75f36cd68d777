import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Streams } from "../../src/kernel/random.ts";
import { act, goTo, present } from "../../src/kernel/timeline.ts";
import type { Command } from "../../src/world/command.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import { booksOf } from "./books.ts";
import { after, doing, look, play, refusal, round, type Play } from "./scenes.ts";

function scene(name: string, seed = 1): Play {
  const read = readScenario(readFileSync(join(import.meta.dirname, `../../lessons/06-fast-and-dense/${name}.yaml`), "utf8"), name, { file: name, before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return play(read.scenario, seed);
}

const run = (count: number): Command => ({ type: "fleetRun", image: "svc", count });
const serving = (t: Play) => look(t).tables.services.filter((s) => s.served_per_s > 5).map((s) => s.name);
const fleet = (t: Play) => look(t).tables.fleets[0]!;

describe("the race", () => {
  const half = after(doing(scene("race"), { type: "race" }), 6);

  test("each of the five is what it says: a process, a VM without firmware, a container, two VMs on disks of their own", () => {
    const { processes, vms, containers, image_files, stages } = look(half).tables;
    expect(processes.filter((p) => p.app === "process").map((p) => [p.name, p.container, p.vm])).toEqual([["process", "", ""]]);
    expect(processes.filter((p) => p.vm !== "").map((p) => p.name)).toEqual(["firecracker", "qemu-system-x86"]);
    expect(containers.map((c) => [c.name, c.running])).toEqual([["container", true]]);
    expect(vms.map((v) => v.name)).toEqual(["microvm", "golden-vm", "stock-vm"]);
    expect(image_files.filter((i) => i.vm !== "").map((i) => [i.vm, i.backing.endsWith("golden.qcow2")])).toEqual([["microvm", true], ["golden-vm", true], ["stock-vm", false]]);
    expect(stages.filter((s) => s.of === "microvm").map((s) => s.name)).toEqual(["create", "kernel", "app", "health"]);
  });

  test("who is behind the load balancer serves its requests, whatever it is", () => {
    const t = after(doing(half, { type: "load", app: "svc", perSecond: 60 }), 5);
    expect(serving(t)).toEqual(["process", "microvm", "container"]);
    expect(round(fleet(t).served_per_s)).toBe(60);
    const gone = after(doing(t, { type: "docker", machine: "atlas", do: "rm", ids: ["container"], force: true, volumes: false }), 3);
    expect(serving(gone)).toEqual(["process", "microvm"]);
    expect(round(fleet(gone).served_per_s)).toBe(60);
    expect(fleet(gone).dropped).toBeLessThanOrEqual(1);
  });

  test("is run once, and where there is all that five ways need", () => {
    expect(refusal(half, { type: "race" })).toContain("they have started already");
    expect(refusal(scene("hermes-start"), { type: "race" })).toContain("a race needs a host with Docker");
  });
});

describe("a fleet of containers", () => {
  test("is as many as were asked for: more are started sixteen at a time, of fewer the newest go", () => {
    const begun = after(doing(scene("race"), run(40)), 0.1);
    expect([look(begun).tables.containers.length, fleet(begun).wanted]).toEqual([16, 40]);
    const all = after(begun, 20);
    expect([fleet(all).healthy, fleet(all).containers]).toEqual([40, 40]);
    const fewer = after(doing(all, run(3)), 1);
    expect(look(fewer).tables.containers.map((c) => c.name)).toEqual(["svc-01", "svc-02", "svc-03"]);
    expect(fleet(fewer)).toMatchObject({ healthy: 3, containers: 3, wanted: 3 });
  });

  test("one that has ended is not healthy any more", () => {
    const t = after(doing(scene("race"), run(2)), 8);
    const dead = after(doing(t, { type: "docker", machine: "atlas", do: "kill", ids: ["svc-01"], signal: "KILL" }), 1);
    expect(fleet(dead).healthy).toBe(1);
  });

  test.each([1, 2])("whatever is done, the books balance and replay gives the same world (seed %i)", (seed) => {
    const random = new Streams(seed);
    const one = <T>(list: readonly T[]): T => list[random.below("walk", list.length)]!;
    let t = scene("race", seed);
    for (let i = 0; i < 25; i++) {
      const order = one<() => Command>([
        () => run(random.below("walk", 12)),
        () => ({ type: "race" }),
        () => ({ type: "load", app: "svc", perSecond: random.below("walk", 100) }),
        () => ({ type: "fleetCreate", services: 1 + random.below("walk", 2), perVm: 1 }),
        () => ({ type: "fleetScale", count: random.below("walk", 3) }),
        () => ({ type: "docker", machine: "atlas", do: "kill", ids: [`svc-0${1 + random.below("walk", 9)}`], signal: "KILL" }),
        () => ({ type: "docker", machine: "atlas", do: "rm", ids: [`svc-0${1 + random.below("walk", 9)}`], force: true, volumes: false }),
        () => ({ type: "docker", machine: "atlas", do: "start", ids: [`svc-0${1 + random.below("walk", 9)}`] }),
      ])();
      t = after(act(t, order)[0], 0.2 + random.below("walk", 5));
      expect(booksOf(present(t).state)).toEqual([]);
      expect(fleet(t).healthy).toBeLessThanOrEqual(fleet(t).instances);
    }
    let again = scene("race", seed);
    for (const input of t.log) again = doing(goTo(again, input.at), input.command);
    const { fleets, containers, stages, racers } = look(goTo(again, t.at)).tables;
    const seen = look(t).tables;
    expect({ fleets, containers, stages, racers }).toEqual({ fleets: seen.fleets, containers: seen.containers, stages: seen.stages, racers: seen.racers });
  });
});
