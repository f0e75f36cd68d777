import { fixed } from "../display/format-number.ts";
import type { Bar, BarPart } from "../display/panel.ts";
import type { Observation, StageRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

const MOST = 12;

const SAID: Readonly<Record<string, string>> = {
  disk: "make disk", create: "create", firmware: "firmware", kernel: "kernel", services: "services", "cloud-init": "cloud-init",
  packages: "packages, config", app: "start app", health: "health checks", pull: "pull image", unpack: "unpack it",
  "client and daemon": "client, daemon", "containerd and shim": "containerd, shim", "cgroup and overlay mount": "cgroup, overlay", "guest kernel of the sandbox": "guest kernel",
};

/** What somebody waits for on the way to a first request: booting stands out, and so does what is moved or installed. */
export function partOf({ name, booting, seconds }: StageRow): BarPart {
  if (booting) return { value: seconds, tone: "key" };
  if (name === "packages" || name === "pull" || name === "unpack") return { value: seconds, tone: "warn", mark: "light" };
  return { value: seconds, tone: "plain", mark: name === "app" || name === "health" ? "dots" : "half" };
}

/** Neighbours that look alike become one: each part of a bar is drawn as a column at least. */
export function merged(parts: readonly BarPart[]): BarPart[] {
  const joined: BarPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last === undefined || last.mark !== part.mark || last.tone !== part.tone) joined.push(part);
    else joined[joined.length - 1] = { ...last, value: last.value + part.value };
  }
  return joined;
}

/** One VM or container: a row for each part. Several: a row for each, the newest first. */
export function startupPanel(seen: Observation): Offer | undefined {
  const { stages } = seen.tables;
  const names = [...new Set(stages.map((s) => s.of))];
  if (names.length === 0 || seen.tables.racers.length > 0) return undefined;
  const bars = names.length === 1 ? parts(stages) : side(names.toReversed().slice(0, MOST).map((name) => stages.filter((s) => s.of === name)));
  return offer({ title: `Start-up in s: ${legend(stages)}`, kind: "bars", bars, latest: names.length === 1 }, 3);
}

const legend = (stages: readonly StageRow[]): string => (stages.every((s) => s.kind === "container") ? "▒ pull, unpack  ▓ docker run  ░ app" : "▓ disk, create  █ boot  ▒ packages, config  ░ app");

const total = (stages: readonly StageRow[]): number => stages.reduce((sum, s) => sum + s.seconds, 0);

/** A scale that a usual start fills: half a minute for a VM, a little more than half a second for a container. */
const usual = (stages: readonly StageRow[]): number => (stages.some((s) => s.kind === "vm") ? 30 : 0.6);

/** Parts of a container's start are counted in hundredths. */
const text = (seconds: number, { kind }: StageRow): string => fixed(seconds, kind === "container" ? 2 : 1);

/** A container's start in its own parts, or as one part of many where an image is moved before or a program starts after. */
function inParts(stages: readonly StageRow[]): StageRow[] {
  const around = (s: StageRow): boolean => s.name === "pull" || s.name === "unpack" || s.name === "app" || s.name === "health";
  const engine = stages.filter((s) => s.kind === "container" && !around(s));
  if (engine.length === 0 || engine.length === stages.length) return [...stages];
  const one = { ...engine[0]!, name: "docker run", seconds: total(engine), done: engine.every((s) => s.done) };
  return stages.flatMap((s) => (s === engine[0] ? [one] : engine.includes(s) ? [] : [s]));
}

function parts(given: readonly StageRow[]): Bar[] {
  const stages = inParts(given);
  const all = Math.max(usual(stages), total(stages));
  let before = 0;
  return stages.map((stage) => {
    const offset: BarPart = { value: before, tone: "muted", mark: "empty" };
    before += stage.seconds;
    return { label: SAID[stage.name] ?? stage.name, parts: [offset, partOf(stage)], of: all, reading: `${text(stage.seconds, stage)}${stage.done ? "" : " …"}` };
  });
}

/** Side by side, on the scale of the longest of them. */
function side(shown: readonly (readonly StageRow[])[]): Bar[] {
  const of = Math.max(...shown.map(usual), ...shown.map(total));
  return shown.map((own) => whole(own, of));
}

function whole(own: readonly StageRow[], of: number): Bar {
  return { label: own[0]!.of, parts: merged(own.map(partOf)), of, reading: `${text(total(own), own[0]!)}${own.at(-1)?.done === true ? "" : " …"}` };
}
