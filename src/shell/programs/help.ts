import { nearest } from "../../kernel/nearest.ts";
import { helpList, helpPage } from "../help-page.ts";
import { stranger } from "../strangers.ts";
import type { Reply, Shelf, Verb } from "../verb.ts";
import { fail } from "./say.ts";

/** `help` over the shelves it stands on itself: they come as a function for that reason. */
export const help = (shelves: () => readonly Shelf[]): Verb => ({
  path: "help",
  about: "list the commands, or say more about one",
  flags: [],
  args: [{ name: "name", about: "a command, for example virsh setvcpus", completes: "command", optional: true, many: true }],
  example: "help virsh",
  on: "any",
  run: ({ args }, seen) => (args.length === 0 ? { kind: "say", lines: helpList(seen.cluster === undefined ? shelves().filter(({ title }) => !/cluster/.test(title)) : shelves()) } : about(args.join(" "), shelves())),
});

/** `man NAME`: the same pages. */
export const man = (shelves: () => readonly Shelf[]): Verb => ({
  path: "man",
  about: "the page of one command: the same as help NAME",
  flags: [],
  args: [{ name: "name", about: "a command", completes: "command", many: true }],
  example: "man renice",
  on: "any",
  run: ({ args }) => about(args.filter((arg) => !/^[1-8]$/.test(arg)).join(" "), shelves()),
});

/** `virsh help`: its own commands. */
export const virshHelp = (shelves: () => readonly Shelf[]): Verb => ({
  path: "virsh help",
  about: "the commands of virsh, or more about one",
  flags: [],
  args: [{ name: "command", about: "for example setvcpus", optional: true }],
  example: "virsh help setvcpus",
  on: "host",
  run: ({ args }) => about(["virsh", ...args].join(" "), shelves()),
});

/** What is known about a name: one command, the commands of a family like virsh, or nothing. */
function about(name: string, shelves: readonly Shelf[]): Reply {
  const verbs = shelves.flatMap((shelf) => shelf.verbs);
  const verb = verbs.find((known) => known.path === name);
  if (verb !== undefined) return { kind: "say", lines: helpPage(verb) };
  if (verbs.some((known) => known.path.startsWith(`${name} `))) return { kind: "say", lines: helpList(shelves, `${name} `) };
  const real = stranger(name);
  if (real !== undefined) return fail(real);
  const near = nearest(name, verbs.map((known) => known.path));
  return fail(`there is no command ${name} here`, near === undefined ? "help lists the commands there are" : `did you mean ${near}?`);
}
