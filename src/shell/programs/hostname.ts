import type { Verb } from "../verb.ts";
import { here } from "./here.ts";
import { say } from "./say.ts";

export const hostname: Verb = {
  path: "hostname",
  about: "the name of this machine or uts namespace; a word sets it",
  flags: [],
  args: [{ name: "name", about: "the new name", optional: true }],
  unmodelled: ["-f", "-i", "-I", "-s", "-d", "-F"],
  example: "hostname tiny",
  run({ args }, seen, seat) {
    if (args[0] === undefined) return say([here(seen, seat).name]);
    return { kind: "act", command: { type: "setHostname", machine: seat.machine, from: seat.terminal ?? "", name: args[0] }, then: [] };
  },
};
