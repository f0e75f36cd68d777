import type { Command } from "../../../src/world/command.ts";
import type { DiskRow, MachineRow, VmRow } from "../../../src/world/observation.ts";
import type { AppSpec, Scenario, VmSpec } from "../../../src/world/scenario.ts";
import { app, GIB, host, look, MIB, scenario, vm, type Play } from "../scenes.ts";

/** A host with one guest, `web1`: 2 of at most 4 vCPUs, 4 GiB, a program that is busy on demand. */
export function oneGuest(more: Partial<VmSpec> = {}, apps: readonly AppSpec[] = []): Scenario {
  const busy = app("rush", { kind: "busy" }, { threads: 8, autostart: false });
  const guest = vm("web1", 2, 4 * GIB, [app("web", { kind: "idle" }, { memoryBytes: 500 * MIB }), busy, ...apps], { vcpusMax: 4, ...more });
  const faults = [...apps.map((a) => a.name), "rush"].map((name) => ({ name, about: name, start: [name], stop: [], panic: [] }));
  return scenario([host([], { swapBytes: 4 * GIB, vms: [guest] })], [...faults, { name: "panic", about: "panic", start: [], stop: [], panic: ["web1"] }]);
}

export const start: Command = { type: "vmStart", vm: "web1" };
export const shutdown: Command = { type: "vmShutdown", vm: "web1" };
export const destroy: Command = { type: "vmDestroy", vm: "web1" };
export const reboot: Command = { type: "vmReboot", vm: "web1" };
export const suspend: Command = { type: "vmSuspend", vm: "web1" };
export const resume: Command = { type: "vmResume", vm: "web1" };

type Flags = { readonly live?: boolean; readonly config?: boolean; readonly maximum?: boolean };
const flags = ({ live = false, config = false }: Flags) => ({ live, config });

export const setvcpus = (count: number, how: Flags = {}, name = "web1"): Command => ({ type: "vmSetVcpus", vm: name, count, maximum: how.maximum ?? false, ...flags(how) });
export const setmem = (gib: number, how: Flags = {}, name = "web1"): Command => ({ type: "vmSetMemory", vm: name, bytes: gib * GIB, maximum: how.maximum ?? false, ...flags(how) });
export const fault = (name: string): Command => ({ type: "fault", name });

export const vmOf = (t: Play, name = "web1"): VmRow => look(t).tables.vms.find((v) => v.name === name)!;
export const machineOf = (t: Play, path: string): MachineRow => look(t).tables.machines.find((m) => m.path === path)!;
export const diskOf = (t: Play, machine: string): DiskRow => look(t).tables.disks.find((d) => d.machine === machine)!;
/** Facts about a VM, oldest first. */
export const storyOf = (t: Play, name = "web1"): string[] => look(t).facts.filter((f) => f.about === `vm/${name}`).map((f) => f.type);
/** What led to the newest fact of a kind, newest first: what `why` would print. */
export function whyOf(t: Play, type: string): string[] {
  const { facts } = look(t);
  const chain: string[] = [];
  for (let f = facts.findLast((each) => each.type === type); f !== undefined; f = facts[f.because?.[0] ?? -1]) chain.push(f.detail?.["line"] === undefined ? f.type : String(f.detail["line"]));
  return chain;
}
