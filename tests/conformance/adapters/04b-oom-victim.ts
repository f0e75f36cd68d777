/** Which process of a group dies when the group's limit is hit. */
import { near, same, type Check, type Measured } from "../check.ts";
import { alive, group, groupOf, kills, look, machine, mb, memoryMb, MIB, pass, program, reapSeconds, start } from "../machine.ts";
import type { Engine } from "../run.ts";

interface Holder {
  readonly name: string;
  readonly mb: number;
  readonly oom_score_adj: number;
}

interface Given {
  readonly limit_mb: number;
  readonly holders: readonly Holder[];
  readonly grower: { readonly name: string; readonly rate_mb_s: number; readonly total_mb: number; readonly oom_score_adj: number };
}

export function check({ limit_mb, holders, grower }: Given, seen: Record<string, Measured>, engine: Engine): Check[] {
  const held = holders.map((h) => program(h.name, "/g", { kind: "idle" }, { memoryBytes: h.mb * MIB, oomScoreAdj: h.oom_score_adj }));
  const grows = program(grower.name, "/g", { kind: "allocate", bytes: grower.total_mb * MIB, piece: MIB, bytesPerSecond: grower.rate_mb_s * MIB }, { oomScoreAdj: grower.oom_score_adj });
  let play = group(machine(engine, [...held, grows]), "/g", { "memory.max": `${limit_mb}M` });
  for (const { name } of [...holders, grower]) play = start(play, name);
  const end = pass(play, grower.total_mb / grower.rate_mb_s + 1);
  const g = groupOf(end, "/g");
  const order = kills(end).map(({ who }) => who);
  const victim = holders.find(({ name }) => name === order[0]);
  // What the grower had when the first exit was seen; it goes on as soon as there is room.
  const grownAt = Math.floor(((kills(end)[0]?.at ?? 0) + (victim === undefined ? 0 : reapSeconds(victim.mb))) * grower.rate_mb_s);
  const finished = alive(end, grower.name) && look(end).tables.processes.some((p) => p.app === grower.name && p.rss >= grower.total_mb * MIB);
  return [
    ...oneOf("kill_order", seen["kill_order"] as unknown as readonly string[] | Runs, order),
    ...near("grower_mb_at_first_kill", seen["grower_mb_at_first_kill"], [grownAt], { ...memoryMb, relative: 0.03 }),
    ...same("grower_finished", seen["grower_finished"], finished),
    ...near("oom_kill", seen["oom_kill"], [g.oom_kills], { absolute: 0 }),
    ...near("max_usage_mb", seen["max_usage_mb"], [mb(g.mem_peak)], memoryMb),
  ];
}

interface Runs {
  readonly runs: readonly (readonly string[])[];
}

/** Where the runs of the measurement differ (equal sizes), ours has to be one of them. */
function oneOf(what: string, expected: readonly string[] | Runs, came: readonly string[]): Check[] {
  if (!("runs" in expected)) return same(what, expected, came);
  const all = expected.runs.map((run) => JSON.stringify(run));
  return [{ what, expected: all.join(" or "), came: JSON.stringify(came), ok: all.includes(JSON.stringify(came)) }];
}
