import { line } from "../../../display/line.ts";
import { nearest } from "../../../kernel/nearest.ts";
import type { DiskRow, Observation, VmRow } from "../../../world/observation.ts";
import type { Command } from "../../../world/command.ts";
import type { Positional, Reply, Values } from "../../verb.ts";
import { fail } from "../say.ts";

export const DOMAIN: Positional = { name: "domain", about: "name, id or uuid of a VM", completes: "vm" };
export const DEVICE: Positional = { name: "device", about: "target of a disk, for example vda", completes: "disk" };

/** virsh ends whatever it prints with an empty line. */
export const print = (lines: readonly string[]): Reply => ({ kind: "say", lines: [...lines, ""].map((text) => line(text)) });

/** An act that prints `then` when it is accepted, and `otherwise` before the reason when it is refused. */
export function act(command: Command, then: readonly string[] = [], otherwise: readonly string[] = []): Reply {
  return { kind: "act", command, then: [...then, ""].map((text) => line(text)), otherwise };
}

export const error = (reason: string, hint?: string): Reply => fail(reason.split("\n").map((text) => `error: ${text}`).join("\n"), hint);

export const isActive = (vm: VmRow): boolean => vm.state !== "shut off";

/** The domain of a name, an id or a uuid, or virsh's two lines about its absence. */
export function withDomain(key: string, seen: Observation, use: (vm: VmRow) => Reply): Reply {
  const { vms } = seen.tables;
  const found = vms.find((vm) => vm.name === key) ?? vms.find((vm) => (vm.id >= 0 && `${vm.id}` === key) || uuidOf(vm.name) === key);
  if (found !== undefined) return use(found);
  const near = nearest(key, vms.map((vm) => vm.name));
  const reason = `failed to get domain '${key}'\nDomain not found: no domain with matching name '${key}'`;
  return error(reason, near === undefined ? "virsh list --all lists the domains" : `did you mean ${near}?`);
}

export const disksOf = (vm: VmRow, seen: Observation): DiskRow[] => {
  const own = seen.tables.disks.filter((disk) => disk.vm === vm.name);
  return own.filter((disk, place) => own.findIndex((other) => other.name === disk.name) === place);
};

export function withDisk(vm: VmRow, device: string, seen: Observation, use: (disk: DiskRow) => Reply): Reply {
  const disks = disksOf(vm, seen);
  const found = disks.find((disk) => disk.name === device || sourceOf(vm) === device);
  if (found !== undefined) return use(found);
  return error(`invalid argument: disk '${device}' was not found in the domain config`, `${vm.name} has ${disks.map((disk) => disk.name).join(", ")}`);
}

export const sourceOf = (vm: VmRow): string => vm.image;

/** Which of --live, --config and --current were given; with none of the first two the world takes what the domain is now. */
export function affected(flags: Values["flags"]): { readonly live: boolean; readonly config: boolean } | Reply {
  const { live = false, config = false, current = false } = flags;
  if (current !== false && live !== false) return error("Options --current and --live are mutually exclusive");
  if (current !== false && config !== false) return error("Options --current and --config are mutually exclusive");
  return { live: live !== false, config: config !== false };
}

export const isReply = (value: object): value is Reply => "kind" in value;

export const AFFECTING = [
  { name: "--live", about: "change the running domain" },
  { name: "--config", about: "change the definition, used from the next start" },
  { name: "--current", about: "change whatever is there: running domain, or definition" },
] as const;

/** A number with a unit as virsh takes it (libvirt, `virScaleInteger`): K, KiB = 1024; KB = 1000; bare = `unit` bytes. */
export function scaled(text: string, unit: number): number | undefined {
  const [, digits, suffix = ""] = /^(\d+)\s*([A-Za-z]*)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const bytes = Number(digits) * (suffix === "" ? unit : (factor(suffix.toLowerCase()) ?? Number.NaN));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

function factor(suffix: string): number | undefined {
  if (/^b(ytes?)?$/.test(suffix)) return 1;
  const [, letter, ending] = /^([kmgtpe])(ib|b)?$/.exec(suffix) ?? [];
  return letter === undefined ? undefined : (ending === "b" ? 1000 : 1024) ** ("kmgtpe".indexOf(letter) + 1);
}

export const malformed = (value: string, option: string, kind = "Numeric"): Reply => error(`${kind} value '${value}' for <${option}> option is malformed or out of range`);

/** A uuid made from the name: the same in every run. */
export function uuidOf(name: string): string {
  let hash = 0x811c9dc5;
  let digits = "";
  for (let round = 0; digits.length < 32; round++) {
    for (const sign of `${name}/${round}`) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
    digits += hash.toString(16).padStart(8, "0");
  }
  const d = digits.slice(0, 32);
  return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-a${d.slice(17, 20)}-${d.slice(20)}`;
}
