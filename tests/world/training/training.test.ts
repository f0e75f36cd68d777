import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../../src/world/scenario-file.ts";
import type { Scenario } from "../../../src/world/scenario.ts";
import { after, doing, look, play, type Play } from "../scenes.ts";

function scenarioOf(name: string): Scenario {
  const read = readScenario(readFileSync(join(import.meta.dirname, `../../../lessons/14-training-and-inference/${name}.yaml`), "utf8"), name, { file: `${name}.yaml`, before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return read.scenario;
}

const train = (t: Play, seconds: number): Play => doing(t, { type: "train", checkpointEvery: seconds * 1e9 });
const run = (t: Play) => look(t).tables.trainings[0]!;
const week = (seconds: number, seed?: number) => run(after(train(play(scenarioOf("week"), seed), seconds), 97));

describe("a gang that trains for a week", () => {
  test("loses time on both sides: checkpoints that are too many, work that is thrown away", () => {
    const [often, well, rarely] = [week(120), week(800), week(3600)];
    expect([often.over, often.hours, often.goodput < 0.82, often.writing_h > 28]).toEqual([true, 168, true, true]);
    expect(well.goodput).toBeGreaterThan(Math.max(often.goodput, rarely.goodput));
    expect([rarely.writing_h < 2, rarely.lost_h > 4 * often.lost_h]).toEqual([true, true]);
  });

  test("accounts for every hour", () => {
    const { useful_h, lost_h, writing_h, restarting_h, hours, goodput } = week(800);
    expect(useful_h + lost_h + writing_h + restarting_h).toBeCloseTo(hours, 6);
    expect(goodput).toBeCloseTo(useful_h / hours, 6);
  });

  test("loses all since the last checkpoint when one GPU fails, and waits for the restart", () => {
    const broken = doing(after(train(play(scenarioOf("calm")), 600), 20), { type: "fault", name: "a GPU fails" });
    const { phase, faults, checkpoints, last_lost_min, restarting_h } = run(broken);
    expect([phase, faults, checkpoints, Math.round(last_lost_min)]).toEqual(["restart", 1, 28, 6]);
    expect(restarting_h).toBe(0);
    expect(run(after(broken, 1)).phase).toBe("training");
    expect(run(after(broken, 1)).restarting_h).toBeCloseTo(120 / 3600, 3);
  });
});

describe("GPUs of VMs", () => {
  test("are the guest's alone", () => {
    const { gpus } = look(play(scenarioOf("calm"))).tables;
    expect(gpus.map(({ name }) => name)).toEqual(["g1/0", "g1/1", "g1/2", "g1/3", "g2/0", "g2/1", "g2/2", "g2/3"]);
  });

  test("cannot be more than the host has", () => {
    const read = readScenario("title: t\nhosts: [{ name: a, cpus: 8, memory: 64GiB, gpus: 1, vms: [{ name: g, vcpus: 2, memory: 4GiB, gpus: 2 }] }]\n", "t", { file: "t.yaml", before: 0 });
    expect(read.ok ? [] : read.problems.map(({ what }) => what)).toEqual(["the VMs of a have 2 GPUs passed through, and a has 1"]);
  });
});
