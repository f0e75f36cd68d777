import { done, refused, type Result } from "../../src/kernel/model.ts";
import type { Fact } from "../../src/kernel/facts.ts";
import { seconds } from "../../src/kernel/time.ts";
import { lineText } from "../../src/display/line.ts";
import { interpret, type Host } from "../../src/shell/interpret.ts";
import type { Seat } from "../../src/shell/verb.ts";
import type { Command } from "../../src/world/command.ts";
import type { AppRow, DiskRow, MachineRow, Observation, ProcessRow, VmRow } from "../../src/world/observation.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** A host with two workers of a shop, a database and a crowd of batch workers; four VMs, one of them off. */
const atlas: MachineRow = {
  path: "atlas", name: "atlas", host: "", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64",
  cpu_model: "AMD EPYC 9124 16-Core Processor", hypervisor: "", up: true, uptime_s: 93_784, cpus: 8, cpu: 8, user: 7.2, system: 0.8, iowait: 0, steal: 0,
  runnable: 34, blocked: 0, load1: 21.5, load5: 7.25, load15: 2.6, mem_total: 32 * GIB, mem_used: 14 * GIB, mem_free: 17 * GIB, mem_cache: 1 * GIB,
  mem_available: 17.5 * GIB, swap_total: 8 * GIB, swap_used: 512 * MIB, swap_in: 0, swap_out: 4 * MIB, interrupts: 2150, context_switches: 9400,
  tasks: 45, pids: 4120, oom_kills: 1,
};

const db1: MachineRow = {
  ...atlas, path: "atlas/db1", name: "db1", host: "atlas", kernel: "6.1.0-40-amd64", distribution: "Debian GNU/Linux 12 (bookworm)", hypervisor: "KVM", uptime_s: 540,
  cpus: 4, cpu: 2, user: 1.9, system: 0.1, steal: 2, runnable: 4, load1: 4, load5: 2.2, load15: 0.9, mem_total: 8 * GIB, mem_used: 6 * GIB, mem_free: 1.5 * GIB,
  mem_cache: 512 * MIB, mem_available: 1.8 * GIB, swap_total: 0, swap_used: 0, swap_out: 0, interrupts: 812, context_switches: 1204, tasks: 21, pids: 700, oom_kills: 0,
};

const win1: MachineRow = { ...db1, path: "atlas/win1", name: "win1", os: "windows", distribution: "Windows Server 2022 Standard", kernel: "10.0.20348" };

const init: ProcessRow = {
  machine: "atlas", pid: 1, ppid: 0, name: "systemd", command: "/sbin/init", user: "root", app: "", state: "S", nice: 0, threads: 1, cpu: 0, waiting: 0,
  cpu_time_s: 5.42, rss: 13_300 * KIB, shared: 8900 * KIB, swap: 0, virt: 22_528 * KIB, oom_score: 0, oom_score_adj: 0, group: "/init.scope", started_s: 0, vm: "",
  container: "", pid_inside: 1, ns_pids: "1", hostname: "atlas", terminal: "", capabilities: "000001ffffffffff", no_new_privs: false, uid_map: "0 0 4294967295", ns_mnt: 4026531832, ns_net: 4026531833, ns_pid: 4026531836, ns_uts: 4026531838,
  ns_ipc: 4026531839, ns_user: 4026531837, ns_cgroup: 4026531835, ns_time: 4026531834,
};

const shop: ProcessRow = {
  ...init, pid: 1201, ppid: 1, name: "shop", command: "/usr/bin/shop --workers 1", user: "shop", app: "shop", state: "R", cpu: 0.235, waiting: 0.765, cpu_time_s: 62.5,
  rss: 512 * MIB, shared: 8 * MIB, virt: 900 * MIB, oom_score: 677, group: "/system.slice/shop.service", started_s: 0,
};

const processes: readonly ProcessRow[] = [
  init,
  { ...init, pid: 2, name: "kthreadd", command: "[kthreadd]", cpu_time_s: 0, rss: 0, shared: 0, virt: 0, group: "/" },
  shop,
  { ...shop, pid: 1202, cpu_time_s: 61.25 },
  { ...shop, pid: 1310, name: "shop-db", command: "/usr/lib/shop-db/bin/shop-db -D /var/lib/shop-db", user: "postgres", app: "shop-db", state: "S", cpu: 0.02, waiting: 0, cpu_time_s: 2, rss: 12 * GIB, shared: 64 * MIB, virt: 12.5 * GIB, oom_score: 917, group: "/system.slice/shop-db.service" },
  ...[4001, 4002, 4003].map((pid) => ({ ...shop, pid, name: "batch", command: "/usr/bin/batch --worker", user: "batch", app: "batch", nice: pid === 4003 ? 5 : 0, rss: 40 * MIB, virt: 60 * MIB, oom_score: 667, cpu_time_s: 3.5, group: "/system.slice/batch.service", started_s: 70 })),
  { ...init, pid: 2001, ppid: 1, name: "qemu-system-x86", command: "/usr/bin/qemu-system-x86_64 -name guest=db1", user: "libvirt+", vm: "db1", threads: 8, cpu: 2, waiting: 2, cpu_time_s: 130, rss: 6.12 * GIB, shared: 40 * MIB, virt: 9 * GIB, group: "/machine.slice/db1" },
  { ...init, machine: "atlas/db1", cpu_time_s: 1.5 },
  { ...shop, machine: "atlas/db1", pid: 612, name: "postgres", command: "/usr/lib/postgresql/15/bin/postgres", user: "postgres", app: "db", threads: 4, cpu: 2, waiting: 2, rss: 5 * GIB, virt: 6 * GIB, started_s: 20 },
];

const vm = (name: string, id: number, more: Partial<VmRow>): VmRow => ({
  name, id, machine: "atlas", guest: `atlas/${name}`, os: "linux", state: "running", stage: "up", uptime_s: 540, boots: 1, vcpus: 4, vcpus_max: 4, memory: 8 * GIB,
  memory_max: 8 * GIB, config_vcpus: more.vcpus ?? 4, config_vcpus_max: more.vcpus_max ?? 4, config_memory: 8 * GIB, config_memory_max: 8 * GIB, touched: 6 * GIB, rss: 6.12 * GIB, overhead: 0.12 * GIB, swapped: 0, guest_swap: 0, cpu: 2, cpu_time_s: 1300.4, steal: 0.5, cpu_shares: 100,
  vcpu_quota_us: -1, vcpu_period_us: 100_000, vcpu_waiting: 2, busy: true, disk_await_ms: 0.4, image: `/var/lib/libvirt/images/${name}.qcow2`, held: 0, work: 0, tax: 0, tax_share: 0, services: 0, starting_s: 0, first_request_s: -1, disk_MBps: 2, ...more,
});

const disk: DiskRow = {
  machine: "atlas", name: "nvme0n1", vm: "", capacity: 1000 * GIB, allocation: 210 * GIB, read_bytes: 4 * GIB, write_bytes: 9 * GIB, reads: 40_000, writes: 90_000,
  read_MBps: 1.5, write_MBps: 1800, iops: 7100, await_ms: 9, queue: 64, utilisation: 0.97, limit_bytes_sec: 0, limit_iops_sec: 0,
  limit_read_bytes_sec: 0, limit_write_bytes_sec: 0, limit_read_iops_sec: 0, limit_write_iops_sec: 0,
};

const app = (name: string, more: Partial<AppRow>): AppRow => ({
  name, machine: "atlas", kind: "busy", alive: true, started: true, processes: 1, threads: 1, cpu: 1, waiting: 0, rss: GIB, nice: 0, restarts: 0, signalled: 0, oom_kills: 0,
  requests: -1, served: -1, errors: -1, timeouts: -1, queue: -1, sent: 0, lost: 0, down_s: 0, p50_ms: -1, p95_ms: -1, p99_ms: -1, disk_MBps: 0, disk_await_ms: -1, ...more,
});

const facts: readonly Fact[] = [
  { id: 0, at: 0, type: "appStarted", about: "app/shop-db", detail: { machine: "atlas", processes: 1, threads: 1 } },
  { id: 1, at: seconds(2), type: "commandGiven", about: "command/x", detail: { line: "x start leak" } },
  { id: 2, at: seconds(2), type: "faultInjected", about: "fault/start-leak", detail: { name: "start leak", about: "report starts, and leaks" }, because: [1] },
  { id: 3, at: seconds(2), type: "appStarted", about: "app/report", detail: { machine: "atlas", processes: 8, threads: 8 }, because: [2] },
  { id: 4, at: seconds(91.5), type: "memoryLow", about: "machine/atlas", detail: { available_bytes: 104_857_600 }, because: [3] },
  {
    id: 5, at: seconds(92.25), type: "oomKill", about: "process/shop-db", because: [4, 3],
    detail: { machine: "atlas", pid: 1310, process: "shop-db", app: "shop-db", total_vm_kB: 13_107_200, anon_rss_kB: 12_517_376, file_rss_kB: 65_536, shmem_rss_kB: 0, swap_kB: 0, pgtables_kB: 24_600, oom_score_adj: 0, points: 3_151_878, uid: 1000, group: "/system.slice/shop-db.service", invoked_by: "report", invoked_by_pid: 4103, invoked_by_adj: 0 },
  },
  { id: 6, at: seconds(92.25), type: "appRestarted", about: "app/shop-db", detail: { machine: "atlas", restarts: 1 }, because: [5] },
];

export const seen: Observation = {
  now: seconds(100),
  nextAt: Infinity,
  cluster: undefined,
  choosing: undefined,
  lanes: [],
  series: {},
  facts,
  faults: [
    { name: "start batch", about: "batch starts 32 workers", done: false },
    { name: "start leak", about: "report starts, and leaks", done: true },
  ],
  tables: {
    machines: [atlas, db1, win1, { ...db1, path: "atlas/cache1", name: "cache1", up: false }],
    processes: processes.map((row) => ({ ...row, pid_inside: row.pid, ns_pids: `${row.pid}` })),
    threads: [{ machine: "atlas", tid: 1201, pid: 1201, name: "shop", state: "running", cpu: 3, affinity: "0-7", nice: 0 }],
    groups: [], pressures: [],
    apps: [
      app("shop", { kind: "serve", processes: 2, threads: 2, cpu: 0.47, requests: 40, served: 22, errors: 0, timeouts: 9, queue: 110, p50_ms: 820, p95_ms: 1900, p99_ms: 2000 }),
      app("shop-db", { kind: "idle", cpu: 0.02, rss: 12 * GIB }),
      app("batch", { processes: 32, threads: 32, cpu: 7.5 }),
    ],
    vms: [
      vm("web1", 1, { vcpus: 2, memory: 4 * GIB, memory_max: 4 * GIB, touched: 1.2 * GIB, rss: 1.32 * GIB, steal: 0 }),
      vm("db1", 2, {}),
      vm("win1", 3, { os: "windows" }),
      vm("cache1", -1, { state: "shut off", stage: "off", uptime_s: 0, boots: 0, touched: 0, rss: 0, overhead: 0, cpu: 0, cpu_time_s: 0, steal: 0, vcpu_waiting: 0, busy: false, disk_await_ms: -1, disk_MBps: 0 }),
    ],
    disks: [
      disk,
      { ...disk, name: "vda", vm: "db1", capacity: 40 * GIB, allocation: 9_985_798_144, read_bytes: 734_003_200, write_bytes: 2_147_483_648, reads: 11_200, writes: 32_768, read_MBps: 0.5, write_MBps: 2, iops: 41, await_ms: 0.4, queue: 1, utilisation: 0.02 },
      { ...disk, machine: "atlas/db1", name: "vda", vm: "db1", capacity: 40 * GIB, allocation: 9_985_798_144, read_bytes: 734_003_200, write_bytes: 2_147_483_648, reads: 11_200, writes: 32_768, read_MBps: 0.5, write_MBps: 2, iops: 41, await_ms: 0.4, queue: 1, utilisation: 0.02 },
    ],
    nics: [], image_files: [], stages: [], jobs: [], fleets: [], services: [], walls: [], kube_services: [], pods: [], nodes: [], deployments: [], replica_sets: [], stateful_sets: [], daemon_sets: [], kube_jobs: [], hpas: [], endpoint_slices: [], pdbs: [], pvcs: [], kube_events: [], cards: [], placements: [], years: [], gangs: [], accelerators: [], gpus: [], gpu_parts: [], gpu_programs: [], trainings: [],
    namespaces: [], devices: [], engines: [], containers: [], images: [], layers: [], networks: [], endpoints: [], volumes: [], mounts: [], files: [], changes: [],
    racers: [], logs: [], pulls: [], clients: [], asks: [], churns: [],
  },
};

/** A host that keeps what it was asked to do, and refuses what the test says it refuses. */
export function recorder(answer: (command: Command) => Result = () => done): Host & { readonly commands: Command[] } {
  const commands: Command[] = [];
  return {
    commands,
    look: () => seen,
    act(command) {
      const result = answer(command);
      if (result.ok) commands.push(command);
      return result;
    },
  };
}

export const atHost: Seat = { machine: "atlas", user: "root", directory: "/root", outer: [] };
export const inside = (guest: string): Seat => ({ machine: `atlas/${guest}`, user: "root", directory: "/root", outer: [atHost] });

/** What a learner sees after typing a line, as text. */
export const shown = (line: string, seat: Seat = atHost, host: Host = recorder()): string => interpret(line, seat, host).output.map(lineText).join("\n");

/** What a line asks the world to do. */
export function asked(line: string, seat: Seat = atHost): readonly Command[] {
  const host = recorder();
  interpret(line, seat, host);
  return host.commands;
}

export { refused };
