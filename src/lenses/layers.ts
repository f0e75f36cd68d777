import type { Bar } from "../display/panel.ts";
import type { ImageRow } from "../world/containers/observed.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** More images than this are told as one. */
const MOST = 4;
const MB = 1e6;

/** Images on a disk as the layers they are made of: what several of them share is there once. Then what containers wrote on top. */
export function layersPanel(seen: Observation): Offer | undefined {
  // The emptiest host first: it is the one that something is about to come to.
  const engines = seen.tables.engines.filter((e) => e.images > 0 || seen.tables.pulls.some((p) => p.machine === e.machine)).sort((a, b) => a.layer_bytes - b.layer_bytes);
  if (engines.length === 0) return undefined;
  const bars = engines.flatMap((e) => barsOf(seen, e.machine, e.layer_bytes, engines.length > 1));
  return offer({ title: "Layers in MB: █ its own  ▒ shared with other images  ▓ written", kind: "bars", bars }, 3);
}

function barsOf(seen: Observation, machine: string, kept: number, named: boolean): Bar[] {
  const images = seen.tables.images.filter((image) => image.machine === machine);
  const listed = images.reduce((sum, image) => sum + image.size, 0);
  const most = Math.max(1, kept, ...images.map((image) => image.size));
  const disk: Bar = { label: named ? `once on ${machine}` : "each once", parts: [{ value: kept, tone: "good" }], of: Math.max(most, listed), reading: kept === listed ? mb(kept) : `${mb(kept)}; listed ${mb(listed)}` };
  const rest = images.slice(MOST);
  return [disk, ...written(seen, machine, most), ...onTheWay(seen, machine, most), ...images.slice(0, MOST).map((image) => imageBar(image, most)), ...(rest.length === 0 ? [] : [more(rest, most)])];
}

const mb = (bytes: number): string => `${Math.round(bytes / MB)}`;

function imageBar({ repository, tag, size, shared }: ImageRow, of: number): Bar {
  const label = tag === "latest" ? repository : `${repository}:${tag}`;
  return { label, parts: [{ value: shared, tone: "muted", mark: "light" }, { value: size - shared, tone: "key" }], of, reading: shared === 0 ? mb(size) : `${mb(size)}, of its own ${mb(size - shared)}` };
}

/** The images that there is no room for. */
function more(images: readonly ImageRow[], of: number): Bar {
  const own = images.reduce((sum, image) => sum + image.size - image.shared, 0);
  return { label: `${images.length} more`, parts: [{ value: own, tone: "key" }], of, reading: `of their own ${mb(own)}` };
}

/** Writable layers: there is nothing to see as long as nobody has written. */
function written(seen: Observation, machine: string, of: number): Bar[] {
  const writers = seen.tables.containers.filter((c) => c.machine === machine && c.upper_bytes > 0);
  return writers.map((c) => ({ label: `${c.name} wrote`, parts: [{ value: c.upper_bytes, tone: "warn", mark: "half" }], of: Math.max(of, c.upper_bytes), reading: mb(c.upper_bytes) }));
}

function onTheWay(seen: Observation, machine: string, of: number): Bar[] {
  const pulls = seen.tables.pulls.filter((p) => p.machine === machine);
  return pulls.map((p) => ({ label: p.name, parts: [{ value: p.left, tone: "warn", mark: "dots" }], of: Math.max(of, p.left), reading: p.left > 0 ? `${mb(p.left)} to come` : "unpacking" }));
}
