import { fixed, percent } from "../../display/format-number.ts";
import { type Line, span } from "../../display/line.ts";
import type { Observation, VmRow } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";
import { cpuText, hosts, vmsOn } from "../readings.ts";

/** Below the nodes: host by host its kernel and its VMs, a sign each, and who is held back by the others: the steal that `vmstat` shows inside as `st`. */
export function hostsPanel(seen: Observation): Offer | undefined {
  if (seen.tables.vms.length === 0) return undefined;
  const all = hosts(seen);
  const wide = Math.max(...all.map((host) => host.name.length));
  const lines = all.map((host): Line => {
    const head = `${host.name.padEnd(wide + 2)}${host.kernel.replace(/^(\d+\.\d+\.\d+).*/, "$1").padEnd(9)}`;
    if (!host.up) return [span(head), span("the host is off", "bad")];
    return [span(head), span(`${cpuText(host.cpu)} of ${host.cpus} CPU  `.padEnd(16), "muted"), ...vmsOn(seen, host.path).flatMap(vmParts)];
  });
  return offer({ title: "Hosts: their VMs ● run  ◌ start  ○ are off  ✗ crashed", kind: "text", lines }, lines.length);
}

/** Steal that somebody would notice. */
const HELD_BACK = 0.1;

function vmParts(vm: VmRow): Line {
  const [sign, tone] = vm.state === "crashed" ? (["✗", "bad"] as const) : vm.state === "shut off" ? (["○", "muted"] as const) : vm.stage === "up" && vm.state === "running" ? (["●", "good"] as const) : (["◌", "warn"] as const);
  return [span(`${sign} `, tone), span(vm.name), ...(vm.steal >= HELD_BACK ? [span(` st ${percent(vm.steal, 0)}%`, "bad")] : []), span("  ")];
}

/** Programs that answer requests in VMs of their own: where they are, and what their clients missed so far. */
export function besidePanel(seen: Observation): Offer | undefined {
  const ofContainers = new Set(seen.tables.containers.map((c) => c.app));
  const apps = seen.tables.apps.filter((a) => a.kind === "serve" && a.sent > 0 && !ofContainers.has(a.name));
  if (apps.length === 0) return undefined;
  const columns = ["in a VM", "on", "served/s", "lost so far", "away"].map((name, i) => ({ name, align: i < 2 ? ("left" as const) : ("right" as const) }));
  const rows = apps.map((a) => ({
    cells: [a.name, seen.tables.vms.find((vm) => vm.guest === a.machine)?.machine ?? a.machine, fixed(a.served, 0), `${a.lost}`, `${fixed(a.down_s, 0)} s`],
    tone: a.served === 0 ? ("bad" as const) : ("plain" as const),
  }));
  return offer({ title: "Beside the cluster", kind: "table", columns, rows }, rows.length + 1);
}
