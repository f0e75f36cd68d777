import { countEvent, type Group } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { takeCache } from "./memory-charge.ts";
import { protections, unprotectedPart, type Protection } from "./memory-protection.ts";

/**
 * The page cache as reclaim sees it: clean pages, charged to the group that brought them in, dropped oldest first.
 * Files that programs read by name are known one by one; the rest (what booting read) has no name.
 */
export interface CachedFile {
  readonly name: string;
  /** Who is charged. */
  group: string;
  bytes: number;
}

/**
 * Drops up to `bytes` of the page cache in a subtree: from every group in proportion to what it has beyond its
 * memory.min and memory.low; when that is not enough, what memory.low protects too. Answers how much was dropped.
 */
export function dropCache(machine: Machine, bytes: number, top = "/"): number {
  if (bytes <= 0 || (machine.groups.get(top)?.fileBytes ?? 0) <= 0) return 0;
  const all = protections(machine.groups, top).filter(({ group }) => group.ownFileBytes > 0);
  const first = dropFrom(machine, all, bytes, (p) => Math.max(p.min, p.low));
  if (first >= bytes) return first;
  const protectedToo = all.filter((p) => p.low > p.min && p.group.ownFileBytes > 0 && p.group.memoryBytes <= p.low);
  const second = dropFrom(machine, all, bytes - first, (p) => p.min);
  if (second > 0) for (const { group } of protectedToo) countEvent(machine.groups, group.path, "low");
  return first + second;
}

function dropFrom(machine: Machine, all: readonly Protection[], bytes: number, protectedBytes: (p: Protection) => number): number {
  const gives = all.map((p) => ({ group: p.group, may: Math.floor(p.group.ownFileBytes * unprotectedPart(p.group, protectedBytes(p))) }));
  const sum = gives.reduce((total, { may }) => total + may, 0);
  if (sum <= 0) return 0;
  const wanted = Math.min(Math.ceil(bytes), sum);
  let dropped = 0;
  for (const { group, may } of gives) {
    const part = Math.min(may, Math.ceil((may * wanted) / sum), wanted - dropped);
    if (part <= 0) continue;
    drop(machine, group, part);
    dropped += part;
  }
  return dropped;
}

/** What has no name goes first, then the file that was read longest ago. */
function drop(machine: Machine, group: Group, bytes: number): void {
  const files = machine.memory.files.filter((file) => file.group === group.path);
  const named = files.reduce((sum, file) => sum + file.bytes, 0);
  let left = bytes - Math.max(0, group.ownFileBytes - named);
  takeCache(machine, group.path, -bytes);
  for (const file of files) {
    if (left <= 0) break;
    const part = Math.min(left, file.bytes);
    file.bytes -= part;
    left -= part;
  }
  machine.memory.files = machine.memory.files.filter((file) => file.bytes > 0);
}

/** What of a file is in the cache, whoever is charged for it. */
export const cachedOf = (machine: Machine, name: string): number => machine.memory.files.reduce((sum, file) => sum + (file.name === name ? file.bytes : 0), 0);

/** Bytes of a file that were just read in on behalf of a group; it becomes the one read last. */
export function rememberFile(machine: Machine, name: string, group: string, bytes: number): void {
  const { files } = machine.memory;
  const known = files.find((file) => file.name === name && file.group === group);
  machine.memory.files = [...files.filter((file) => file !== known), { name, group, bytes: (known?.bytes ?? 0) + bytes }];
}
