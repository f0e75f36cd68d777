import { percent } from "../display/format-number.ts";
import type { Bar, Lane } from "../display/panel.ts";
import { SECOND } from "../kernel/time.ts";
import type { AppRow, MachineRow, Observation, ThreadRow, VmRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { appsOn, cpuText, hosts, vmsOn } from "./readings.ts";

/** Who gets how much of a host's CPUs, and who waits for more. */
export function cpuPanel(seen: Observation): Offer {
  const all = hosts(seen);
  const bars = all.flatMap((host) => [total(host, all.length > 1), ...vmsOn(seen, host.path).filter((v) => v.state === "running").map((v) => vmBar(v, host)), ...appsOn(seen, host.path).filter(wantsCpu).map((a) => appBar(a, host))]);
  const waits = bars.some((b) => b.parts.some((p) => p.mark === "dots"));
  return offer({ title: waits ? "CPU: █ running  ░ ready but waiting" : "CPU", kind: "bars", bars, caption: "CPUs used, and CPUs that were asked for and not given" }, Math.min(bars.length, 6));
}

/** Programs that never touch a CPU say nothing here. */
const wantsCpu = (a: AppRow): boolean => a.cpu >= 0.005 || a.waiting >= 0.005 || a.kind === "serve" || a.kind === "busy" || a.kind === "cycle" || a.kind === "burst";

function total(host: MachineRow, named: boolean): Bar {
  return { label: named ? host.name : "all", parts: [{ value: host.cpu, tone: host.cpu >= host.cpus * 0.995 ? "warn" : "good" }], of: host.cpus, reading: `${cpuText(host.cpu)} of ${host.cpus}` };
}

function vmBar(vm: VmRow, host: MachineRow): Bar {
  const waiting = vm.steal * vm.vcpus;
  return {
    label: vm.name,
    parts: [{ value: vm.cpu, tone: "key" }, ...(waiting >= 0.02 ? [{ value: waiting, tone: "warn", mark: "dots" } as const] : [])],
    of: host.cpus,
    reading: `${cpuText(vm.cpu)} of ${vm.vcpus} vCPU${vm.steal >= 0.005 ? `, st ${percent(vm.steal, 0)}` : ""}`,
  };
}

function appBar(app: AppRow, host: MachineRow): Bar {
  return {
    label: app.name,
    parts: [{ value: app.cpu, tone: "key" }, ...(app.waiting >= 0.02 ? [{ value: app.waiting, tone: "warn", mark: "dots" } as const] : [])],
    of: host.cpus,
    reading: app.waiting >= 0.02 ? `${cpuText(app.cpu)}, waits for ${cpuText(app.waiting)}` : cpuText(app.cpu),
  };
}

const MARK = { running: "running", ready: "ready", blocked: "blocked" } as const;

/** Every thread is a cell: running, ready but waiting, or blocked at this instant. */
export function threadsPanel(seen: Observation): Offer | undefined {
  const rows = hosts(seen).flatMap((host) => threadBars(seen, host));
  if (rows.length === 0) return undefined;
  return offer({ title: "Threads now: █ runs  ░ ready but waiting  - blocked", kind: "bars", bars: rows }, Math.min(4, rows.length));
}

function threadBars(seen: Observation, host: MachineRow): Bar[] {
  const busy = new Set(appsOn(seen, host.path).filter(wantsCpu).map((a) => a.name));
  const appOf = new Map(seen.tables.processes.filter((p) => p.machine === host.path && busy.has(p.app)).map((p) => [p.pid, p.app]));
  const counts = new Map<string, Record<keyof typeof MARK, number>>();
  for (const t of seen.tables.threads) {
    const app = t.machine === host.path ? appOf.get(t.pid) : undefined;
    if (app === undefined) continue;
    const count = counts.get(app) ?? { running: 0, ready: 0, blocked: 0 };
    count[stateOf(t)]++;
    counts.set(app, count);
  }
  const most = Math.max(...[...counts.values()].map((c) => c.running + c.ready + c.blocked), 1);
  return [...counts].map(([label, c]) => threadBar(label, c, most));
}

const stateOf = (t: ThreadRow): keyof typeof MARK => (t.state === "running" || t.state === "ready" ? t.state : "blocked");

function threadBar(label: string, { running, ready, blocked }: Record<keyof typeof MARK, number>, most: number): Bar {
  return {
    label,
    parts: [
      { value: running, tone: "good", mark: "full" },
      { value: ready, tone: "warn", mark: "dots" },
      { value: blocked, tone: "muted", mark: "line" },
    ],
    of: most,
    open: true,
    reading: [[running, "run"], [ready, "wait"], [blocked, "blocked"]].filter(([n]) => n !== 0).map(([n, word]) => `${n} ${word}`).join(", "),
  };
}

const SHOWN = 1.2 * SECOND;

/** Who ran on which CPU lately, time to the right. Only the engine that runs threads in turns can tell. */
export function lanesPanel(seen: Observation): Offer | undefined {
  if (seen.lanes.length === 0) return undefined;
  const host = hosts(seen)[0]!;
  const from = Math.max(0, seen.now - SHOWN);
  const lanes = Array.from({ length: host.cpus }, (_, cpu): Lane => ({ label: `cpu${cpu}`, slots: slotsOf(seen, host.path, cpu, from) }));
  const who = [...appsOn(seen, host.path).filter(wantsCpu).map((a) => a.name), ...vmsOn(seen, host.path).map((v) => v.name)];
  return offer({ title: "Who ran on which CPU", kind: "lanes", from, to: Math.max(seen.now, from + SECOND / 10), lanes, who }, 4);
}

/** Gaps between turns are idle time. */
function slotsOf(seen: Observation, machine: string, cpu: number, from: number): Lane["slots"] {
  const turns = seen.lanes.filter((l) => l.machine === machine && l.cpu === cpu && l.to > from).sort((a, b) => a.from - b.from);
  const slots: { from: number; to: number; who: string; doing: "running" | "idle" }[] = [];
  let at = from;
  for (const turn of turns) {
    if (turn.from > at) slots.push({ from: at, to: turn.from, who: "", doing: "idle" });
    slots.push({ from: Math.max(from, turn.from), to: turn.to, who: turn.who, doing: turn.who === "" ? "idle" : "running" });
    at = turn.to;
  }
  if (at < seen.now) slots.push({ from: at, to: seen.now, who: "", doing: "idle" });
  return slots;
}
