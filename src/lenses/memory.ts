import { counted, fixed } from "../display/format-number.ts";
import type { Bar, BarPart } from "../display/panel.ts";
import type { AppRow, MachineRow, Observation, VmRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { appsOn, gib, hosts, vmsOn } from "./readings.ts";

const MIB = 1024 ** 2;

/** What is held and what is promised: programs on the host, guests and what they touched, cache, swap. */
export function memoryPanel(seen: Observation): Offer {
  const bars = hosts(seen).flatMap((host) => [hostBar(host), ...swapBar(host), ...vmsOn(seen, host.path).filter((v) => v.state === "running" || v.state === "paused").map((v) => vmBar(v, seen, host)), ...appBars(seen, host)]);
  const vms = seen.tables.vms.length > 0;
  return offer({ title: vms ? "Memory in GiB: █ touched  ▒ swapped out  · promised" : "Memory in GiB: █ held  ▒ cache", kind: "bars", bars }, Math.min(bars.length, vms ? 7 : 3));
}

function hostBar(host: MachineRow): Bar {
  const free = host.mem_total > 0 ? host.mem_available / host.mem_total : 1;
  const parts: BarPart[] = [{ value: host.mem_used, tone: free < 0.03 ? "bad" : free < 0.1 ? "warn" : "good" }];
  if (host.mem_cache > 64 * MIB) parts.push({ value: host.mem_cache, tone: "muted", mark: "light" });
  return { label: host.name, parts, of: host.mem_total, reading: `${gib(host.mem_used)} of ${gib(host.mem_total)}, ${gib(host.mem_available)} available` };
}

function swapBar(host: MachineRow): Bar[] {
  if (host.swap_total === 0) return [];
  return [{ label: "swap", parts: [{ value: host.swap_used, tone: "bad", mark: "light" }], of: host.swap_total, reading: `${gib(host.swap_used)} of ${gib(host.swap_total)}` }];
}

function vmBar(vm: VmRow, seen: Observation, host: MachineRow): Bar {
  const most = Math.max(...vmsOn(seen, host.path).map((v) => Math.max(v.memory_max, v.memory)));
  const swapped = vm.swapped > 0 ? `, ${gib(vm.swapped)} swapped out` : "";
  const own = vm.guest_swap > 0 ? `, ${gib(vm.guest_swap)} in its own swap` : "";
  return {
    label: vm.name,
    parts: [{ value: Math.max(0, vm.touched - vm.swapped), tone: "key" }, { value: vm.swapped, tone: "bad", mark: "light" }, { value: Math.max(0, vm.memory - vm.touched), tone: "muted", mark: "empty" }],
    of: most,
    open: true,
    reading: `${gib(vm.touched)} of ${gib(vm.memory)}${swapped}${own}`,
  };
}

/** The kernel compares single processes, so an app of several says how much each holds. */
function appBars(seen: Observation, host: MachineRow): Bar[] {
  return appsOn(seen, host.path)
    .filter((a) => a.rss > 100 * MIB || a.oom_kills > 0)
    .map((a) => ({
      label: a.name,
      parts: [{ value: a.rss, tone: "key" }],
      of: host.mem_total,
      reading: appReading(a),
    }));
}

function appReading(a: AppRow): string {
  const killed = a.oom_kills > 0 ? `  OOM-killed ${a.oom_kills} ×` : "";
  if (!a.alive) return `ended${killed}`;
  return a.processes > 1 ? `${gib(a.rss)} in ${counted(a.processes, "process", "processes")} of ${each(a.rss / a.processes)}${killed}` : `${gib(a.rss)} in 1 process${killed}`;
}

/** Too small for GiB: with its own unit. */
const each = (bytes: number): string => (bytes >= 100 * MIB ? gib(bytes) : `${fixed(bytes / MIB, 0)} MiB`);
