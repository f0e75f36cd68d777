import { counted, fixed, percent } from "../display/format-number.ts";
import type { Bar, BarPart } from "../display/panel.ts";
import type { GangRow } from "../world/cluster/training/rows.ts";
import type { Observation } from "../world/observation.ts";
import type { TrainingRow } from "../world/training/rows.ts";
import { type Offer, offer } from "./offer.ts";

const part = (value: number, tone: BarPart["tone"], mark: NonNullable<BarPart["mark"]>): BarPart => ({ value, tone, mark });

/** Who holds the GPUs of a cluster, and who of them gets ahead: a bar for all, then one for each job. */
export function gpusPanel({ tables: { accelerators, gangs } }: Observation): Offer | undefined {
  const [all] = accelerators;
  if (all === undefined) return undefined;
  if (gangs.length === 0) return offer({ title: "GPUs: held, and free", kind: "bars", bars: [{ label: "all", of: all.total, parts: [part(all.held, "key", "full")], reading: `${all.held} of ${all.total} held` }] }, 1);
  const total: Bar = { label: "all", of: all.total, parts: [part(all.useful, "good", "full"), part(all.held - all.useful, "warn", "light")], reading: `${all.held} of ${all.total} held, ${all.useful} useful${all.idle_s >= 1 ? `, for ${fixed(all.idle_s, 0)} s so` : ""}` };
  const bars = [total, ...gangs.filter(({ state }) => state !== "failed").slice(-4).map((gang) => ofGang(gang, all.total))];
  return offer({ title: "GPUs: held, and of use", kind: "bars", bars }, bars.length);
}

function ofGang(gang: GangRow, total: number): Bar {
  const { name, holds, size, running, done, state } = gang;
  const parts = state === "training" ? [part(holds, "good", "full")] : [part(holds, "warn", "light")];
  const reading = state === "training" ? `trains, ${percent(done)}% done${lost(gang)}` : state === "waiting" ? `holds ${holds}, ${running} of ${size} workers there: waits` : state === "suspended" ? `in the queue, needs ${size}` : state;
  return { label: name, of: total, parts: holds === 0 ? [] : parts, reading };
}

const lost = ({ lost_min: minutes }: GangRow): string => (minutes < 1 ? "" : `, ${counted(Math.round(minutes), "minute")} lost`);

/** What became of the time of all GPUs, since the training began. */
export function trainingPanel({ tables: { trainings } }: Observation): Offer | undefined {
  const [run] = trainings;
  if (run === undefined) return undefined;
  const bars = [
    account(run, "counts", run.useful_h, "good", "full"), account(run, "lost again", run.lost_h, "bad", "half", `, with ${counted(run.faults, "failure")}`),
    account(run, "checkpoints", run.writing_h, "warn", "light", `, ${run.checkpoints} of them`), account(run, "restarts", run.restarting_h, "warn", "dots"),
  ];
  return offer({ title: `Goodput: ${percent(run.goodput, 1)}% after ${fixed(run.hours, 1)} h, ${PHASES[run.phase] ?? run.phase}`, kind: "bars", bars }, 4);
}

const PHASES: Readonly<Record<string, string>> = { training: "training", checkpoint: "writing a checkpoint", restart: "starting again", over: "over" };

const account = (run: TrainingRow, label: string, hours: number, tone: BarPart["tone"], mark: NonNullable<BarPart["mark"]>, more = ""): Bar =>
  ({ label, of: Math.max(run.hours, 0.01), parts: [part(hours, tone, mark)], reading: `${fixed(hours, 2)} h${more}` });
