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
    { name: "--total-iops-sec", about: "requests per second, reads and writes together; 0: no limit", value: "count" },
    ...AFFECTING,
  ],
  args: [DOMAIN, DEVICE],
  unmodelled: ["--read-bytes-sec", "--write-bytes-sec", "--read-iops-sec", "--write-iops-sec", "--total-bytes-sec-max", "--total-iops-sec-max", "--size-iops-sec", "--group-name"],
  example: "virsh blkdeviotune batch1 vda --total-bytes-sec 209715200 --live",
  rewrite: (words) => words.map((word) => (/^--(total|read|write|size|group)_/.test(word) ? word.replaceAll("_", "-") : word)),
  run: ({ args, flags }, seen) => withDomain(args[0]!, seen, (vm) => withDisk(vm, args[1]!, seen, (disk) => tune(vm.name, disk, flags, affected(flags)))),
};

function tune(vm: string, disk: DiskRow, flags: Values["flags"], where: ReturnType<typeof affected>): Reply {
  if (isReply(where)) return where;
  const bytes = flags["total-bytes-sec"];
  const iops = flags["total-iops-sec"];
  if (bytes === undefined && iops === undefined) return print(limits(disk));
  const totalBytesSec = typeof bytes === "string" ? scaled(bytes, 1) : undefined;
  const totalIopsSec = typeof iops === "string" ? scaled(iops, 1) : undefined;
  if (bytes !== undefined && totalBytesSec === undefined) return malformed(String(bytes), "total-bytes-sec", "Scaled numeric");
  if (iops !== undefined && totalIopsSec === undefined) return malformed(String(iops), "total-iops-sec", "Scaled numeric");
  const changes = { ...(totalBytesSec === undefined ? {} : { totalBytesSec }), ...(totalIopsSec === undefined ? {} : { totalIopsSec }) };
  return act({ type: "vmTuneDisk", vm, disk: disk.name, ...changes, ...where }, [], ["error: Unable to change block I/O throttle"]);
}

function limits(disk: DiskRow): string[] {
  const rows: [string, number][] = [
    ["total_bytes_sec", disk.limit_bytes_sec],
    ["read_bytes_sec", 0],
    ["write_bytes_sec", 0],
    ["total_iops_sec", disk.limit_iops_sec],
    ["read_iops_sec", 0],
    ["write_iops_sec", 0],
  ];
  return rows.map(([name, value]) => `${name.padEnd(15)}: ${value}`);
}
