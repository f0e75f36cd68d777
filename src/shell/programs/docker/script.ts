import { line } from "../../../display/line.ts";
import type { Observation } from "../../../world/observation.ts";
import { call, FIRST } from "../../dispatch.ts";
import { expand, NOTHING_AROUND } from "../../expand.ts";
import { resolve } from "../../files.ts";
import { rootOf } from "../../inside.ts";
import { parse, type Simple } from "../../parse.ts";
import type { Reply, Seat } from "../../verb.ts";
import { fail } from "../say.ts";
import { printedBy } from "./exec.ts";

/** `sh -c SCRIPT` inside a container: commands one after the other, pipes, and one command at most that changes something. */

interface Printed {
  readonly lines: string[];
  readonly errors: string[];
  status: number;
}

export function runScript(script: string, seen: Observation, seat: Seat): Reply {
  const parsed = parse(script);
  if (!parsed.ok) return fail(`sh: ${parsed.reason}`, "hint" in parsed ? parsed.hint : undefined, 2);
  if (parsed.pipelines.some(({ loop, commands }) => loop !== undefined || commands.some((one) => one.input !== undefined || one.assigns.length > 0))) return fail("loops, variables and < are not modelled in a container's script", "run its commands one by one");
  const printed: Printed = { lines: [], errors: [], status: 0 };
  for (const [place, { commands, when }] of parsed.pipelines.entries()) {
    if ((when === "&&" && printed.status !== 0) || (when === "||" && printed.status === 0)) continue;
    const [name, status] = commands.length === 1 ? commands[0]!.words.flatMap((word) => expand(word, NOTHING_AROUND)) : [];
    if (name === "exit") {
      printed.status = status === undefined ? printed.status : Number(status) % 256 || 0;
      break;
    }
    const acts = pipeline(commands, printed, seen, seat);
    if (acts === undefined) continue;
    if (place < parsed.pipelines.length - 1) return fail("of a script here only the last command may change something", "run the commands one by one");
    return acts;
  }
  return { kind: "say", lines: printed.lines.map((text) => line(text)), errors: printed.errors, status: printed.status };
}

/** Prints, or answers with what changes something. */
function pipeline(commands: readonly Simple[], printed: Printed, seen: Observation, seat: Seat): Reply | undefined {
  let input: readonly string[] | undefined;
  for (const [place, simple] of commands.entries()) {
    const words = simple.words.flatMap((word) => expand(word, NOTHING_AROUND));
    const reply = words.length === 0 ? ({ kind: "say", lines: [] } as const) : call(words, input, FIRST, seen, seat).reply;
    const { lines, errors, status } = printedBy(reply);
    if (lines === undefined) return reply;
    printed.errors.push(...errors);
    printed.status = status;
    const redirect = simple.redirects.find((one) => typeof one.to !== "string");
    if (redirect !== undefined && typeof redirect.to !== "string") return written(expand(redirect.to.file, NOTHING_AROUND).join(" "), lines, seen, seat);
    if (place === commands.length - 1) printed.lines.push(...lines);
    input = lines;
  }
  return undefined;
}

function written(file: string, lines: readonly string[], seen: Observation, seat: Seat): Reply {
  const root = rootOf(seat, seen);
  if (file === "/dev/null") return { kind: "say", lines: [] };
  if (root === undefined) return fail(`sh: can't create ${file}: Read-only file system`);
  const text = lines.map((one) => `${one}\n`).join("");
  return { kind: "act", command: { type: "docker", do: "write", machine: seat.machine, id: root.id, path: resolve(file, seat.directory), bytes: text.length, text, append: false }, then: [], prefix: "" };
}

