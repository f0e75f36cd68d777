/** When a process that allocates at some rate is killed by its group's limit. */
import { SECOND } from "../../../src/kernel/time.ts";
import { present } from "../../../src/kernel/timeline.ts";
import { latencyMs, near, same, type Check, type LeftOut, type Measured } from "../check.ts";
import { alive, group, groupOf, kills, look, machine, mb, memoryMb, MIB, pass, program, reapSeconds, start, type Play } from "../machine.ts";
import type { Engine } from "../run.ts";

interface Given {
  readonly limit_mb: number;
  readonly allocates_mb: number;
  readonly rate_mb_s: number | string;
  readonly chunk_kb: number;
}

export const leftOut: readonly LeftOut[] = [
  { field: "failcnt", why: "how often reclaim was tried in vain before the kill varied from 36 to 151 between runs; whether it was tried is compared" },
  { field: "time_to_end_s of processes that were not killed", why: "how long the measuring program slept before it ended" },
];

export function check(given: Given, seen: Record<string, Measured>, engine: Engine): Check[] {
  const { limit_mb, allocates_mb, rate_mb_s, chunk_kb } = given;
  const rate = typeof rate_mb_s === "number" ? rate_mb_s * MIB : Number.MAX_VALUE;
  const grower = program("grower", "/g", { kind: "allocate", bytes: allocates_mb * MIB, piece: chunk_kb * 1024, bytesPerSecond: rate });
  const ready = start(group(machine(engine, [grower]), "/g", { "memory.max": `${limit_mb}M` }), "grower");
  const seconds = typeof rate_mb_s === "number" ? Math.min(allocates_mb, limit_mb) / rate_mb_s + 0.4 : 2;
  const baseline = mb(groupOf(ready, "/g").mem_current);
  const end = pass(ready, seconds);
  const g = groupOf(end, "/g");
  const [kill] = kills(end);
  const fact = look(end).facts.find((f) => f.type === "oomKill");
  const killed = kill !== undefined;
  const touched = killed ? (Math.floor(Number(fact!.detail!["anon_rss_kB"]) / chunk_kb) * chunk_kb) / 1024 : mb(g.mem_anon);
  const ended = { absolute: latencyMs.absolute / 1000, relative: 0.15 };
  return [
    ...same("exit", seen["exit"], alive(end, "grower") ? "0" : "SIGKILL"),
    ...near("touched_mb_at_end", seen["touched_mb_at_end"], [touched], memoryMb),
    ...(killed ? near("time_to_end_s", seen["time_to_end_s"], [kill.at + reapSeconds(touched)], ended) : []),
    ...near("oom_kill", seen["oom_kill"], [g.oom_kills], { absolute: 0 }),
    ...same("failcnt_above_0", seen["failcnt_above_0"], g.max_events > 0),
    ...near("max_usage_mb", seen["max_usage_mb"], [mb(g.mem_peak)], memoryMb),
    ...near("baseline_usage_mb_after_exec", seen["baseline_usage_mb_after_exec"], [baseline], memoryMb),
    ...near("last_progress_s", seen["last_progress_s"], [killed ? kill.at : touchedAt(end)], ended),
  ];
}

/** When the last page was touched: its program has slept since. */
const touchedAt = (end: Play): number => [...present(end).state.machines.get("m")!.processes.values()].find((p) => p.app === "grower")!.touchedAt / SECOND;
