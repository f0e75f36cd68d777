import { line } from "../../../display/line.ts";
import { fullName } from "../../../world/containers/image.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import type { Settings } from "../../../world/containers/spec.ts";
import type { Fact } from "../../../kernel/facts.ts";
import type { Observation } from "../../../world/observation.ts";
import { freeTerminal, sitAt } from "../../inside.ts";
import type { Reply, Seat, Values } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { docker, MILLI, order, patience } from "./container.ts";
import { runInside } from "./exec.ts";
import { findImage } from "./image.ts";
import { pulledLines, pullingLine, untilPulled } from "./pull.ts";
import { CREATE_FLAGS, isWrong, NOT_SIMULATED, readSettings } from "./settings.ts";

const IMAGE = { name: "image", about: "for example nginx", completes: "dockerImage" } as const;
const COMMAND = { name: "command", about: "another command than the image's, and its words", optional: true, many: true } as const;

export const run = docker({
  path: "run",
  about: "make a container from an image and start it",
  flags: [{ name: "--detach", short: "-d", about: "do not wait for it: print its id" }, ...CREATE_FLAGS],
  args: [IMAGE, COMMAND],
  unmodelled: NOT_SIMULATED,
  stopsAtWord: true,
  example: "docker run -d --name web -p 8080:80 nginx",
  note: "an image that is not here is pulled first; of programs in images only those are modelled that the scenario names, a shell, and small tools",
  run: (values, seen, seat) => running(values, seen, seat),
});

/** The first round pulls or creates; the rounds that follow wait, and print what there is to print. */
function running(values: Values, seen: Observation, seat: Seat): Reply {
  const { flags, round } = values;
  const detached = flags.detach !== undefined;
  const sits = flags.tty !== undefined && flags.interactive !== undefined && !detached;
  const settings = readSettings(values, "run", detached, sits ? freeTerminal(seen) : "");
  if (isWrong(settings)) return settings;
  const name = fullName(settings.image);
  const image = findImage(settings.image, seen, seat);
  if (round === 0 && image === undefined) {
    return order({ do: "pull", name }, seat, { then: [`Unable to find image '${name}' locally`, pullingLine(name)], every: 50 * MILLI, prefix: `Unable to find image '${name}' locally\ndocker: `, refusedStatus: 125 });
  }
  const pull = seen.tables.pulls.find((p) => p.machine === seat.machine && p.name === name);
  if (round > 0 && image === undefined) return pull !== undefined ? { kind: "follow", every: untilPulled(pull), times: Infinity, lines: [], clear: false } : fail(`docker: the pull of ${name} has ended`, undefined, 125);
  const made = latest(seen, seat, "containerCreated");
  const pulled = latest(seen, seat, "imagePulled", `image/${name}`);
  if (round === 0) return create(settings, undefined, seat);
  if (made === undefined || (pulled !== undefined && pulled.id > made.id)) return create(settings, pulledLines(name, seen, seat), seat);
  return waitFor(made, detached, round, seen, seat);
}

const START = 570 * MILLI;

/** `pulled`: what the pull printed that the client has waited for. */
function create(settings: Settings, pulled: readonly string[] | undefined, seat: Seat): Reply {
  return order({ do: "create", settings, start: true, pulled: pulled !== undefined }, seat, { then: pulled ?? [], every: START, prefix: "docker: ", refusedStatus: 125 });
}

/** The newest fact of a kind on this machine. */
export function latest(seen: Observation, seat: Seat, type: string, about?: string): Fact | undefined {
  for (let at = seen.facts.length - 1; at >= 0; at--) {
    const fact = seen.facts[at]!;
    if (fact.type === type && fact.detail?.machine === seat.machine && (about === undefined || fact.about === about)) return fact;
  }
  return undefined;
}

const HELP = "\nRun 'docker run --help' for more information";

function waitFor(made: Fact, detached: boolean, round: number, seen: Observation, seat: Seat): Reply {
  const id = String(made.detail!.id);
  const c = seen.tables.containers.find((row) => row.id === id);
  if (c === undefined) return removed(id, detached, sinceRound(round, seen), seen, seat);
  if (c.error !== "" && !c.starting) return failed(c.error, c.exit_code, detached ? [id] : []);
  if (c.starting && !c.running) return { kind: "follow", every: patience(round), times: Infinity, lines: [], clear: false };
  if (detached) return say([id]);
  if (c.terminal !== "" && c.running) return { kind: "sit", seat: sitAt(seat, c.terminal, "/"), lines: [] };
  if (c.running && c.shown) return runInside(c, JSON.parse(c.argv) as string[], seen, seat, true);
  const lines = fresh(c, round, seen);
  if (c.running || c.status === "paused" || c.status === "restarting") return { kind: "follow", every: patience(round), times: Infinity, lines: lines.map((text) => line(text)), clear: false };
  return say(lines, c.exit_code);
}

/** What it has printed since the client looked last. */
function fresh(c: ContainerRow, round: number, seen: Observation): string[] {
  return logs(c, seen).filter((log) => log.at_s * 1e9 > sinceRound(round, seen)).map((log) => log.text);
}

/** When the client looked last. */
const sinceRound = (round: number, seen: Observation): number => (round <= 1 ? -1 : seen.now - patience(round - 1));

export const logs = (c: ContainerRow, seen: Observation) => seen.tables.logs.filter((log) => log.machine === c.machine && log.container === c.id);

/** `--rm`: it has come and gone. */
function removed(id: string, detached: boolean, since: number, seen: Observation, seat: Seat): Reply {
  const fact = seen.facts.findLast((f) => f.type === "containerRemoved" && f.detail?.machine === seat.machine && f.detail.id === id);
  const error = String(fact?.detail?.error ?? "");
  if (error !== "") return failed(error, Number(fact!.detail!.exit_code), detached ? [id] : []);
  if (detached) return say([id]);
  const printed = String(fact?.detail?.printed ?? "").split("\n").filter((log) => log !== "" && Number(log.split(" ")[0]) > since);
  return say(printed.map((log) => log.slice(log.indexOf(" ") + 1)), Number(fact?.detail?.exit_code ?? 0));
}

/** The daemon could not start it: 125, or 126 and 127 when it is the program's fault. */
function failed(error: string, exitCode: number, lines: readonly string[]): Reply {
  const reason = `docker: Error response from daemon: ${error}\n${HELP}`;
  return { kind: "say", lines: lines.map((one) => line(one)), errors: reason.split("\n"), status: exitCode === 128 ? 125 : exitCode };
}

export const create_ = docker({
  path: "create",
  about: "make a container without starting it",
  flags: CREATE_FLAGS,
  args: [IMAGE, COMMAND],
  unmodelled: NOT_SIMULATED,
  stopsAtWord: true,
  example: "docker create --name web nginx",
  run(values, seen, seat) {
    if (values.round > 0) return say([String(latest(seen, seat, "containerCreated")?.detail?.id ?? "")]);
    const settings = readSettings(values, "create", true, "");
    if (isWrong(settings)) return settings;
    if (findImage(settings.image, seen, seat) === undefined) return fail(`Error response from daemon: No such image: ${fullName(settings.image)}`, `docker pull ${settings.image} brings it`);
    return order({ do: "create", settings, start: false }, seat, { every: 10 * MILLI, prefix: "" });
  },
});
