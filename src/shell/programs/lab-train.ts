import { counted, fixed, percent } from "../../display/format-number.ts";
import { line } from "../../display/line.ts";
import { readDuration } from "../../world/quantity.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** `lab train`: one gang of workers, for days, with failures of GPUs. */
export const train: Verb = {
  path: "lab train",
  on: "any",
  about: "train on all GPUs, all of it in a minute and a half",
  flags: [{ name: "--checkpoint-every", about: "10m, 1h", value: "time" }, { name: "--report", about: "how it stands" }],
  args: [],
  example: "lab train --checkpoint-every 10m",
  note: "lab is this course's own command: no real machine has it. What is computed is left out, how long it takes is not",
  run({ flags }, seen) {
    if (flags.report !== undefined) return report(seen);
    const text = flags["checkpoint-every"];
    const every = typeof text === "string" ? readDuration(text) : undefined;
    if (every === undefined) return fail(text === undefined ? "lab: say how often it saves what it has" : `lab: "${String(text)}" is not a time`, "lab train --checkpoint-every 10m");
    return { kind: "act", command: { type: "train", checkpointEvery: every }, then: [line(`training begins, a checkpoint every ${String(text)}; lab train --report tells more`)], prefix: "lab: " };
  },
};

function report({ tables: { trainings } }: Observation): Reply {
  const [run] = trainings;
  if (run === undefined) return fail("lab: nothing has been trained", "lab train --checkpoint-every 10m begins");
  const hours = (n: number): string => `${fixed(n, 2)} h`;
  return say([
    `goodput ${percent(run.goodput, 1)}% after ${fixed(run.hours, 1)} h: ${run.phase}`,
    `counts ${hours(run.useful_h)}, lost again ${hours(run.lost_h)}`,
    `${counted(run.checkpoints, "checkpoint")} ${hours(run.writing_h)}, ${counted(run.faults, "restart")} ${hours(run.restarting_h)}`,
  ]);
}
