import { sizeText } from "../../../display/format-size.ts";
import { fixed } from "../../../display/format-number.ts";
import { pairs, virshTable } from "../../../display/format-table.ts";
import type { DiskRow } from "../../../world/observation.ts";
import type { Reply, Values, Verb } from "../../verb.ts";
import { AFFECTING, DEVICE, DOMAIN, act, affected, disksOf, error, isActive, isReply, malformed, print, scaled, sourceOf, withDisk, withDomain } from "./domain.ts";

const GIB = 1024 ** 3;

export const domblklist: Verb = {
  path: "virsh domblklist",
  on: "host",
  about: "the disks of a VM",
  flags: [{ name: "--details", about: "with their kind" }],
  args: [DOMAIN],
  unmodelled: ["--inactive"],
  example: "virsh domblklist db1",
  run: ({ args, flags }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      const rows = disksOf(vm, seen).map((disk) => [disk.name, sourceOf(vm)]);
      return print(flags.details === undefined ? virshTable(["Target", "Source"], rows) : virshTable(["Type", "Device", "Target", "Source"], rows.map((row) => ["file", "disk", ...row])));
    }),
};

export const domblkinfo: Verb = {
  path: "virsh domblkinfo",
  on: "host",
  about: "a virtual disk's promised size, and what it really takes",
  flags: [{ name: "--human", about: "sizes with units" }, { name: "--all", about: "all disks, as a table" }],
  args: [DOMAIN, { ...DEVICE, optional: true }],
  example: "virsh domblkinfo db1 vda",
  run: ({ args, flags }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      const size = (bytes: number): string => (flags.human === undefined ? `${bytes}` : inUnits(bytes));
      const sizes = (disk: DiskRow): string[] => [size(disk.capacity), size(disk.allocation), size(disk.allocation)];
      if (flags.all !== undefined) return print(virshTable(["Target", "Capacity", "Allocation", "Physical"], disksOf(vm, seen).map((disk) => [disk.name, ...sizes(disk)])));
      if (args[1] === undefined) return error("command 'domblkinfo' requires <device> option", `${vm.name} has ${disksOf(vm, seen).map((disk) => disk.name).join(", ")}`);
      return withDisk(vm, args[1], seen, (disk) => print(pairs(["Capacity:", "Allocation:", "Physical:"].map((name, place) => [name, sizes(disk)[place]!]), 16)));
    }),
};

/** `40.000 GiB`: virsh's own rounding. */
const inUnits = (bytes: number): string => (bytes >= GIB ? `${fixed(bytes / GIB, 3)} GiB` : sizeText(bytes));

export const domblkstat: Verb = {
  path: "virsh domblkstat",
  on: "host",
  about: "what a running VM's disk has read and written",
  flags: [],
  args: [DOMAIN, DEVICE],
  unmodelled: ["--human"],
  example: "virsh domblkstat batch1 vda",
  run: ({ args }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      if (!isActive(vm)) return error(`Failed to get block stats for domain '${vm.name}' device '${args[1]}'\nRequested operation is not valid: domain is not running`);
      return withDisk(vm, args[1]!, seen, (disk) => print(counters(disk).map(([name, count]) => `${disk.name} ${name} ${count}`)));
    }),
};

const counters = (disk: DiskRow): [string, number][] => [
  ["rd_req", disk.reads],
  ["rd_bytes", disk.read_bytes],
  ["wr_req", disk.writes],
  ["wr_bytes", disk.write_bytes],
];

export const blkdeviotune: Verb = {
  path: "virsh blkdeviotune",
  on: "host",
  about: "show or set the limits of a VM's disk",
  flags: [
    { name: "--total-bytes-sec", about: "bytes per second, reads and writes together; 0: no limit", value: "bytes" },
    { name: "--read-bytes-sec", about: "bytes read per second", value: "bytes" },
    { name: "--write-bytes-sec", about: "bytes written per second", value: "bytes" },
    { name: "--total-iops-sec", about: "requests per second, reads and writes together; 0: no limit", value: "count" },
    { name: "--read-iops-sec", about: "reads per second", value: "count" },
    { name: "--write-iops-sec", about: "writes per second", value: "count" },
    ...AFFECTING,
  ],
  args: [DOMAIN, DEVICE],
  unmodelled: ["--total-bytes-sec-max", "--total-iops-sec-max", "--size-iops-sec", "--group-name"],
  example: "virsh blkdeviotune batch1 vda --total-bytes-sec 209715200 --live",
  rewrite: (words) => words.map((word) => (/^--(total|read|write|size|group)_/.test(word) ? word.replaceAll("_", "-") : word)),
  run: ({ args, flags }, seen) => withDomain(args[0]!, seen, (vm) => withDisk(vm, args[1]!, seen, (disk) => tune(vm.name, disk, flags, affected(flags)))),
};

/** Flags as virsh and as the world call them. */
const LIMITS = {
  "total-bytes-sec": "totalBytesSec", "read-bytes-sec": "readBytesSec", "write-bytes-sec": "writeBytesSec",
  "total-iops-sec": "totalIopsSec", "read-iops-sec": "readIopsSec", "write-iops-sec": "writeIopsSec",
} as const;

function tune(vm: string, disk: DiskRow, flags: Values["flags"], where: ReturnType<typeof affected>): Reply {
  if (isReply(where)) return where;
  const changes: Partial<Record<(typeof LIMITS)[keyof typeof LIMITS], number>> = {};
  for (const [flag, limit] of Object.entries(LIMITS)) {
    const given = flags[flag];
    if (given === undefined) continue;
    const value = typeof given === "string" ? scaled(given, 1) : undefined;
    if (value === undefined) return malformed(String(given), flag, "Scaled numeric");
    changes[limit] = value;
  }
  if (Object.keys(changes).length === 0) return print(limits(disk));
  return act({ type: "vmTuneDisk", vm, disk: disk.name, ...changes, ...where }, [], ["error: Unable to change block I/O throttle"]);
}

function limits(disk: DiskRow): string[] {
  const rows: [string, number][] = [
    ["total_bytes_sec", disk.limit_bytes_sec],
    ["read_bytes_sec", disk.limit_read_bytes_sec],
    ["write_bytes_sec", disk.limit_write_bytes_sec],
    ["total_iops_sec", disk.limit_iops_sec],
    ["read_iops_sec", disk.limit_read_iops_sec],
    ["write_iops_sec", disk.limit_write_iops_sec],
  ];
  return rows.map(([name, value]) => `${name.padEnd(15)}: ${value}`);
}
