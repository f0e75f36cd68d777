import { done, refused, type Result } from "../../kernel/model.ts";
import type { Command } from "../command.ts";
import { given } from "../given.ts";
import { tuneDisk } from "../machine/block.ts";
import type { DiskTuning } from "../machine/leaky-bucket.ts";
import type { World, WorldEnv } from "../state.ts";
import { flagsOf, impactOf, isRefusal } from "./impact.ts";
import { reschedule } from "./vcpu.ts";
import type { Definition, Placed } from "./vm.ts";

type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

/** virsh schedinfo: weight of the VM among VMs, quota of each of its vCPUs (https://libvirt.org/formatdomain.html, "CPU Tuning"). */
export function setSchedule(world: World, at: Placed, command: Of<"vmSetSchedule">, env: WorldEnv): Result {
  const { vm } = at;
  const impact = impactOf(vm, command);
  if (isRefusal(impact)) return impact;
  const refusal = refuseSchedule(command);
  if (refusal !== undefined) return refusal;
  const change = scheduleOf(command);
  const line = Object.entries(change).map(([key, value]) => `${WRITTEN[key as keyof typeof change]}=${value}`).join(" ");
  const cause = given(env, `virsh schedinfo ${vm.name}${flagsOf(command)} ${line}`);
  if (impact.config) vm.config = { ...vm.config, ...change };
  if (!impact.live) return done;
  vm.live = { ...vm.live, ...change };
  env.note("vmRescheduled", `vm/${vm.name}`, { cpu_shares: vm.live.cpuShares, vcpu_period: vm.live.vcpuPeriodUs, vcpu_quota: vm.live.vcpuQuotaUs }, [cause]);
  reschedule(world, at, env);
  return done;
}

type Schedule = Partial<Pick<Definition, "cpuShares" | "vcpuPeriodUs" | "vcpuQuotaUs">>;
const WRITTEN = { cpuShares: "cpu_shares", vcpuPeriodUs: "vcpu_period", vcpuQuotaUs: "vcpu_quota" } as const;

/** A quota of 0 or below means none. */
function scheduleOf({ cpuShares, vcpuPeriodUs, vcpuQuotaUs }: Of<"vmSetSchedule">): Schedule {
  return {
    ...(cpuShares === undefined ? {} : { cpuShares }),
    ...(vcpuPeriodUs === undefined ? {} : { vcpuPeriodUs }),
    ...(vcpuQuotaUs === undefined ? {} : { vcpuQuotaUs: vcpuQuotaUs <= 0 ? -1 : vcpuQuotaUs }),
  };
}

const MOST_QUOTA = 17_592_186_044_415;

function refuseSchedule({ cpuShares, vcpuPeriodUs, vcpuQuotaUs }: Of<"vmSetSchedule">): Result | undefined {
  const outside = (name: string, most: number): Result => refused(`invalid argument: value of '${name}' is out of range [1000, ${most}]`);
  if (cpuShares !== undefined && !(cpuShares >= 1 && cpuShares <= 10_000)) return refused(`invalid argument: shares '${cpuShares}' must be in range [1, 10000]`);
  if (vcpuPeriodUs !== undefined && !(vcpuPeriodUs >= 1000 && vcpuPeriodUs <= 1_000_000)) return outside("vcpu_period", 1_000_000);
  if (vcpuQuotaUs !== undefined && vcpuQuotaUs > 0 && !(vcpuQuotaUs >= 1000 && vcpuQuotaUs <= MOST_QUOTA)) return outside("vcpu_quota", MOST_QUOTA);
  return undefined;
}

const LIMITS = ["totalBytesSec", "readBytesSec", "writeBytesSec", "totalIopsSec", "readIopsSec", "writeIopsSec"] as const;

/** virsh blkdeviotune: limits of a virtual disk per second, 0 = none; limits that are not named stay as they are. */
export function tuneVmDisk(world: World, at: Placed, command: Of<"vmTuneDisk">, env: WorldEnv): Result {
  const { vm, guest } = at;
  const impact = impactOf(vm, command);
  if (isRefusal(impact)) return impact;
  if (!guest.disks.has(command.disk)) return refused(`invalid argument: disk '${command.disk}' was not found in the domain config`);
  const from = impact.live ? vm.live.tuning : vm.config.tuning;
  const tuning = tunedBy(from, command);
  const refusal = refuseTuning(tuning);
  if (refusal !== undefined) return refusal;
  const line = LIMITS.filter((limit) => command[limit] !== undefined).map((limit) => `--${dashed(limit)} ${command[limit]}`).join(" ");
  const cause = given(env, `virsh blkdeviotune ${vm.name} ${command.disk} ${line}${flagsOf(command)}`);
  if (impact.config) vm.config = { ...vm.config, tuning };
  if (!impact.live) return done;
  vm.live = { ...vm.live, tuning };
  const fact = env.note("diskTuned", `vm/${vm.name}`, { disk: command.disk, ...tuning }, [cause]);
  env.because([fact], () => tuneDisk(world, guest, tuning, fact, env));
  return done;
}

const dashed = (limit: string): string => limit.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A total takes the place of read and write limits of the same kind, and the other way round. */
function tunedBy(from: DiskTuning, command: Of<"vmTuneDisk">): DiskTuning {
  const into: Record<keyof DiskTuning, number> = { ...from };
  for (const limit of LIMITS) if (command[limit] !== undefined) into[limit] = command[limit];
  for (const kind of ["BytesSec", "IopsSec"] as const) {
    if ((command[`total${kind}`] ?? 0) > 0 && !command[`read${kind}`] && !command[`write${kind}`]) into[`read${kind}`] = into[`write${kind}`] = 0;
    else if (((command[`read${kind}`] ?? 0) > 0 || (command[`write${kind}`] ?? 0) > 0) && !command[`total${kind}`]) into[`total${kind}`] = 0;
  }
  return into;
}

function refuseTuning(tuning: DiskTuning): Result | undefined {
  const odd = LIMITS.find((limit) => !(tuning[limit] >= 0 && tuning[limit] <= 1e15));
  if (odd !== undefined) return refused(`numerical overflow: block I/O throttle limit value must be less than 1000000000000000`);
  if (tuning.totalBytesSec > 0 && tuning.readBytesSec + tuning.writeBytesSec > 0) return refused("invalid argument: total and read/write of bytes_sec cannot be set at the same time");
  if (tuning.totalIopsSec > 0 && tuning.readIopsSec + tuning.writeIopsSec > 0) return refused("invalid argument: total and read/write of iops_sec cannot be set at the same time");
  return undefined;
}
