import { nearest } from "../../kernel/nearest.ts";
import { line } from "../../display/line.ts";
import type { MachineRow, Observation } from "../../world/observation.ts";
import { call } from "../dispatch.ts";
import type { Reply, Seat, Verb } from "../verb.ts";
import { fail } from "./say.ts";

/** Another machine of the same network: its shell, or one command run there. */
export const ssh: Verb = {
  path: "ssh",
  about: "another machine: its shell, or one command there",
  flags: [],
  args: [
    { name: "host", about: "a machine by name; root@ before it is accepted", completes: "host" },
    { name: "command", about: "run it there and come back", completes: "command", optional: true, many: true },
  ],
  unmodelled: ["-i", "-p", "-L", "-R", "-v", "-t", "-o", "-l"],
  stopsAtWord: true,
  example: "ssh hermes2",
  note: "keys and passwords are not modelled: whoever is root here is root there",
  run({ args, round, kept, input }, seen, seat) {
    const name = args[0]!.replace(/^root@/, "");
    const host = hostCalled(name, seen);
    if (host === undefined) return unknown(name, seen);
    if (!host.up) return fail(`ssh: connect to host ${name} port 22: No route to host`, undefined, 255);
    const there: Seat = { machine: host.path, user: "root", directory: "/root", outer: [...seat.outer, seat] };
    if (args.length > 1) return call(args.slice(1), input, { round, ...(kept === undefined ? {} : { kept }) }, seen, there).reply;
    return { kind: "sit", seat: there, lines: [line(`Welcome to ${host.distribution} (GNU/Linux ${host.kernel} x86_64)`)] };
  },
};

/** Hardware by its name. (A VM's name leads to its console: virsh console.) */
const hostCalled = (name: string, seen: Observation): MachineRow | undefined => seen.tables.machines.find((row) => row.host === "" && row.name === name);

function unknown(name: string, seen: Observation): Reply {
  const known = seen.tables.machines.filter((row) => row.host === "").map((row) => row.name);
  const guest = seen.tables.vms.some((vm) => vm.name === name);
  const near = nearest(name, known);
  const hint = guest ? `${name} is a VM: virsh console ${name}` : near === undefined ? `machines here: ${known.join(", ")}` : `did you mean ${near}?`;
  return fail(`ssh: Could not resolve hostname ${name}: Name or service not known`, hint, 255);
}
