import { fixed } from "../display/format-number.ts";
import type { Tone } from "../display/line.ts";
import type { DiskRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { millisText, rateText } from "./readings.ts";

/** Every disk that moves data or belongs to a running VM: how much, how long a request waits, what caps it. */
export function diskPanel(seen: Observation): Offer | undefined {
  const running = new Set(seen.tables.vms.filter((v) => v.state === "running").map((v) => v.name));
  const disks = seen.tables.disks.filter((d) => (d.vm === "" ? seen.tables.vms.length > 0 || busy(d) : running.has(d.vm)));
  if (disks.length === 0) return undefined;
  const names = ["disk", "reads", "writes", "wait", "queue", "limit"];
  const columns = names.map((name, i) => ({ name, align: i === 0 ? ("left" as const) : ("right" as const) }));
  return offer({ title: "Disks", kind: "table", columns, rows: disks.map((d) => ({ cells: cellsOf(d), tone: toneOf(d) })) }, Math.min(6, disks.length + 1));
}

const busy = (d: DiskRow): boolean => d.iops >= 0.5;

function cellsOf(d: DiskRow): string[] {
  const limits = [d.limit_bytes_sec > 0 ? rateText(d.limit_bytes_sec / 1e6) : "", d.limit_iops_sec > 0 ? `${d.limit_iops_sec} iops` : ""].filter((l) => l !== "");
  return [d.vm === "" ? `${d.machine} ${d.name}` : `${d.vm} ${d.name}`, rateText(d.read_MBps), rateText(d.write_MBps), busy(d) ? millisText(d.await_ms) : "-", fixed(d.queue, 0), limits.join(" ") || "none"];
}

function toneOf(d: DiskRow): Tone {
  if (!busy(d)) return "muted";
  return d.await_ms >= 50 ? "bad" : d.await_ms >= 5 ? "warn" : "plain";
}
