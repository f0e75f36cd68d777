import type { TablePanel } from "../display/panel.ts";
import type { MachineRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** A line for each kernel, and whose system calls it answers: a container has the machine's, unless its runtime brings one. */
export function kernelsPanel(seen: Observation): Offer | undefined {
  if (seen.tables.engines.length === 0) return undefined;
  const rows = seen.tables.machines.filter((m) => m.up && m.kernel !== "").flatMap((m) => kernelsOf(m, seen));
  const columns = [{ name: "kernel" }, { name: "answers the system calls of" }];
  return offer({ title: "Kernels", kind: "table", columns, rows }, 2);
}

function kernelsOf(m: MachineRow, seen: Observation): TablePanel["rows"][number][] {
  const containers = seen.tables.containers.filter((c) => c.machine === m.path && c.running);
  const guests = containers.filter((c) => c.kernel === m.kernel).sort((a, b) => a.made - b.made).map((c) => c.name);
  const own = containers.filter((c) => c.kernel !== m.kernel).map((c) => ({ cells: [c.kernel, c.name] }));
  return [{ cells: [m.kernel, [m.host === "" ? m.name : `${m.name}, a VM`, ...guests].join(", ")] }, ...own];
}
