import { counted } from "../display/format-number.ts";
import { sizeText } from "../display/format-size.ts";
import type { TablePanel } from "../display/panel.ts";
import type { ContainerRow, VolumeRow } from "../world/containers/observed.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

type Row = TablePanel["rows"][number];

/** Where data lives on a Docker host, and what it lives as long as: a writable layer as its container, a volume as the host's disk. */
export function dataPanel(seen: Observation): Offer | undefined {
  const { containers, volumes } = seen.tables;
  const rows = [...imageRows(containers), ...containers.filter(writes).map(layerRow), ...volumes.map((v) => volumeRow(v, seen))];
  if (seen.tables.engines.length === 0) return undefined;
  const columns = ["where", "holds", "used by", "lives as long as"].map((name) => ({ name }));
  const none: Row = { cells: ["nothing written", "-", "-", "-"], tone: "muted" };
  return offer({ title: "Where data lives", kind: "table", columns, rows: rows.length === 0 ? [none] : rows }, 2);
}

/** What lies below the layers of those that keep data: nobody writes there. */
function imageRows(containers: readonly ContainerRow[]): Row[] {
  const keepers = containers.filter((c) => c.store !== "");
  const images = [...new Set(keepers.map((c) => c.image))];
  return images.map((image) => ({ cells: [`image ${image}`, "programs only", keepers.filter((c) => c.image === image).map((c) => c.name).join(", "), `the disk of ${keepers[0]!.machine}`], tone: "muted" }));
}

/** Only layers that hold something, or would hold what the program keeps. */
const writes = (c: ContainerRow): boolean => c.upper_bytes > 0 || c.store === "layer";

function layerRow(c: ContainerRow): Row {
  const holds = c.store === "layer" && c.records > 0 ? counted(c.records, "order") : sizeText(c.upper_bytes);
  return { cells: ["writable layer", holds, c.name, `container ${c.name}`] };
}

function volumeRow(v: VolumeRow, seen: Observation): Row {
  const holds = v.records >= 0 ? counted(v.records, "order") : sizeText(v.size);
  const mounted = seen.tables.mounts.filter((m) => m.machine === v.machine && m.kind === "volume" && m.source === v.name);
  const users = seen.tables.containers.filter((c) => mounted.some((m) => m.container === c.id)).map((c) => c.name);
  const name = v.anonymous ? `volume ${v.name.slice(0, 6)}… without a name` : `volume ${v.name}`;
  return { cells: [name, holds, users.join(", ") || "nobody", `the disk of ${v.machine}`], tone: users.length === 0 ? "muted" : "plain" };
}
