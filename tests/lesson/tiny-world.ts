import { line } from "../../src/display/line.ts";
import { done, type Model, refused } from "../../src/kernel/model.ts";
import { act, begin, fork, present, type Timeline, wait } from "../../src/kernel/timeline.ts";
import { SECOND, seconds } from "../../src/kernel/time.ts";
import type { Interpret, Stage, Theatre } from "../../src/lesson/stage.ts";
import type { Outcome } from "../../src/shell/interpret.ts";
import type { Seat } from "../../src/shell/verb.ts";
import type { Command } from "../../src/world/command.ts";
import type { AppRow, MachineRow, Observation } from "../../src/world/observation.ts";
import type { Scenario } from "../../src/world/scenario.ts";

/**
 * A world just big enough for lessons about it: two apps share two CPUs by nice value, a fault makes
 * the app "crowd" want both, and the memory used grows by one GiB a second once the fault "leak" was injected.
 */
interface Tiny {
  crowd: boolean;
  leaking: boolean;
  leaked: number;
  nice: number;
  stopped: number;
}

const tiny: Model<Scenario, Tiny, Command, "drip"> = {
  begin: () => ({ crowd: false, leaking: false, leaked: 0, nice: 0, stopped: 0 }),
  apply(state, command, env) {
    if (command.type === "renice") {
      if (command.nice > 19) return refused("nice goes up to 19");
      state.nice = command.nice;
    } else if (command.type === "signal") state.stopped++;
    else if (command.type !== "fault") return refused("nothing here does that");
    else if (command.name === "crowd") state.crowd = true;
    else if (command.name === "leak") {
      state.leaking = true;
      env.after(SECOND, "drip");
    } else return refused(`no fault ${command.name}`);
    env.note(command.type, "app/crowd");
    return done;
  },
  handle(state, _, env) {
    state.leaked += 2 ** 30;
    env.after(SECOND, "drip");
  },
  copy: (state) => ({ ...state }),
};

const app = (name: string, cpu: number, state: Tiny): AppRow => ({
  name, machine: "tiny", kind: "busy", alive: true, started: true, processes: 1, threads: 1, cpu, waiting: 0, rss: 0,
  nice: name === "crowd" ? state.nice : 0, restarts: 0, signalled: name === "crowd" ? state.stopped : 0, oom_kills: 0,
  requests: 0, served: 0, errors: 0, timeouts: 0, queue: 0, sent: 0, lost: 0, down_s: 0, p50_ms: 0, p95_ms: 0, p99_ms: 0, disk_MBps: 0, disk_await_ms: 0,
});

const machine = (state: Tiny): MachineRow => ({
  path: "tiny", name: "tiny", host: "", os: "linux", distribution: "", kernel: "6", cpu_model: "", hypervisor: "", up: true, uptime_s: 0,
  cpus: 2, cpu: 2, user: 0, system: 0, iowait: 0, steal: 0, runnable: 2, blocked: 0, load1: 0, load5: 0, load15: 0, mem_total: 2 ** 35,
  mem_used: state.leaked, mem_free: 0, mem_cache: 0, mem_available: 0, swap_total: 0, swap_used: 0, swap_in: 0, swap_out: 0, interrupts: 0,
  context_switches: 0, tasks: 0, pids: 0, oom_kills: 0,
});

/** The shop wants 1.9 CPUs; a crowd at nice 0 leaves it 0.5, at nice 19 all it wants. */
function observe(state: Tiny, now: number, facts: Observation["facts"]): Observation {
  const shop = !state.crowd || state.stopped > 0 ? 1.9 : 0.5 + (1.4 * Math.max(0, state.nice)) / 19;
  return {
    now,
    cluster: undefined,
    choosing: undefined,
    tables: {
      machines: [machine(state)], processes: [], threads: [], groups: [], pressures: [], vms: [], disks: [], nics: [], image_files: [], stages: [], jobs: [], fleets: [], services: [], walls: [], kube_services: [], pods: [], nodes: [], deployments: [], replica_sets: [], stateful_sets: [], daemon_sets: [], kube_jobs: [], hpas: [], endpoint_slices: [], pdbs: [], pvcs: [], kube_events: [], cards: [], placements: [], years: [], gangs: [], accelerators: [], gpus: [], gpu_parts: [], gpu_programs: [], trainings: [],
      namespaces: [], devices: [], engines: [], containers: [], images: [], layers: [], networks: [], endpoints: [], volumes: [], mounts: [], files: [], changes: [],
      racers: [], logs: [], pulls: [], clients: [], asks: [], churns: [],
      apps: [app("shop", shop, state), app("crowd", state.crowd && state.stopped === 0 ? 2 - shop : 0, state)],
    },
    series: {}, facts, lanes: [], faults: [], nextAt: Infinity,
  };
}

type Line = Timeline<Scenario, Tiny, Command, "drip">;

function stageOf(start: Line): Stage {
  let timeline = start;
  return {
    look: () => {
      const moment = present(timeline);
      return observe(moment.state, moment.now, moment.facts.all());
    },
    act(command) {
      const [after, result] = act(timeline, command);
      timeline = after;
      return result;
    },
    wait: (duration) => void (timeline = wait(timeline, duration)),
    fork: () => stageOf(fork(timeline)),
  };
}

const said = (seat: Seat, text: string, status = 0): Outcome => ({ seat, status, output: [line(text)], cleared: false });

/** `nice N`, `stop`, `look`, `watch [TIMES]`, `sit NAME`. */
const interpret: Interpret = (typed, seat, host, round = 0) => {
  const [verb, word = ""] = typed.split(/\s+/);
  const shop = host.look().tables.apps[0]!.cpu.toFixed(2);
  if (verb === "look") return said(seat, `shop ${shop}`);
  if (verb === "sit") return said({ ...seat, machine: word }, `now at ${word}`);
  if (verb === "watch") {
    const follow = { every: SECOND, line: typed, round: round + 1, clear: false };
    return { ...said(seat, `${round}: shop ${shop}`), ...(word !== "" && round + 1 >= Number(word) ? {} : { follow }) };
  }
  if (verb !== "nice" && verb !== "stop") return said(seat, `${verb}: command not found`, 127);
  const command: Command = verb === "nice" ? { type: "renice", machine: "tiny", pids: [1], nice: Number(word) } : { type: "signal", machine: "tiny", pids: [1], signal: "TERM" };
  const result = host.act(command);
  return result.ok ? { seat, status: 0, output: [], cleared: false } : said(seat, result.reason, 1);
};

const home: Seat = { machine: "tiny", user: "root", directory: "/", outer: [] };

export const theatre: Theatre = { open: (scenario, seed) => stageOf(begin(tiny, scenario, seed)), interpret, seat: () => home };

export const observation = (change: Partial<Tiny> = {}, now = seconds(0)): Observation =>
  observe({ crowd: true, leaking: false, leaked: 0, nice: 0, stopped: 0, ...change }, now, []);

export const TINY_SCENARIO = `title: tiny
hosts: [{ name: tiny, cpus: 2, memory: 32GiB }]
faults:
  - { name: crowd, about: a crowd arrives }
  - { name: leak, about: memory leaks }
`;
