import { columns } from "../../display/format-table.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Observation } from "../../world/observation.ts";
import type { WallRow } from "../../world/wall/rows.ts";
import type { Reply, Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** `lab attack` and `lab blast`: where a labelled attack would end, read off the world. Nothing is attacked and nothing changes. */

const NOTE = "lab is this course's own command: no real machine has it. An attack is a label with what it needs at each gate; nothing is run and nothing changes";

const HEAD = [{ name: "TARGET" }, { name: "ATTACK" }, { name: "STOPPED BY" }, { name: "REACHED" }, { name: "RADIUS" }, { name: "WHO IS HIT" }];

const targetsOf = (seen: Observation): string[] => [...new Set(seen.tables.walls.map((row) => row.target))];
const attacksOf = (seen: Observation): string[] => [...new Set(seen.tables.walls.map((row) => row.attack))];

export const attack: Verb = {
  path: "lab attack",
  on: "any",
  about: "at which gate an attack on a target would stop",
  flags: [],
  args: [
    { name: "name", about: "misconfig, kernelbug, runtimebug or deviceflaw", completes: "attack" },
    { name: "target", about: "a running container or VM, or a Deployment", completes: "target" },
  ],
  example: "lab attack misconfig plugin",
  note: NOTE,
  run({ args }, seen) {
    const [name, target] = [args[0]!, args[1]!];
    const rows = rowsOf(target, seen);
    if (rows.length === 0) return noTarget(target, seen);
    const row = rows.find((one) => one.attack === name);
    if (row === undefined) return fail(`lab: there is no attack "${name}"`, `there are: ${attacksOf(seen).join(", ")}`);
    return say(["a thought experiment: nothing is run, nothing changes", "", ...gateLines(row), "", ...endLines(row)]);
  },
};

export const blast: Verb = {
  path: "lab blast",
  on: "any",
  about: "who is hit where each attack would end",
  flags: [{ name: "--all", about: "every running container and VM" }],
  args: [{ name: "target", about: "a running container or VM, or a Deployment", completes: "target", optional: true }],
  example: "lab blast plugin",
  note: NOTE,
  run({ args, flags }, seen) {
    const [target] = args;
    if ((target === undefined) === (flags.all === undefined)) return fail("lab: say whose radius: one container or VM, or --all", "lab blast --all");
    const rows = target === undefined ? seen.tables.walls : rowsOf(target, seen);
    if (rows.length === 0) return target === undefined ? fail("lab: no container and no VM runs here") : noTarget(target, seen);
    const cells = [...rows.map(attackCells), ...panicCells(rows)];
    return say(target === undefined ? columns(HEAD, cells, "  ") : [`${rows[0]!.target}:`, ...columns(HEAD.slice(1), cells.map((row) => row.slice(1)), "  ")]);
  },
};

/** A container or a VM by its name; a Deployment, or whatever else made pods, stands for its first one that runs. */
function rowsOf(target: string, { tables: { walls, pods } }: Observation): WallRow[] {
  const named = walls.filter((row) => row.target === target || `${row.machine}/${row.target}` === target || (row.kind === "vm" && row.machine === target));
  if (named.length > 0) return named;
  const first = pods.find((pod) => pod.status === "Running" && (pod.name === target || pod.workload === target) && walls.some((row) => row.target.startsWith(`${pod.name}/`)));
  return first === undefined ? [] : walls.filter((row) => row.target.startsWith(`${first.name}/`));
}

const attackCells = (row: WallRow): string[] => [row.target, row.attack, row.stopped_by, row.reached, `${row.blast_radius}`, spaced(row.hit)];

/** Besides the attacks, once for each target: what a panic of its kernel takes along. */
function panicCells(rows: readonly WallRow[]): string[][] {
  const first = rows.filter((row, i) => rows.findIndex((one) => one.target === row.target && one.machine === row.machine) === i);
  return first.map((row) => [row.target, "(panic)", "", "", `${row.panic_radius}`, spaced(row.panic_hit)]);
}

const spaced = (list: string): string => list.replaceAll(",", ", ");

const MARKS: Readonly<Record<string, string>> = { passes: "->", stops: "X", nothing: "-", "not reached": "" };

function gateLines(row: WallRow): string[] {
  const cells = row.gates.split("\n").map((text) => {
    const [gate = "", says = "", why = ""] = text.split("\t");
    return [gate, MARKS[says] ?? "", why === "" ? (says === "nothing" ? "asks nothing of this attack" : "not reached") : why];
  });
  return columns([{ name: "GATE" }, { name: "" }, { name: row.way.toUpperCase() }], cells, "  ");
}

function endLines(row: WallRow): string[] {
  const stop = row.stopped_by === "none" ? "no gate stopped it" : `stopped by ${row.stopped_by}`;
  return [`${stop}; reached: ${row.reached} (${row.place})`, `blast radius ${row.blast_radius}: ${spaced(row.hit)}`];
}

function noTarget(target: string, seen: Observation): Reply {
  const known = targetsOf(seen);
  const near = nearest(target, known);
  const hint = near === undefined ? `there are: ${known.join(", ") || "none"}` : `did you mean ${near}?`;
  return fail(`lab: no container or VM "${target}" runs here`, hint);
}
