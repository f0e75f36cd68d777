import type { GpuTables } from "./gpu/rows.ts";
import type { TrainingRow } from "./training/rows.ts";
import type { ContainerTables } from "./containers/observed.ts";
import type { TrainingTables } from "./cluster/training/rows.ts";
import type { ChoosingTables } from "./choosing/rows.ts";
import type { ChoosingSpec } from "./choosing/spec.ts";
import type { ClusterTables } from "./cluster/rows/observed.ts";
import type { KubeServiceRow } from "./cluster/rows/services.ts";
import type { ClusterView } from "./cluster/view.ts";
import type { WallRow } from "./wall/rows.ts";
import type { Fact, Row } from "../kernel/facts.ts";
import type { Nanos } from "../kernel/time.ts";

/**
 * All that goals, commands and panels may know of a world: plain tables, computed when first looked at.
 * CPU is in CPUs (1 = one CPU fully used) over the last second; memory in bytes; rates per second;
 * latencies in milliseconds; shares and steal as fractions 0..1. A value that does not exist yet is -1.
 */
export interface Observation {
  readonly now: Nanos;
  readonly tables: Tables;
  /** Readings over time, one point a second, oldest first, named `kind/name.column`: `app/shop.cpu`, `machine/atlas.mem_used`, `vm/db1.steal`. */
  readonly series: Readonly<Record<string, Series>>;
  readonly facts: readonly Fact[];
  /** Who ran where lately: from the engine's own trace. */
  readonly lanes: readonly LaneSlot[];
  /** What the API server of the cluster answers; absent where there is none. */
  readonly cluster: ClusterView | undefined;
  /** Cards and workloads to find homes for; absent where a world is about something else. */
  readonly choosing: ChoosingSpec | undefined;
  /** What can be broken here. */
  readonly faults: readonly FaultRow[];
  /** When the next planned event of this world is due; Infinity when none. */
  readonly nextAt: Nanos;
}

export type Series = readonly { readonly at: Nanos; readonly value: number }[];

export interface Tables extends ContainerTables, ClusterTables, TrainingTables, GpuTables, ChoosingTables {
  readonly machines: readonly MachineRow[];
  readonly processes: readonly ProcessRow[];
  readonly threads: readonly ThreadRow[];
  readonly groups: readonly GroupRow[];
  readonly pressures: readonly PressureRow[];
  readonly apps: readonly AppRow[];
  readonly vms: readonly VmRow[];
  readonly disks: readonly DiskRow[];
  readonly nics: readonly NicRow[];
  readonly image_files: readonly ImageFileRow[];
  readonly stages: readonly StageRow[];
  readonly jobs: readonly JobRow[];
  readonly fleets: readonly FleetRow[];
  readonly services: readonly ServiceRow[];
  readonly racers: readonly RacerRow[];
  /** `lab train`. */
  readonly trainings: readonly TrainingRow[];
  readonly walls: readonly WallRow[];
  readonly kube_services: readonly KubeServiceRow[];
}

/** A kernel and its resources. A guest's path contains its host's: `atlas/web1`. */
export interface MachineRow extends Row {
  path: string;
  name: string;
  host: string; // path of the machine it runs on, "" for hardware
  os: string; // "linux" | "windows"
  distribution: string; // "Debian GNU/Linux 13 (trixie)"
  kernel: string; // `uname -r`
  cpu_model: string;
  hypervisor: string; // "" on hardware, "KVM" in a guest
  up: boolean;
  uptime_s: number;
  cpus: number;
  cpu: number;
  user: number;
  system: number;
  /** CPUs blocked on disk with nothing else to run. */
  iowait: number;
  /** CPUs that this guest was ready to use and the host gave to others. */
  steal: number;
  /** Threads running or ready now. */
  runnable: number;
  blocked: number;
  load1: number;
  load5: number;
  load15: number;
  mem_total: number;
  mem_used: number;
  mem_free: number;
  mem_cache: number;
  mem_available: number;
  swap_total: number;
  swap_used: number;
  swap_in: number; // bytes/s
  swap_out: number; // bytes/s
  interrupts: number; // per second
  context_switches: number; // per second
  tasks: number;
  pids: number;
  oom_kills: number;
}

export interface ProcessRow extends Row {
  machine: string; // path
  pid: number;
  ppid: number;
  name: string; // comm
  command: string; // full command line
  user: string;
  app: string; // "" when it belongs to none
  state: string; // R S D T Z
  nice: number;
  threads: number;
  cpu: number;
  /** CPUs it was ready to use and did not get. */
  waiting: number;
  cpu_time_s: number;
  rss: number;
  shared: number;
  swap: number;
  virt: number;
  oom_score: number; // /proc/PID/oom_score
  oom_score_adj: number;
  group: string; // cgroup path
  started_s: number;
  vm: string; // the VM this process carries, "" if none
  container: string; // whose files it sees, "" for the machine's
  pid_inside: number; // in its own pid namespace
  ns_pids: string; // its pid in every pid namespace around it, the machine's first
  hostname: string;
  terminal: string; // pts/1, "" if nobody sits in front of it
  capabilities: string; // bounding set, as in /proc/PID/status
  no_new_privs: boolean;
  uid_map: string; // inside outside count
  ns_mnt: number; // inode numbers, as in /proc/PID/ns
  ns_net: number;
  ns_pid: number;
  ns_uts: number;
  ns_ipc: number;
  ns_user: number;
  ns_cgroup: number;
  ns_time: number;
}

export interface ThreadRow extends Row {
  machine: string;
  tid: number;
  pid: number;
  name: string;
  state: string; // running ready blocked
  cpu: number; // the CPU it is on or last was on; -1 in the fluid engine
  affinity: string; // "0-7"
  nice: number;
}

/** A cgroup. Limits that are not set are -1. */
export interface GroupRow extends Row {
  machine: string;
  path: string;
  parent: string;
  cpu: number;
  weight: number;
  quota_us: number;
  period_us: number;
  burst_us: number;
  usage_usec: number;
  nr_periods: number;
  nr_throttled: number;
  throttled_usec: number;
  mem_current: number;
  mem_peak: number;
  mem_max: number;
  mem_high: number;
  mem_low: number;
  mem_min: number;
  oom_kills: number;
  pids: number;
  pids_max: number;
  controllers: string; // what its parent hands out
  subtree_control: string; // what it hands to its children
  descendants: number;
  max_descendants: number;
  max_depth: number;
  populated: boolean;
  freeze: boolean; // told to be frozen
  frozen: boolean; // is, by itself or by a group above
  weight_nice: number;
  idle: boolean;
  nr_bursts: number;
  burst_usec: number;
  cpuset: string; // "0-2,4", "" = as the group above
  cpuset_effective: string;
  mem_anon: number;
  mem_file: number;
  mem_kernel: number;
  mem_stacks: number;
  mem_tables: number;
  mem_swap: number;
  swap_peak: number;
  swap_max: number;
  oom_group: boolean;
  low_events: number; // memory.events, the subtree counted; oom_kills above
  high_events: number;
  max_events: number;
  oom_events: number;
  oom_group_kills: number;
  low_events_local: number;
  high_events_local: number;
  max_events_local: number;
  oom_events_local: number;
  oom_kills_local: number;
  oom_group_kills_local: number;
  pids_peak: number;
  pids_events: number;
  pids_events_local: number;
  device: string; // MAJ:MIN of the disk that io.max limits
  io_rbps: number;
  io_wbps: number;
  io_riops: number;
  io_wiops: number;
  io_rbytes: number;
  io_wbytes: number;
  io_rios: number;
  io_wios: number;
}

/** Pressure stall information of a group: averages in percent, total in microseconds. */
export interface PressureRow extends Row {
  machine: string;
  group: string;
  resource: string; // cpu memory io
  kind: string; // some full
  avg10: number;
  avg60: number;
  avg300: number;
  total_us: number;
}

/** A named program the scenario runs: one or several processes, counted together. */
export interface AppRow extends Row {
  name: string;
  machine: string;
  kind: string; // what its program does: serve, busy, leak, hold, write, idle
  alive: boolean;
  started: boolean;
  processes: number;
  threads: number;
  cpu: number;
  waiting: number;
  rss: number;
  nice: number; // of its first process
  restarts: number;
  /** How often somebody sent one of its processes a signal by hand. */
  signalled: number;
  oom_kills: number;
  requests: number; // arrived per second
  served: number; // answered per second
  errors: number; // failed per second: refused, or a dependency was down
  timeouts: number; // given up by the client, per second
  sent: number; // requests ever
  lost: number; // of those, failed or given up
  down_s: number; // seconds from a lost request to the next that was answered, together
  queue: number; // waiting now
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  disk_MBps: number;
  disk_await_ms: number;
}

export interface VmRow extends Row {
  name: string;
  id: number; // -1 when not running, as virsh prints "-"
  machine: string; // path of the host
  guest: string; // path of the machine inside
  os: string;
  state: string; // virsh's words: running, paused, shut off, crashed, in shutdown
  stage: string; // off, firmware, kernel, services, up
  uptime_s: number; // since the last start; 0 when off
  boots: number;
  vcpus: number;
  vcpus_max: number;
  memory: number; // what it may use now (balloon target)
  memory_max: number;
  /** The same four as its definition has them: for the next start. */
  config_vcpus: number;
  config_vcpus_max: number;
  config_memory: number;
  config_memory_max: number;
  /** Guest memory that the host had to provide because the guest touched it. */
  touched: number;
  rss: number; // touched and still in host RAM, plus the emulator
  overhead: number; // the emulator's own memory
  swapped: number; // part of it the host has paged out
  guest_swap: number; // what the guest's own kernel has swapped
  cpu: number; // host CPUs used
  cpu_time_s: number;
  /** Fraction of the time its vCPUs were ready but the host ran others. */
  steal: number;
  cpu_shares: number;
  vcpu_quota_us: number; // -1 = none
  vcpu_period_us: number;
  vcpu_waiting: number; // vCPUs ready and waiting now
  busy: boolean; // all its vCPUs want to run
  disk_await_ms: number;
  disk_MBps: number;
  image: string; // path of the image that is its disk
  /** All that the host has to provide for it: what the guest has touched, and its emulator. */
  held: number;
  work: number; // what its apps hold: the reason for it all
  tax: number; // held and not work: guest system and emulator
  tax_share: number; // tax / held, 0..1
  services: number; // instances of the fleet in it
  starting_s: number; // the way to its first request so far, since it was last started
  first_request_s: number; // what the first way of all took; -1 while it goes on
}

/** A disk image on a host. */
export interface ImageFileRow extends Row {
  name: string; // file name
  path: string;
  machine: string;
  virtual: number; // as big as a guest sees it
  allocation: number; // what it takes up: its own clusters only
  backing: string; // path of its backing file, "" for none
  packages: string; // installed in it or in its backing files, blank between
  state: string; // making changing ready
  vm: string; // whose disk it is, "" if nobody's
  made_in_s: number;
}

/** One part of somebody's way to a first request. */
export interface StageRow extends Row {
  of: string; // the VM, container or program
  kind: string; // vm container process
  vm: string; // "" for the other two
  name: string; // of a VM: disk create firmware kernel services cloud-init packages app health; of a container what docker run does, with pull and unpack before
  begun_s: number;
  seconds: number;
  done: boolean;
  booting: boolean; // the guest's own start
}

/** Work with an end that goes on now: copying an image, installing packages. */
export interface JobRow extends Row {
  name: string; // the file or VM it is for
  machine: string;
  pid: number;
  about: string;
  begun_s: number;
  step_s: number; // when its step began
  step: number;
  steps: number;
}

/** Services behind one load balancer. */
export interface FleetRow extends Row {
  name: string;
  machine: string;
  image: string; // what new VMs are made from
  thin: boolean;
  vms: number;
  containers: number; // services on the host itself
  wanted: number; // containers there shall be: those that are still to be made counted
  instances: number;
  healthy: number;
  most_per_vm: number;
  load: number; // requests per second
  capacity: number; // what the healthy instances can serve per second
  sent: number; // counted for ever
  served: number;
  dropped: number;
  served_per_s: number;
  dropped_per_s: number;
  used: number; // served / capacity, 0..1
  vms_when_loaded: number; // VMs it had when the load last rose
  p95_ms: number; // of the requests of all its services
}

/** One instance of a fleet. */
export interface ServiceRow extends Row {
  name: string;
  vm: string; // "" for a container, or a program on the host
  machine: string; // path of the machine it runs on
  healthy: boolean;
  state: string; // off booting starting checked healthy
  served_per_s: number;
  queue: number;
}

/** Somebody in `lab race`. */
export interface RacerRow extends Row {
  name: string; // process microvm container golden-vm stock-vm
  machine: string;
  title: string; // as people say it
  seconds: number; // under way so far, or to its first request
  first_request_s: number; // -1 while it is under way
}

export interface DiskRow extends Row {
  machine: string;
  name: string; // nvme0n1, or vda for a guest's disk
  vm: string; // whose virtual disk it is, "" for a physical one
  capacity: number;
  allocation: number;
  read_bytes: number;
  write_bytes: number;
  reads: number;
  writes: number;
  read_MBps: number;
  write_MBps: number;
  iops: number;
  await_ms: number;
  queue: number;
  utilisation: number;
  limit_bytes_sec: number; // 0 = none, as virsh prints
  limit_iops_sec: number;
  limit_read_bytes_sec: number;
  limit_write_bytes_sec: number;
  limit_read_iops_sec: number;
  limit_write_iops_sec: number;
}

export interface NicRow extends Row {
  machine: string;
  name: string;
  vm: string;
  speed_bps: number;
  rx_bps: number;
  tx_bps: number;
  utilisation: number;
}

export interface LaneSlot {
  readonly machine: string;
  readonly cpu: number;
  readonly from: Nanos;
  readonly to: Nanos;
  /** App or VM that ran; "" = idle. */
  readonly who: string;
  readonly tid: number;
}

export interface FaultRow {
  readonly name: string;
  readonly about: string;
  readonly done: boolean;
}
