import { answers } from "../../console.ts";
import { versionLine } from "../../files.ts";
import { line } from "../../../display/line.ts";
import type { Command } from "../../../world/command.ts";
import type { MachineRow, Observation, VmRow } from "../../../world/observation.ts";
import type { Seat, Verb } from "../../verb.ts";
import { DOMAIN, act, error, isActive, withDomain } from "./domain.ts";

/** One verb per change of life: libvirt's words for having done it, and for not having. */
function change(name: string, type: Extract<Command, { vm: string }>["type"] & `vm${"Start" | "Shutdown" | "Destroy" | "Reboot" | "Suspend" | "Resume"}`, about: string, did: string, unmodelled: readonly string[]): Verb {
  return {
    path: `virsh ${name}`,
    on: "host",
    about,
    flags: [],
    args: [DOMAIN],
    unmodelled,
    example: `virsh ${name} web1`,
    run: ({ args }, seen) =>
      withDomain(args[0]!, seen, (vm) => {
        if (type === "vmStart" && isActive(vm)) return error("Domain is already active");
        return act({ type, vm: vm.name }, [`Domain '${vm.name}' ${did}`], [`error: Failed to ${name} domain '${vm.name}'`]);
      }),
  };
}

export const start = change("start", "vmStart", "switch a VM on", "started", ["--console", "--paused", "--autodestroy", "--bypass-cache", "--force-boot", "--pass-fds", "--reset-nvram"]);
export const shutdown = change("shutdown", "vmShutdown", "ask the guest to shut down", "is being shutdown", ["--mode"]);
export const reboot = change("reboot", "vmReboot", "ask the guest to restart", "is being rebooted", ["--mode"]);
export const destroy = change("destroy", "vmDestroy", "switch a VM off at once, as if by pulling the plug", "destroyed", ["--graceful", "--remove-logs"]);
export const suspend = change("suspend", "vmSuspend", "stop a VM's vCPUs; its memory stays", "suspended", []);
export const resume = change("resume", "vmResume", "let the vCPUs of a suspended VM go on", "resumed", []);

export const console_: Verb = {
  path: "virsh console",
  on: "host",
  about: "a VM's text console; exit or Ctrl-] comes back",
  flags: [{ name: "--force", about: "take the console over" }, { name: "--safe", about: "only if it is free" }],
  args: [DOMAIN],
  unmodelled: ["--devname", "--resume"],
  example: "virsh console web1",
  run: ({ args }, seen, seat) =>
    withDomain(args[0]!, seen, (vm) => {
      if (!isActive(vm)) return error("The domain is not running");
      const banner = [`Connected to domain '${vm.name}'`, "Escape character is ^] (Ctrl + ])", ""];
      return { kind: "sit", seat: consoleOf(vm, seat), lines: [...banner, ...greeting(vm, seen)].map((text) => line(text)) };
    }),
};

const consoleOf = (vm: VmRow, seat: Seat): Seat => ({ machine: vm.guest, user: vm.os === "windows" ? "Administrator" : "root", directory: vm.os === "windows" ? "C:\\Windows\\system32" : "/root", outer: [...seat.outer, seat] });

/** What stands on the console when one connects. */
function greeting(vm: VmRow, seen: Observation): string[] {
  const guest = seen.tables.machines.find((row) => row.path === vm.guest);
  if (guest === undefined || !answers(vm, guest)) return bootLines(vm, guest);
  if (vm.os === "windows") return ["Computer is booting, SAC started and initialized.", "SAC>cmd", "The Command Prompt session was successfully launched.", "", ...windowsBanner(guest.kernel)];
  return [`${guest.distribution} ${guest.name} ttyS0`, "", `${guest.name} login: root (automatic login)`];
}

const windowsBanner = (kernel: string): string[] => [`Microsoft Windows [Version ${kernel}]`, "(c) Microsoft Corporation. All rights reserved."];

/** A guest that is not up shows how far it is, each stage in one line of its own console. */
function bootLines(vm: VmRow, guest: MachineRow | undefined): string[] {
  if (vm.state === "crashed") return [vm.os === "windows" ? "A fatal system error has occurred: the guest has stopped." : "---[ end Kernel panic - not syncing: Fatal exception ]---"];
  const kernel = guest === undefined || vm.os === "windows" ? "Windows is starting..." : `[    0.000000] ${versionLine(guest)}`;
  const said = { firmware: "SeaBIOS (version 1.16.3-debian-1.16.3-2)", kernel, services: vm.os === "windows" ? "Please wait for the services..." : "[  OK  ] Reached target basic.target - Basic System." };
  const stages = ["firmware", "kernel", "services"] as const;
  return stages.slice(0, stages.findIndex((stage) => stage === vm.stage) + 1).map((stage) => said[stage]);
}
