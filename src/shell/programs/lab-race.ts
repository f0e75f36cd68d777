import { line } from "../../display/line.ts";
import type { Verb } from "../verb.ts";

/** `lab race`: one service started in five ways at once. */
export const race: Verb = {
  path: "lab race",
  on: "any",
  about: "one service, started in five ways at once",
  flags: [],
  args: [],
  example: "lab race",
  note: "lab is this course's own command: no real machine has it. Each of the five is started by its own mechanism, on the same host",
  run: () => ({ kind: "act", command: { type: "race" }, then: [line("process, microVM, container, two VMs: all start now, on the same host")] }),
};
