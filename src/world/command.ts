import type { DockerCommand } from "./containers/command.ts";
import type { ChoosingCommand } from "./choosing/apply.ts";
import type { TrainCommand } from "./training/run.ts";
import type { KubeCommand } from "./cluster/command.ts";
import type { KeepFileCommand } from "./cluster/files.ts";
import type { ProvisioningCommand } from "./hypervisor/provisioning/command.ts";
import type { NamespaceCommand } from "./machine/namespace-commands.ts";

import type { GroupCommand } from "./machine/cgroup-commands.ts";

export type Signal = "TERM" | "KILL" | "STOP" | "CONT" | "INT" | "HUP";

/**
 * Everything that can be done to a world. Plain data: the log of these is a history.
 * A machine is named by its path (`atlas`, `atlas/web1`), a VM by its name.
 */
export type Command =
  | { readonly type: "renice"; readonly machine: string; readonly pids: readonly number[]; readonly nice: number }
  | { readonly type: "setOomScoreAdj"; readonly machine: string; readonly pids: readonly number[]; readonly value: number }
  | { readonly type: "setAffinity"; readonly machine: string; readonly pids: readonly number[]; readonly cpus: readonly number[] }
  | { readonly type: "signal"; readonly machine: string; readonly pids: readonly number[]; readonly signal: Signal; /** The pid namespace of who sends it; the machine's own when absent. */ readonly from?: number }
  | { readonly type: "vmStart"; readonly vm: string }
  | { readonly type: "vmShutdown"; readonly vm: string }
  | { readonly type: "vmDestroy"; readonly vm: string }
  | { readonly type: "vmReboot"; readonly vm: string }
  | { readonly type: "vmSuspend"; readonly vm: string }
  | { readonly type: "vmResume"; readonly vm: string }
  | { readonly type: "vmMigrate"; readonly vm: string; readonly to: string }
  | { readonly type: "vmSetVcpus"; readonly vm: string; readonly count: number; readonly live: boolean; readonly config: boolean; readonly maximum: boolean }
  | { readonly type: "vmSetMemory"; readonly vm: string; readonly bytes: number; readonly live: boolean; readonly config: boolean; readonly maximum: boolean }
  | { readonly type: "vmSetSchedule"; readonly vm: string; readonly cpuShares?: number; readonly vcpuPeriodUs?: number; readonly vcpuQuotaUs?: number; readonly live: boolean; readonly config: boolean }
  | { readonly type: "vmTuneDisk"; readonly vm: string; readonly disk: string; readonly totalBytesSec?: number; readonly readBytesSec?: number; readonly writeBytesSec?: number; readonly totalIopsSec?: number; readonly readIopsSec?: number; readonly writeIopsSec?: number; readonly live: boolean; readonly config: boolean }
  /** What is typed on a machine itself, hardware or VM: an orderly restart. */
  | { readonly type: "reboot"; readonly machine: string }
  | ProvisioningCommand
  /** Starts one service in five ways. */
  | { readonly type: "race" }
  | NamespaceCommand
  | DockerCommand
  | KubeCommand
  | ChoosingCommand
  | TrainCommand
  | KeepFileCommand
  /** Breaks something: one of the scenario's faults, by name. */
  | { readonly type: "fault"; readonly name: string }
  /** Changes the load on an app, or on a fleet: requests per second. */
  | { readonly type: "load"; readonly app: string; readonly perSecond: number }
  | GroupCommand;
