import { factLine, nameOf } from "../../display/format-fact.ts";
import { line, span, type Line } from "../../display/line.ts";
import type { Fact } from "../../kernel/facts.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Observation } from "../../world/observation.ts";
import type { Seat, Verb } from "../verb.ts";
import { machineAt } from "../console.ts";
import { fail, say } from "./say.ts";

const DEEPEST = 12;
const LONGEST = 60;

export const why: Verb = {
  path: "why",
  on: "any",
  about: "what last happened to a name, and the chain of causes",
  flags: [],
  args: [{ name: "name", about: "an app, a process, a VM or a machine", completes: "subject" }],
  example: "why shop-db",
  note: "why is this course's own command: real machines make you look for it",
  run({ args }, seen, seat) {
    const name = args[0]!;
    const fact = lastAbout(name, seen, seat);
    if (fact !== undefined) return { kind: "say", lines: chain(fact, seen.facts) };
    const known = subjects(seen);
    if (known.includes(name)) return say([`nothing has happened to ${name} so far`]);
    const near = nearest(name, known);
    return fail(`nothing here is called ${name}`, near === undefined ? "why takes the name of an app, a VM or a machine" : `did you mean why ${near}?`);
  },
};

/** Everything that has a name. */
export function subjects(seen: Observation): string[] {
  const { machines, vms, apps } = seen.tables;
  return [...new Set([...apps.map((app) => app.name), ...vms.map((vm) => vm.name), ...machines.map((machine) => machine.name), ...seen.facts.filter((fact) => !fact.about.startsWith("command/")).map((fact) => nameOf(fact.about))])];
}

/** The newest fact about the name: `shop-db`, `process/shop-db`, `atlas/web1`, or a pid of this machine. */
function lastAbout(name: string, seen: Observation, seat: Seat): Fact | undefined {
  const here = machineAt(seat, seen)?.path;
  const app = /^\d+$/.test(name) ? seen.tables.processes.find((row) => row.machine === here && `${row.pid}` === name) : undefined;
  const wanted = app === undefined ? name : app.app || app.vm || app.name;
  const fits = (fact: Fact): boolean => {
    const own = nameOf(fact.about);
    return fact.about === wanted || own === wanted || own.endsWith(`/${wanted}`) || (/^\d+$/.test(name) && `${fact.detail?.pid}` === name);
  };
  return seen.facts.findLast(fits);
}

/** The fact and its causes, each level a little further in; a cause told once is not told again. */
function chain(fact: Fact, facts: readonly Fact[]): Line[] {
  const told = new Set<number>();
  const lines: Line[] = [];
  const tell = (one: Fact, depth: number): void => {
    if (told.has(one.id) || lines.length >= LONGEST) return;
    told.add(one.id);
    const [time, sentence] = factLine(one);
    lines.push([time!, span(depth === 0 ? "" : `${"  ".repeat(depth - 1)}because `, "muted"), sentence!].filter((part) => part.text !== ""));
    if (depth >= DEEPEST) return;
    for (const id of one.because ?? []) {
      const cause = facts[id]?.id === id ? facts[id] : facts.find((other) => other.id === id);
      if (cause !== undefined) tell(cause, depth + 1);
    }
  };
  tell(fact, 0);
  return lines.length >= LONGEST ? [...lines, line("…", "muted")] : lines;
}
