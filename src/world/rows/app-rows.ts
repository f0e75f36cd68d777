import { MILLISECOND, toSeconds, type Nanos } from "../../kernel/time.ts";
import { diskRates } from "../machine/disk-rates.ts";
import type { Machine } from "../machine/machine.ts";
import { answersOf, lastSecond, useOf } from "../machine/window.ts";
import type { AppRow } from "../observation.ts";
import type { World } from "../state.ts";
import { isAlive, type App } from "../workload/app.ts";
import { quantiles } from "../workload/latency.ts";
import { downtime } from "../workload/traffic.ts";

export function appRows(world: World, now: Nanos): AppRow[] {
  const rows: AppRow[] = [];
  for (const m of world.machines.values()) for (const app of m.apps.values()) rows.push(appRow(m, app, now));
  return rows;
}

function appRow(m: Machine, app: App, now: Nanos): AppRow {
  let [cpu, waiting, rss] = [0, 0, 0];
  for (const pid of app.pids) {
    const use = useOf(m, pid);
    const p = m.processes.get(pid)!;
    cpu += use.cpu;
    waiting += use.waiting;
    rss += p.anonBytes + p.fileBytes;
  }
  const first = m.processes.get(app.pids[0] ?? -1);
  const answers = answersOf(m, app.name);
  const latencies = app.traffic?.latencies ?? app.waves;
  const latency = latencies && quantiles(latencies, now);
  return {
    name: app.name, machine: m.path, kind: app.spec.program.kind, alive: isAlive(m, app), started: app.started,
    processes: app.pids.length, threads: app.pids.length * app.spec.threads, cpu, waiting, rss, nice: first?.nice ?? app.spec.nice,
    restarts: app.restarts, signalled: app.signalled, oom_kills: app.oomKills,
    requests: answers.arrived, served: answers.served, errors: answers.errors, timeouts: answers.timeouts, queue: app.traffic?.waiting.length ?? 0,
    sent: app.traffic?.arrived ?? 0, lost: (app.traffic?.errors ?? 0) + (app.traffic?.timeouts ?? 0), down_s: app.traffic === undefined ? 0 : toSeconds(downtime(app.traffic, now)),
    p50_ms: inMillis(latency?.p50), p95_ms: inMillis(latency?.p95), p99_ms: inMillis(latency?.p99),
    disk_MBps: answers.diskBytes / 1e6, disk_await_ms: diskAwait(m, app),
  };
}

const inMillis = (t: Nanos | undefined): number => (t === undefined ? -1 : Math.round((t / MILLISECOND) * 10) / 10);

/** How long requests of its machine's disk take: the disk does not know whose they are. */
function diskAwait(m: Machine, app: App): number {
  const window = lastSecond(m);
  const name = m.disks.keys().next().value;
  if (app.spec.program.kind !== "disk" || window === undefined || name === undefined) return -1;
  const [from, to] = [window.from.disks.get(name), window.to.disks.get(name)];
  return from === undefined || to === undefined ? -1 : diskRates(from, to, window.seconds).awaitMs;
}
