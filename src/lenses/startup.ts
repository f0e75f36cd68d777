import { fixed } from "../display/format-number.ts";
import type { Bar, BarPart } from "../display/panel.ts";
import type { Observation, StageRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

const MOST = 12;

const SAID: Readonly<Record<string, string>> = {
  disk: "make disk", create: "create", firmware: "firmware", kernel: "kernel", services: "services", "cloud-init": "cloud-init",
  packages: "packages, config", app: "start app", health: "health checks",
};

/** What a VM waits for on its way to the first request: booting stands out from all the rest. */
function partOf({ name, booting, seconds }: StageRow): BarPart {
  if (booting) return { value: seconds, tone: "key" };
  if (name === "packages") return { value: seconds, tone: "warn", mark: "light" };
  return { value: seconds, tone: "plain", mark: name === "app" || name === "health" ? "dots" : "half" };
}

/** One VM: a row for each part. Several: a row for each VM, the newest first. */
export function startupPanel(seen: Observation): Offer | undefined {
  const { stages } = seen.tables;
  const names = [...new Set(stages.map((s) => s.vm))];
  if (names.length === 0) return undefined;
  const bars = names.length === 1 ? parts(stages) : names.toReversed().slice(0, MOST).map((name) => whole(name, stages, longest(names, stages)));
  return offer({ title: "Start-up in s: ▓ disk, create  █ boot  ▒ packages, config  ░ app", kind: "bars", bars }, 3);
}

const total = (stages: readonly StageRow[]): number => stages.reduce((sum, s) => sum + s.seconds, 0);
const ofVm = (name: string, stages: readonly StageRow[]): StageRow[] => stages.filter((s) => s.vm === name);
const longest = (names: readonly string[], stages: readonly StageRow[]): number => Math.max(30, ...names.map((name) => total(ofVm(name, stages))));

function parts(stages: readonly StageRow[]): Bar[] {
  const all = Math.max(30, total(stages));
  let before = 0;
  return stages.map((stage) => {
    const offset: BarPart = { value: before, tone: "muted", mark: "empty" };
    before += stage.seconds;
    return { label: SAID[stage.name] ?? stage.name, parts: [offset, partOf(stage)], of: all, reading: `${fixed(stage.seconds, 1)}${stage.done ? "" : " …"}` };
  });
}

function whole(name: string, stages: readonly StageRow[], of: number): Bar {
  const own = ofVm(name, stages);
  return { label: name, parts: own.map(partOf), of, reading: `${fixed(total(own), 1)}${own.at(-1)?.done === true ? "" : " …"}` };
}
