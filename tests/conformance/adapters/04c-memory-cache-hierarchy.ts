/** Page cache under limits, limits above limits, who is charged, lowering a limit. */
import { act, present } from "../../../src/kernel/timeline.ts";
import { latencyMs, near, same, type Check, type LeftOut, type Measured } from "../check.ts";
import { alive, group, groupOf, look, machine, mb, memoryMb, MIB, pass, program, start, type Play } from "../machine.ts";
import type { Engine } from "../run.ts";

interface Child {
  readonly name: string;
  readonly limit_mb: number | null;
  readonly allocates_mb: number;
}

interface Given {
  readonly what?: string;
  readonly limit_mb?: number;
  readonly file_mb?: number;
  readonly passes?: number;
  readonly file_read_mb?: number;
  readonly then_anon_mb?: number;
  readonly parent_limit_mb?: number;
  readonly children?: readonly Child[];
}

type Seen = Record<string, Measured>;

const allocate = (megabytes: number) => ({ kind: "allocate", bytes: megabytes * MIB, piece: MIB, bytesPerSecond: 100 * MIB }) as const;
const read = (megabytes: number, passes = 1) => ({ kind: "read", file: "file", bytes: megabytes * MIB, passes }) as const;
/** Resident memory of the measuring program itself, which the v1 files count as rss. */
const PROGRAM_MB = 1.1;

export const leftOut: readonly LeftOut[] = [
  { field: "rss_mb_end, rss_mb", why: "the measuring program's own memory where it allocates nothing" },
  { field: "ms", why: "how long the write to a limit took: here no time passes in it" },
  { field: "mapped_file_mb, vmrss_mb", why: "which page cache is mapped is not modelled; that it is charged as page cache is compared" },
  { field: "result of lowering the limit below anonymous memory", why: "v1 refuses it (EBUSY), v2, which is modelled, kills until it fits; compared is that reclaim alone cannot do it" },
];

export function check(given: Given, seen: Seen, engine: Engine): Check[] {
  if (given.children !== undefined) return hierarchy(given.parent_limit_mb!, given.children, seen, engine);
  if (given.then_anon_mb !== undefined) return displaced(given.limit_mb!, given.file_read_mb!, given.then_anon_mb, seen, engine);
  if (given.file_mb !== undefined) return readUnder(given, seen, engine);
  const what = given.what ?? "";
  if (what.startsWith("lower limit")) return lowered(what.includes("anonymous"), seen, engine);
  if (what.startsWith("two groups")) return firstCharged(seen, engine);
  if (what.startsWith("mmap")) return mapped(seen, engine);
  if (what.includes("exits")) return exited(seen, engine);
  return same("a case this adapter knows", what, "");
}

const limited = (engine: Engine, limit: number, apps: Parameters<typeof machine>[1]): Play => group(machine(engine, apps), "/g", { "memory.max": `${limit}M` });
const oomKills = (play: Play, path: string, seen: Seen, name = "oom_kill") => near(name, seen[name], [groupOf(play, path).oom_kills], { absolute: 0 });

/** Lets a reader work until it is through; answers how long it took, in milliseconds. */
function untilRead(play: Play, bytes: number): { readonly play: Play; readonly ms: number } {
  let at = play;
  let ms = 0;
  for (; ms < 3000 && progress(at) < bytes; ms++) at = pass(at, 0.001);
  return { play: at, ms };
}

const progress = (play: Play): number => Math.max(0, ...[...present(play).state.machines.get("m")!.threads.values()].map((t) => t.held));

function readUnder({ limit_mb, file_mb, passes }: Given, seen: Seen, engine: Engine): Check[] {
  const begun = start(limited(engine, limit_mb!, [program("reader", "/g", read(file_mb!, passes))]), "reader");
  const passTimes: number[] = [];
  let play = begun;
  for (let i = 1; i <= passes!; i++) {
    const passed = untilRead(play, file_mb! * i * MIB);
    play = passed.play;
    passTimes.push(passed.ms);
  }
  const g = groupOf(play, "/g");
  return [
    ...same("finished", seen["finished"], alive(play, "reader") && progress(play) >= file_mb! * passes! * MIB),
    ...oomKills(play, "/g", seen),
    ...same("failcnt_above_0", seen["failcnt_above_0"], g.max_events > 0),
    ...near("usage_mb_end", seen["usage_mb_end"], [mb(g.mem_current)], memoryMb),
    ...near("max_usage_mb", seen["max_usage_mb"], [mb(g.mem_peak)], memoryMb),
    ...near("cache_mb_end", seen["cache_mb_end"], [mb(g.mem_file) - PROGRAM_MB], memoryMb),
    ...passTimes.flatMap((ms, i) => near(`pass${i}_ms`, seen[`pass${i}_ms`], [ms], latencyMs)),
  ];
}

/** Anonymous memory takes the place of page cache; when none is left, somebody dies. */
function displaced(limit: number, fileMb: number, anonMb: number, seen: Seen, engine: Engine): Check[] {
  const apps = [program("reader", "/g", read(fileMb)), program("grower", "/g", allocate(anonMb))];
  const before = untilRead(start(limited(engine, limit, apps), "reader"), fileMb * MIB).play;
  const after = pass(start(before, "grower"), anonMb / 100 + 0.5);
  const finished = alive(after, "grower");
  const anon = mb(groupOf(after, "/g").mem_anon) + PROGRAM_MB;
  return [
    ...same("alloc_finished", seen["alloc_finished"], finished),
    ...oomKills(after, "/g", seen),
    ...near("cache_mb_before", seen["cache_mb_before"], [mb(groupOf(before, "/g").mem_file) - (limit < fileMb ? PROGRAM_MB : 0)], memoryMb),
    ...near("cache_mb_after", seen["cache_mb_after"], [mb(groupOf(after, "/g").mem_file) - (limit < fileMb && finished ? PROGRAM_MB : 0)], memoryMb),
    ...near("rss_mb_after", seen["rss_mb_after"], [anon], memoryMb),
  ];
}

function hierarchy(parentLimit: number, children: readonly Child[], seen: Seen, engine: Engine): Check[] {
  const apps = children.map((c) => program(c.name, `/p/${c.name}`, allocate(c.allocates_mb)));
  let play = group(machine(engine, apps), "/p", { "memory.max": `${parentLimit}M` });
  for (const c of children) play = group(play, `/p/${c.name}`, { "memory.max": c.limit_mb === null ? "max" : `${c.limit_mb}M` });
  for (const c of children) play = pass(start(play, c.name), c.allocates_mb / 100 + 0.3);
  const parent = groupOf(play, "/p");
  const killed = children.filter((c) => !alive(play, c.name)).map((c) => c.name);
  return [
    ...same("killed", seen["killed"], killed),
    ...near("parent_max_usage_mb", seen["parent_max_usage_mb"], [mb(parent.mem_peak)], memoryMb),
    ...same("parent_failcnt_above_0", seen["parent_failcnt_above_0"], parent.max_events_local > 0),
    ...near("oom_kill_parent_file", seen["oom_kill_parent_file"], [parent.oom_kills_local], { absolute: 0 }),
    ...children.flatMap(({ name }) => {
      const g = groupOf(play, `/p/${name}`);
      return [
        ...near(`usage_mb_${name}`, seen[`usage_mb_${name}`], [mb(g.mem_current)], memoryMb),
        ...same(`failcnt_above_0_${name}`, seen[`failcnt_above_0_${name}`], g.max_events_local > 0),
        ...near(`oom_kill_${name}`, seen[`oom_kill_${name}`], [g.oom_kills_local], { absolute: 0 }),
      ];
    }),
  ];
}

/**
 * Measured on v1, which refuses (EBUSY) a limit that reclaim cannot reach; v2, which is modelled, accepts every limit and
 * kills until what is left fits (memory_max_write). So of the anonymous case only that the write itself is judged by what
 * can be reclaimed is compared: memory.reclaim of the difference fails and nobody is killed.
 */
function lowered(anonymous: boolean, seen: Seen, engine: Engine): Check[] {
  const [name, kind, megabytes] = anonymous ? (["holder", allocate(100), 100] as const) : (["holder", read(500), 500] as const);
  const begun = start(group(machine(engine, [program(name, "/g", kind)]), "/g", {}), name);
  const full = anonymous ? pass(begun, 1.5) : untilRead(begun, megabytes * MIB).play;
  const [file, text] = anonymous ? ["memory.reclaim", "50M"] : ["memory.max", "50M"];
  const [after, result] = act(full, { type: "writeGroupFile", machine: "m", path: "/g", file, text });
  const g = groupOf(after, "/g");
  return [
    ...same("result is ok", seen["result"] as unknown === "ok", result.ok),
    ...near("usage_mb_after", seen["usage_mb_after"], [mb(g.mem_current)], memoryMb),
    ...oomKills(after, "/g", seen),
    ...same("process_alive", seen["process_alive"], alive(after, name)),
  ];
}

function firstCharged(seen: Seen, engine: Engine): Check[] {
  const apps = ["first", "second"].map((name) => program(name, `/${name}`, read(500)));
  const made = group(group(machine(engine, apps), "/first", {}), "/second", {});
  const first = untilRead(start(made, "first"), 500 * MIB);
  const begun = start(first.play, "second");
  let [second, ms] = [begun, 0];
  for (; ms < 3000 && readers(second) < 2; ms++) second = pass(second, 0.001);
  return [
    ...near("first_group_cache_mb", seen["first_group_cache_mb"], [mb(groupOf(second, "/first").mem_file)], memoryMb),
    ...near("second_group_cache_mb", seen["second_group_cache_mb"], [mb(groupOf(second, "/second").mem_file)], memoryMb),
    ...near("first_ms", seen["first_ms"], [first.ms], latencyMs),
    ...near("second_ms", seen["second_ms"], [ms], latencyMs),
  ];
}

const readers = (play: Play): number => [...present(play).state.machines.get("m")!.threads.values()].filter((t) => t.state === "idle" && t.held >= 500 * MIB).length;

/** Touching a mapped file charges page cache as reading it does. */
function mapped(seen: Seen, engine: Engine): Check[] {
  const { play } = untilRead(start(limited(engine, 100, [program("reader", "/g", read(500))]), "reader"), 500 * MIB);
  return [
    ...same("finished", seen["finished"], progress(play) >= 500 * MIB),
    ...oomKills(play, "/g", seen),
    ...near("cache_mb", seen["cache_mb"], [mb(groupOf(play, "/g").mem_file) - PROGRAM_MB], memoryMb),
  ];
}

function exited(seen: Seen, engine: Engine): Check[] {
  const held = pass(start(group(machine(engine, [program("holder", "/g", allocate(200))]), "/g", {}), "holder"), 2.5);
  const pid = look(held).tables.processes.find((p) => p.app === "holder")!.pid;
  const [gone] = act(held, { type: "signal", machine: "m", pids: [pid], signal: "TERM" });
  return [
    ...near("usage_mb_while_held", seen["usage_mb_while_held"], [mb(groupOf(held, "/g").mem_current)], memoryMb),
    ...near("usage_mb_after_exit", seen["usage_mb_after_exit"], [mb(groupOf(gone, "/g").mem_current)], memoryMb),
    ...near("max_usage_mb_after_exit", seen["max_usage_mb_after_exit"], [mb(groupOf(gone, "/g").mem_peak)], memoryMb),
  ];
}
