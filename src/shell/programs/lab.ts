import { line } from "../../display/line.ts";
import { nearest } from "../../kernel/nearest.ts";
import { columns } from "../../display/format-table.ts";
import { fixed } from "../../display/format-number.ts";
import type { Observation } from "../../world/observation.ts";
import type { Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** The commands under `lab` exist in no real shell: they are this course's own, and say so. */
const INVENTED = "lab is this course's own command: no real machine has it";

export const faults: Verb = {
  path: "lab faults",
  on: "any",
  about: "what can be broken here",
  flags: [],
  args: [],
  note: INVENTED,
  run: (_values, seen) =>
    seen.faults.length === 0 ? say(["nothing can be broken in this world"]) : say(columns([{ name: "FAULT" }, { name: "DONE" }, { name: "WHAT HAPPENS" }], seen.faults.map((fault) => [fault.name, fault.done ? "yes" : "no", fault.about]), "   ")),
};

export const fault: Verb = {
  path: "lab fault",
  on: "any",
  about: "break something, by the name that lab faults shows",
  flags: [],
  args: [{ name: "name", about: "a fault; quotes are not needed", completes: "fault", many: true }],
  example: "lab fault start batch",
  note: INVENTED,
  run({ args }, seen) {
    const name = args.join(" ");
    const found = seen.faults.find((one) => one.name === name || one.name.replaceAll(" ", "-") === name);
    if (found !== undefined) return { kind: "act", command: { type: "fault", name: found.name }, then: [line(`${found.name}: ${found.about}`)] };
    const near = nearest(name, seen.faults.map((one) => one.name));
    return fail(`lab: there is no fault "${name}" here`, near === undefined ? `there are: ${seen.faults.map((one) => one.name).join(", ") || "none"}` : `did you mean lab fault ${near}?`);
  },
};

/** What takes requests: in a cluster its services, else fleets and apps; a pod's program only by its service. */
function loadable({ cluster, tables: { apps, fleets, kube_services } }: Observation): string[] {
  const services = kube_services.filter(({ selector }) => selector !== "").map(({ namespace, name }) => (namespace === "default" ? name : `${namespace}/${name}`));
  return services.length > 0 ? services : [...new Set([...fleets, ...(cluster === undefined ? apps : [])].map(({ name }) => name))];
}

const isThere = ({ tables }: Observation, name: string): boolean =>
  tables.fleets.some((fleet) => fleet.name === name) || tables.apps.some((app) => app.name === name || `${app.machine}/${app.name}` === name);

export const load: Verb = {
  path: "lab load",
  on: "any",
  about: "requests a second for an app, a fleet or a service",
  flags: [],
  args: [
    { name: "app", about: "an app that answers requests, a fleet or a service; not needed where there is only one", completes: "app" },
    { name: "rate", about: "requests per second", optional: true },
  ],
  example: "lab load shop 60",
  note: INVENTED,
  run({ args }, seen) {
    const known = loadable(seen);
    const [name, rate] = args.length > 1 ? [args[0]!, args[1]!] : [known.length === 1 ? known[0]! : "", args[0]!];
    if (!/^\d+(\.\d+)?$/.test(rate)) return fail(`lab: "${rate}" is not a number of requests per second`, "lab load shop 60");
    if (known.length === 0 && seen.cluster !== undefined && !isThere(seen, name)) return fail("lab: there is no service yet that requests could be sent to", "kubectl expose deployment NAME --port=80 makes one");
    if (name === "") return fail("lab: say which one gets the load", `there are: ${known.join(", ") || "none"}`);
    if (!known.includes(name) && !isThere(seen, name)) {
      const near = nearest(name, known);
      return fail(`lab: there is no app "${name}" here`, near === undefined ? `there are: ${known.join(", ") || "none"}` : `did you mean ${near}?`);
    }
    return { kind: "act", command: { type: "load", app: name, perSecond: Number(rate) }, then: [line(`${name}: ${fixed(Number(rate), Number.isInteger(Number(rate)) ? 0 : 1)} requests a second from now on`)] };
  },
};
