import { no, type Refusal } from "./errno.ts";
import type { Disk } from "./disk.ts";
import { UNLIMITED, type IoLimits } from "./io-max.ts";
import type { Machine } from "./machine.ts";

/** What io.max accepts (block/blk-throttle.c, `tg_set_limit`): `259:0 rbps=1048576 wiops=max`; keys not given stay. */

const KEYS = ["rbps", "wbps", "riops", "wiops"] as const;

/** `MAJ:MIN` of a disk: NVMe namespaces have 259, virtio disks 254 here. */
export const deviceNumber = (disk: { readonly name: string }): string => (disk.name.startsWith("nvme") ? "259:0" : "254:0");

export const limitsOn = (disk: Disk, group: string): IoLimits => {
  const rule = disk.gates.get(group)?.rule;
  return rule?.kind === "io.max" ? rule.state.limits : UNLIMITED;
};

/** Whether it counts as a device here: only a machine's first disk has limits. */
export function readIoMax(machine: Machine, group: string, text: string): IoLimits | Refusal {
  const [device = "", ...settings] = text.split(/\s+/);
  const disk: Disk | undefined = machine.disks.values().next().value;
  if (!/^\d+:\d+$/.test(device)) return no("EINVAL", `MAJ:MIN of a disk first, then what to limit: ${disk === undefined ? "259:0" : deviceNumber(disk)} rbps=1048576`);
  if (disk === undefined || deviceNumber(disk) !== device) return no("ENODEV", "lsblk shows the numbers of the disks");
  const limits: Record<string, number> = { ...limitsOn(disk, group) };
  for (const setting of settings) {
    const [, key, value] = /^(\w+)=(\d+|max)$/.exec(setting) ?? [];
    if (key === undefined || !KEYS.includes(key as (typeof KEYS)[number])) return no("EINVAL", `limits are ${KEYS.join(", ")}, each =NUMBER or =max`);
    if (Number(value) === 0) return no("ERANGE");
    limits[key] = value === "max" ? Infinity : Number(value);
  }
  return limits as unknown as IoLimits;
}
