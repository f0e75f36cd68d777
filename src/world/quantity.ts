import { MILLISECOND, SECOND, type Nanos } from "../kernel/time.ts";

const TIME: Readonly<Record<string, Nanos>> = { ns: 1, us: 1_000, ms: MILLISECOND, s: SECOND, m: 60 * SECOND, min: 60 * SECOND, h: 3600 * SECOND };

/** Reads `40ms`, `1.5s`, `1m30s`. A number without a unit is refused: nobody knows what it counts. */
export function readDuration(text: string): Nanos | undefined {
  const compact = text.replace(/\s+/g, "");
  const parts = compact.match(/[0-9]+(?:\.[0-9]+)?(?:ns|us|ms|min|s|m|h)/g);
  if (parts === null || parts.join("") !== compact) return undefined;
  const total = parts.reduce((sum, part) => sum + Number.parseFloat(part) * TIME[part.replace(/^[0-9.]+/, "")]!, 0);
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

export function durationText(duration: Nanos): string {
  if (duration % SECOND === 0) return `${duration / SECOND}s`;
  if (duration % MILLISECOND === 0) return `${duration / MILLISECOND}ms`;
  return `${duration}ns`;
}

const BYTES: Readonly<Record<string, number>> = {
  B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12,
  K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40,
  KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40,
};

const BITS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, Kb: 1e3, Mb: 1e6, Gb: 1e9, Tb: 1e12 };

/** Reads `12GiB`, `512M` (binary), `2GB` (decimal), `0`: bytes. */
export const readBytes = (text: string): number | undefined => readAmount(text, BYTES);

/** Reads `2GB/s`: bytes per second. */
export const readByteRate = (text: string): number | undefined => readRate(text, BYTES);

/** Reads `10Gb/s`: bits per second. */
export const readBitRate = (text: string): number | undefined => readRate(text, BITS);

function readRate(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const compact = text.trim();
  return compact.endsWith("/s") ? readAmount(compact.slice(0, -2), units) : undefined;
}

function readAmount(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const found = /^([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)$/.exec(text.trim());
  if (found === null) return undefined;
  const unit = found[2] === "" ? (Number(found[1]) === 0 ? 1 : undefined) : units[found[2]!];
  const amount = unit === undefined ? Number.NaN : Math.round(Number(found[1]) * unit);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
