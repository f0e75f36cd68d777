import { back } from "../console.ts";
import type { Verb } from "../verb.ts";
import { fail } from "./say.ts";

export const exit: Verb = {
  path: "exit",
  about: "leave this machine's console",
  flags: [],
  args: [{ name: "status", about: "ignored here", optional: true }],
  on: "any",
  run(_values, _seen, seat) {
    if (seat.outer.length === 0) return fail("this is the outermost shell: there is no other to go back to");
    return { kind: "sit", seat: back(seat), lines: [] };
  },
};
