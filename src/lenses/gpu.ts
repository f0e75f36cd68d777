import { fixed, percent } from "../display/format-number.ts";
import type { Bar } from "../display/panel.ts";
import type { GpuPartRow, GpuProgramRow } from "../world/gpu/rows.ts";
import type { Observation } from "../world/observation.ts";
import { millisText } from "./readings.ts";
import { type Offer, offer } from "./offer.ts";

const GIB = 1024 ** 3;

/** Who holds the memory of GPUs and of their pieces, how busy they are, and how long the answers take. */
export function gpuMemoryPanel({ tables: { gpu_parts: parts, gpu_programs: programs, accelerators } }: Observation): Offer | undefined {
  const divided = parts.some(({ profile }) => profile !== "");
  const given = accelerators[0]?.total ?? 0;
  if (programs.length === 0 && !divided && given === parts.length) return undefined;
  const shown = parts.filter(({ profile, programs: count }) => profile !== "" || count > 0 || parts.length === 1);
  const bars = shown.flatMap((part) => barsOf(part, programs.filter((one) => one.part === part.name && one.machine === part.machine).sort((a, b) => (a.name < b.name ? -1 : 1))));
  return offer({ title: `GPU memory: ${divided ? `${parts.length} pieces, a wall between` : given > parts.length ? "one for all, by turns" : "a GPU for each"}; at the end, p95`, kind: "bars", bars }, Math.min(bars.length, 4));
}

/** A part with one program is one bar; one that several share has a bar of its own above theirs. */
function barsOf(part: GpuPartRow, programs: readonly GpuProgramRow[]): Bar[] {
  const busy = `${percent(part.busy, 0)}% busy`;
  const piece = part.profile === "" ? `GPU ${part.gpu}` : `${part.profile} ${part.index}`;
  const [only] = programs;
  if (only === undefined) return [{ label: piece, of: part.memory, parts: [], reading: "free" }];
  if (programs.length === 1) return [barOf(only, `${gib(only.used)} of ${gib(part.memory)} GiB, ${busy}`)];
  const tone = part.used > part.memory * 0.99 ? "bad" : "key";
  return [{ label: piece, of: part.memory, parts: [{ value: part.used, tone, mark: "half" }], reading: `${gib(part.used)} of ${gib(part.memory)} GiB, ${busy}` }, ...programs.map((one) => barOf(one, `${gib(one.used)} GiB`))];
}

const barOf = ({ name, memory, used, p95_ms }: GpuProgramRow, held: string): Bar =>
  ({ label: shortName(name), of: memory, parts: [{ value: used, tone: "plain", mark: "full" }], reading: p95_ms < 0 ? held : `${held}, ${millisText(p95_ms)}` });

const gib = (bytes: number): string => fixed(bytes / GIB, bytes / GIB < 10 ? 1 : 0);

/** Of a pod's name what is its own: `models-7b97b546d5-8f52x` is `models-8f52x`, whatever its container is called. */
const shortName = (name: string): string => name.split("/")[0]!.replace(/-[bcdfghjklmnpqrstvwxz2456789]{6,10}(-[bcdfghjklmnpqrstvwxz2456789]{5})$/, "$1");
