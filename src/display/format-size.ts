import { fixed } from "./format-number.ts";

const KIB = 1024;
export const MIB = 1024 * KIB;

/** Whole KiB, as the kernel counts in /proc. */
export const kib = (bytes: number): number => Math.floor(Math.max(0, bytes) / KIB);

/** `12.0 GiB`, `512 MiB`, `0 B`: for people. One decimal below 100 of a unit, but none for whole numbers under 1024 bytes. */
export function sizeText(bytes: number): string {
  const [value, unit] = scaled(bytes, ["B", "KiB", "MiB", "GiB", "TiB"]);
  return `${fixed(value, unit === "B" || value >= 100 ? 0 : 1)} ${unit}`;
}

/** `12Gi`, `1.2Gi`, `0B`: free -h (procps, `scale_size`): a decimal where it fits in four signs. */
export function freeSize(bytes: number): string {
  const [value, unit] = scaled(bytes, ["B", "Ki", "Mi", "Gi", "Ti"]);
  return unit === "B" || Number(fixed(value, 1)) >= 10 ? `${Math.floor(value)}${unit}` : `${fixed(value, 1)}${unit}`;
}

/** `40G`, `9.3G`, `476.9G`: lsblk and df (util-linux, `size_to_human_string`). */
export function blockSize(bytes: number): string {
  const [value, unit] = scaled(bytes, ["B", "K", "M", "G", "T"]);
  return `${fixed(value, 1).replace(/\.0$/, "")}${unit}`;
}

/** `40G`, `9.3G`, `477G`: df -h (coreutils, `human_readable`): rounded up, a decimal below 10. */
export function dfSize(bytes: number): string {
  const [value, unit] = scaled(bytes, ["", "K", "M", "G", "T"]);
  const up = unit === "" ? value : value < 10 ? Math.ceil(value * 10 - 1e-9) / 10 : Math.ceil(value - 1e-9);
  return `${fixed(up, unit !== "" && up < 10 ? 1 : 0)}${unit}`;
}

/** A size in KiB within `width` signs, as top fits it: `12582912`, `12.0g`. */
export function fitted(kibibytes: number, width: number): string {
  let value = kibibytes;
  for (const unit of ["", "m", "g", "t"]) {
    const text = unit === "" ? `${Math.round(value)}` : `${fixed(value, 1)}${unit}`;
    if (text.length <= width) return text;
    value /= 1024;
  }
  return `${Math.round(value * 1024)}t`;
}

function scaled(bytes: number, units: readonly string[]): [number, string] {
  let value = Math.max(0, bytes);
  let place = 0;
  while (value >= 1024 && place < units.length - 1) {
    value /= 1024;
    place++;
  }
  return [value, units[place]!];
}
