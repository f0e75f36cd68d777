import type { Row } from "../kernel/facts.ts";
import type { Tables } from "../world/observation.ts";
import { clusterVocabulary } from "./cluster-vocabulary.ts";
import { containerVocabulary } from "./container-vocabulary.ts";

/**
 * The words a goal may use: every table and column of the observation. The types below make
 * the compiler refuse this file when a column is missing here or no longer exists there.
 */
type Named<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };
type Columns<R extends Row> = { readonly [K in Named<R>]: R[K] extends number ? "number" : R[K] extends boolean ? "boolean" : "string" };

export type TableName = keyof Tables;
export type VocabularyOf<S extends Partial<Tables>> = { readonly [T in keyof S]: { readonly one: string; readonly columns: Columns<S[T] extends readonly (infer R extends Row)[] ? R : never> } };

const n = "number";
const s = "string";
const b = "boolean";

export const vocabulary: VocabularyOf<Tables> = {
  machines: {
    one: "machine",
    columns: {
      path: s, name: s, host: s, os: s, distribution: s, kernel: s, cpu_model: s, hypervisor: s, up: b, uptime_s: n,
      cpus: n, cpu: n, user: n, system: n, iowait: n, steal: n, runnable: n, blocked: n, load1: n, load5: n, load15: n,
      mem_total: n, mem_used: n, mem_free: n, mem_cache: n, mem_available: n, swap_total: n, swap_used: n, swap_in: n, swap_out: n,
      interrupts: n, context_switches: n, tasks: n, pids: n, oom_kills: n,
    },
  },
  processes: {
    one: "process",
    columns: {
      machine: s, pid: n, ppid: n, name: s, command: s, user: s, app: s, state: s, nice: n, threads: n, cpu: n, waiting: n, cpu_time_s: n,
      rss: n, shared: n, swap: n, virt: n, oom_score: n, oom_score_adj: n, group: s, started_s: n, vm: s,
      container: s, pid_inside: n, ns_pids: s, hostname: s, terminal: s, capabilities: s, no_new_privs: b, uid_map: s, ns_mnt: n, ns_net: n, ns_pid: n, ns_uts: n, ns_ipc: n, ns_user: n, ns_cgroup: n, ns_time: n,
    },
  },
  threads: { one: "thread", columns: { machine: s, tid: n, pid: n, name: s, state: s, cpu: n, affinity: s, nice: n } },
  groups: {
    one: "group",
    columns: {
      machine: s, path: s, parent: s, cpu: n, weight: n, quota_us: n, period_us: n, burst_us: n, usage_usec: n, nr_periods: n, nr_throttled: n,
      throttled_usec: n, mem_current: n, mem_peak: n, mem_max: n, mem_high: n, mem_low: n, mem_min: n, oom_kills: n, pids: n, pids_max: n,
      controllers: s, subtree_control: s, descendants: n, max_descendants: n, max_depth: n, populated: b, freeze: b, frozen: b,
      weight_nice: n, idle: b, nr_bursts: n, burst_usec: n, cpuset: s, cpuset_effective: s,
      mem_anon: n, mem_file: n, mem_kernel: n, mem_stacks: n, mem_tables: n, mem_swap: n, swap_peak: n, swap_max: n, oom_group: b,
      low_events: n, high_events: n, max_events: n, oom_events: n, oom_group_kills: n,
      low_events_local: n, high_events_local: n, max_events_local: n, oom_events_local: n, oom_kills_local: n, oom_group_kills_local: n,
      pids_peak: n, pids_events: n, pids_events_local: n,
      device: s, io_rbps: n, io_wbps: n, io_riops: n, io_wiops: n, io_rbytes: n, io_wbytes: n, io_rios: n, io_wios: n,
    },
  },
  pressures: { one: "pressure", columns: { machine: s, group: s, resource: s, kind: s, avg10: n, avg60: n, avg300: n, total_us: n } },
  apps: {
    one: "app",
    columns: {
      name: s, machine: s, kind: s, alive: b, started: b, processes: n, threads: n, cpu: n, waiting: n, rss: n, nice: n, restarts: n, signalled: n,
      oom_kills: n, requests: n, served: n, errors: n, timeouts: n, queue: n, sent: n, lost: n, down_s: n, p50_ms: n, p95_ms: n, p99_ms: n, disk_MBps: n, disk_await_ms: n,
    },
  },
  vms: {
    one: "vm",
    columns: {
      name: s, id: n, machine: s, guest: s, os: s, state: s, stage: s, uptime_s: n, boots: n, vcpus: n, vcpus_max: n, memory: n, memory_max: n,
      config_vcpus: n, config_vcpus_max: n, config_memory: n, config_memory_max: n,
      touched: n, rss: n, overhead: n, swapped: n, guest_swap: n, cpu: n, cpu_time_s: n, steal: n, cpu_shares: n, vcpu_quota_us: n,
      vcpu_period_us: n, vcpu_waiting: n, busy: b, disk_await_ms: n, disk_MBps: n,
      image: s, held: n, work: n, tax: n, tax_share: n, services: n, starting_s: n, first_request_s: n,
    },
  },
  disks: {
    one: "disk",
    columns: {
      machine: s, name: s, vm: s, capacity: n, allocation: n, read_bytes: n, write_bytes: n, reads: n, writes: n, read_MBps: n, write_MBps: n,
      iops: n, await_ms: n, queue: n, utilisation: n, limit_bytes_sec: n, limit_iops_sec: n,
      limit_read_bytes_sec: n, limit_write_bytes_sec: n, limit_read_iops_sec: n, limit_write_iops_sec: n,
    },
  },
  nics: { one: "nic", columns: { machine: s, name: s, vm: s, speed_bps: n, rx_bps: n, tx_bps: n, utilisation: n } },
  image_files: { one: "image_file", columns: { name: s, path: s, machine: s, virtual: n, allocation: n, backing: s, packages: s, state: s, vm: s, made_in_s: n } },
  stages: { one: "stage", columns: { of: s, kind: s, vm: s, name: s, begun_s: n, seconds: n, done: b, booting: b } },
  jobs: { one: "job", columns: { name: s, machine: s, pid: n, about: s, begun_s: n, step_s: n, step: n, steps: n } },
  fleets: {
    one: "fleet",
    columns: {
      name: s, machine: s, image: s, thin: b, vms: n, containers: n, wanted: n, instances: n, healthy: n, most_per_vm: n, load: n, capacity: n, sent: n, served: n, dropped: n,
      served_per_s: n, dropped_per_s: n, used: n, vms_when_loaded: n, p95_ms: n,
    },
  },
  walls: {
    one: "wall",
    columns: {
      name: s, attack: s, target: s, kind: s, machine: s, runtime: s, way: s, reached: s, place: s, stopped_by: s, why: s, blast_radius: n, hit: s, gates: s,
      shares: s, panic_radius: n, panic_hit: s,
    },
  },
  racers: { one: "racer", columns: { name: s, machine: s, title: s, seconds: n, first_request_s: n } },
  services: { one: "service", columns: { name: s, vm: s, machine: s, healthy: b, state: s, served_per_s: n, queue: n } },
  kube_services: {
    one: "kube_service",
    columns: {
      namespace: s, name: s, type: s, cluster_ip: s, port: n, target_port: s, node_port: n, selector: s, endpoints: n, not_ready: n, load: n, sent: n, served: n, errors: n,
      refused: n, timeouts: n, sent_per_s: n, served_per_s: n, errors_per_s: n,
      lost_s: n, sent_lately: n, errors_lately: n, p50_ms: n, p95_ms: n, p99_ms: n, load_s: n, p95_since_ms: n,
    },
  },
  ...clusterVocabulary,
  gangs: { one: "gang", columns: { namespace: s, name: s, size: n, running: n, holds: n, useful: n, done: n, began_s: n, ended_s: n, broke_after_min: n, lost_min: n, state: s, queue: s } },
  accelerators: { one: "accelerator", columns: { name: s, total: n, held: n, useful: n, idle_s: n } },
  gpus: { one: "gpu", columns: { machine: s, name: s, index: n, model: s, uuid: s, mig: b } },
  gpu_parts: { one: "gpu_part", columns: { machine: s, name: s, gpu: n, index: n, profile: s, uuid: s, memory: n, used: n, programs: n, busy: n } },
  gpu_programs: { one: "gpu_program", columns: { machine: s, name: s, command: s, pid: n, part: s, memory: n, used: n, p95_ms: n } },
  trainings: { one: "training", columns: { name: s, workers: n, checkpoint_every_s: n, phase: s, hours: n, over: b, goodput: n, useful_h: n, lost_h: n, writing_h: n, restarting_h: n, last_lost_min: n, faults: n, checkpoints: n } },
  cards: { one: "card", columns: { name: s, story: s, answered: b, home: s, trait: s, home_right: b, trait_right: b } },
  placements: {
    one: "placement",
    columns: { name: s, title: s, kind: s, hosts: s, copies: n, memory: n, backup: b, shares: n, survives_host: b, slo: n, availability: n, down_min: n, breached: n, slo_met: b },
  },
  years: { one: "year", columns: { name: s, day: n, over: b, ops_hours_month: n, memory: n, memory_most: n, findings: n, breaches: n, lost: n, worst_availability: n, score: n, score_availability: n, score_isolation: n, score_waste: n, score_toil: n, first_score: n } },
  ...containerVocabulary,
};

export const tableNames = Object.keys(vocabulary) as readonly TableName[];

export const columnsOf = (table: TableName): readonly string[] => Object.keys(vocabulary[table].columns);

/** `vm` → `vms`; undefined for a word that stands for no table's single rows. */
export const tableOfOne = (one: string): TableName | undefined => tableNames.find((table) => vocabulary[table].one === one);

/** What a row is called in `vm.NAME`, `disk["web1/vda"]`: the first row of a name wins. */
export function rowName(table: TableName, row: Row): string {
  switch (table) {
    case "groups":
      return String(row.path);
    case "pressures":
      return `${String(row.group)} ${String(row.resource)} ${String(row.kind)}`;
    case "disks":
    case "nics":
      return row.vm === "" ? String(row.name) : `${String(row.vm)}/${String(row.name)}`;
    default:
      return String(row.name);
  }
}

/** Words that are not tables: constants and single readings. */
export const CONSTANTS: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** `host` is the first hardware machine, `guest.NAME` the machine inside a VM. */
export const OTHER_WORDS = ["host", "guest", "facts", "now_s", ...Object.keys(CONSTANTS)] as const;

export const FACT_COLUMNS = ["id", "at_s", "type", "about", "detail"] as const;
