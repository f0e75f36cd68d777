import { toSeconds } from "../../../kernel/time.ts";
import { short } from "../../../world/containers/digest.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Reply } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { containersHere, docker } from "./container.ts";
import { cut, humanDuration, humanSize, tabbed } from "./format.ts";
import { fill } from "./template.ts";

const ago = (since: number, seen: Observation): string => humanDuration(Math.max(0, toSeconds(seen.now) - since));

/** `Up 5 seconds (Paused)`, `Exited (137) 2 minutes ago`: moby, container/state.go, `State.String`. */
export function statusText(c: ContainerRow, seen: Observation): string {
  if (c.status === "running") return `Up ${ago(c.started_s, seen)}`;
  if (c.status === "paused") return `Up ${ago(c.started_s, seen)} (Paused)`;
  if (c.status === "restarting") return `Restarting (${c.exit_code}) ${ago(c.finished_s, seen)} ago`;
  return c.status === "created" ? "Created" : `Exited (${c.exit_code}) ${ago(c.finished_s, seen)} ago`;
}

/** `0.0.0.0:8080->80/tcp`, and what the image exposes without being published. */
function portsText(c: ContainerRow): string {
  if (c.status !== "running" && c.status !== "paused") return "";
  const published = c.ports.split(",").filter((port) => port !== "");
  const open = c.exposed.split(",").filter((port) => port !== "" && !published.some((one) => one.endsWith(`->${port}`)));
  return [...published, ...open].join(", ");
}

/** The cells that --format may ask for. */
function cells(c: ContainerRow, whole: boolean, seen: Observation): Readonly<Record<string, string>> {
  return {
    ID: whole ? c.id : short(c.id), Image: c.image, Command: `"${whole ? c.command : cut(c.command, 20)}"`, RunningFor: `${ago(c.created_s, seen)} ago`, Status: statusText(c, seen), Ports: portsText(c),
    Names: c.name, State: c.status, Networks: c.networks, Size: `${humanSize(c.upper_bytes)} (virtual ${humanSize(c.root_bytes)})`,
  };
}

const HEADS: readonly (readonly [string, string])[] = [["CONTAINER ID", "ID"], ["IMAGE", "Image"], ["COMMAND", "Command"], ["CREATED", "RunningFor"], ["STATUS", "Status"], ["PORTS", "Ports"], ["NAMES", "Names"]];

export const ps = docker({
  path: "ps",
  about: "the containers that run",
  flags: [
    { name: "--all", short: "-a", about: "the others too" },
    { name: "--quiet", short: "-q", about: "only ids" },
    { name: "--no-trunc", about: "whole ids and commands" },
    { name: "--size", short: "-s", about: "bytes of the writable layer" },
    { name: "--last", short: "-n", about: "only the newest so many", value: "count" },
    { name: "--latest", short: "-l", about: "only the newest" },
    { name: "--filter", short: "-f", about: "name=web, status=exited, ancestor=nginx", value: "filter" },
    { name: "--format", about: "a template: {{.Names}} {{.Status}}", value: "template" },
  ],
  args: [],
  example: "docker ps -a",
  run({ flags }, seen, seat) {
    const filters = typeof flags.filter === "string" ? flags.filter.split(",") : [];
    const bad = filters.find((one) => !/^(name|status|ancestor|network|id)=/.test(one));
    if (bad !== undefined) return fail(`Error response from daemon: invalid filter '${bad.split("=")[0]}'`, "modelled here: name=, status=, ancestor=, network=, id=");
    const every = flags.all !== undefined || flags.last !== undefined || flags.latest !== undefined || filters.some((one) => one.startsWith("status="));
    const most = flags.latest !== undefined ? 1 : Number(flags.last ?? Infinity);
    const rows = containersHere(seen, seat).filter((c) => (every || c.running || c.status === "paused" || c.status === "restarting") && filters.every((one) => passes(c, one))).sort((a, b) => b.made - a.made).slice(0, most);
    const whole = flags["no-trunc"] !== undefined;
    if (flags.quiet !== undefined) return say(rows.map((c) => (whole ? c.id : short(c.id))));
    if (typeof flags.format === "string") return formatted(flags.format, rows.map((c) => cells(c, whole, seen)));
    const heads = flags.size === undefined ? HEADS : [...HEADS, ["SIZE", "Size"] as const];
    return say(tabbed([heads.map(([head]) => head), ...rows.map((c) => heads.map(([, key]) => cells(c, whole, seen)[key]!))]));
  },
});

function passes(c: ContainerRow, filter: string): boolean {
  const value = filter.slice(filter.indexOf("=") + 1);
  if (filter.startsWith("name=")) return c.name.includes(value);
  if (filter.startsWith("id=")) return c.id.startsWith(value);
  if (filter.startsWith("status=")) return c.status === value;
  if (filter.startsWith("network=")) return c.networks.split(",").includes(value);
  return c.image === value || c.image.split(":")[0] === value;
}

/** `table {{.Names}}\t{{.Status}}` has a heading, other templates have none. */
export function formatted(format: string, rows: readonly Readonly<Record<string, string>>[], heads = HEADS): Reply {
  const table = /^table\s+/.exec(format);
  const template = format.slice(table?.[0].length ?? 0).replaceAll("\\t", "\t");
  const lines = rows.map((row) => fill(template, row));
  const wrong = lines.find((one) => typeof one !== "string");
  if (wrong !== undefined && typeof wrong !== "string") return fail(wrong.wrong);
  if (table === null) return say(lines as string[]);
  const head = template.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, key: string) => heads.find(([, known]) => known === key)?.[0] ?? key.toUpperCase());
  return say(tabbed([head, ...(lines as string[])].map((one) => one.split("\t"))));
}
