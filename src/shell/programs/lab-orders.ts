import { counted } from "../../display/format-number.ts";
import { line } from "../../display/line.ts";
import { nobodyListens, unknownName } from "../../world/containers/orders.ts";
import type { AskRow } from "../../world/containers/observed.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Seat, Verb } from "../verb.ts";
import { fail, said, say } from "./say.ts";

/** `lab orders` and `lab churn`: what customers and a busy platform would do to names and data. Invented, and said to be. */

const NOTE = "lab is this course's own command: no real machine has it";

export const orders: Verb = {
  path: "lab orders",
  on: "any",
  about: "count the shop's orders, or place new ones",
  flags: [],
  args: [{ name: "count", about: "orders to place; none: only count them", optional: true }],
  example: "lab orders 1000",
  note: `${NOTE}. The shop's own program asks and writes, wherever its name or address for the database leads`,
  run({ args }, seen, seat) {
    const asked = seen.tables.asks.find((a) => a.machine === seat.machine && seen.tables.containers.some((c) => c.name === a.container && c.machine === a.machine && c.running));
    if (asked === undefined) return fail("lab: no program that asks a database runs here", "docker ps lists what runs");
    const [count] = args;
    if (count !== undefined && !/^[1-9]\d{0,5}$/.test(count)) return fail(`lab: "${count}" is not a number of orders, up to 999999`, "lab orders 1000");
    const answers = failing(asked);
    if (answers !== undefined) return answers;
    if (count === undefined) return counting(asked, seen, seat);
    const then = `${counted(Number(count), "order")} written: ${asked.container} asked ${asked.name}, and ${asked.answered_by} took them`;
    return { kind: "act", command: { type: "docker", machine: seat.machine, do: "orders", count: Number(count) }, then: [line(then)], prefix: "" };
  },
};

function failing({ container, name, address, port, answered_by: who }: AskRow): Reply | undefined {
  if (address === "") return said([], [unknownName(container, name)]);
  return who === "" ? said([], [nobodyListens(container, address, port)]) : undefined;
}

function counting({ container, name, answered_by: who }: AskRow, seen: Observation, seat: Seat): Reply {
  const database = seen.tables.containers.find((c) => c.machine === seat.machine && c.name === who);
  return say([`${container} asked ${name}, and ${who} answered: ${database === undefined || database.records < 0 ? "it is no database" : counted(database.records, "order")}`]);
}

export const churn: Verb = {
  path: "lab churn",
  on: "any",
  about: "let containers come and go, and two callers look for them",
  flags: [
    { name: "--life", about: "minutes that each lives; 10 when not given", value: "minutes" },
    { name: "--image", about: "what they are made from; svc:1 when not given", value: "image" },
  ],
  args: [{ name: "count", about: "how many at a time; 200 when not given", optional: true }],
  example: "lab churn 200",
  note: `${NOTE}. Two callers try to reach them: one by a list of addresses, written down at the beginning and once an hour, one by name`,
  run({ args, flags }, _seen, seat) {
    const [count, life] = [args[0] ?? "200", typeof flags.life === "string" ? flags.life : "10"];
    if (!/^\d{1,4}$/.test(count) || !/^\d{1,4}$/.test(life)) return fail("lab: say how many containers, and for how many minutes each", "lab churn 200 --life 10");
    const image = typeof flags.image === "string" ? flags.image : "svc:1";
    const then = `${count} containers, each replaced after ${life} minutes: ${Math.round(Number(count) / Math.max(1, Number(life)))} replacements a minute`;
    return { kind: "act", command: { type: "docker", machine: seat.machine, do: "churn", image, containers: Number(count), lifeSeconds: 60 * Number(life) }, then: [line(then)], prefix: "lab: " };
  },
};
