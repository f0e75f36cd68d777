import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gpuMemoryPanel } from "../../src/lenses/gpu.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import { after, doing, look, play, type Play } from "../world/scenes.ts";

const read = readScenario(readFileSync(join(import.meta.dirname, "../../lessons/14-training-and-inference/sharing.yaml"), "utf8"), "sharing", { file: "sharing.yaml", before: 0 });
if (!read.ok) throw new Error(read.problems[0]!.what);
const { scenario } = read;

const told = (t: Play): readonly string[] => {
  const panel = gpuMemoryPanel(look(t))!.panel;
  return panel.kind === "bars" ? [panel.title, ...panel.bars.map(({ label, reading }) => `${label.replace(/-[a-z0-9]{5}$/, "")}: ${reading.replace(/\d+ ms|\d+\.\d s/, "…")}`)] : [];
};

test("a GPU that is shared by turns has one bar for all that is held, and one for each program", () => {
  const models = Array.from({ length: 6 }, () => "models: 6.0 GiB, …");
  expect(told(after(play(scenario), 84.5)).map((one) => one.replace("8.0 GiB, …", "6.0 GiB, …").replace(/\d+% busy/, "…% busy"))).toEqual([
    "GPU memory: one for all, by turns; at the end, p95", expect.stringMatching(/^GPU 0: 4[4-9] of 80 GiB, …% busy$/), "guest: 6.0 GiB, …", ...models,
  ]);
});

test("what one program took, the others have no more", () => {
  const greedy = after(doing(after(play(scenario), 80), { type: "fault", name: "the guest gets greedy" }), 60);
  expect(told(greedy)).toEqual(["GPU memory: one for all, by turns; at the end, p95", "guest: 80 of 80 GiB, 100% busy, …"]);
});
