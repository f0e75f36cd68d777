import type { CachedFile } from "./page-cache.ts";

/**
 * The memory of one kernel, in bytes. Always: total = kernel + balloon + anonymous + cache + free.
 * Documentation/admin-guide/mm/concepts.rst; watermarks: mm/page_alloc.c, `calculate_min_free_kbytes`.
 */
export interface Memory {
  totalBytes: number;
  /** The kernel's own: never reclaimed. */
  kernelBytes: number;
  /** Taken away by a balloon: the guest's kernel cannot use it. */
  balloonBytes: number;
  anonBytes: number;
  /** Page cache; everything in it can be dropped. */
  cacheBytes: number;
  /** Files of it that were read by name, the one read last at the end. */
  files: CachedFile[];
  swapTotalBytes: number;
  swapUsedBytes: number;
  /** In a guest: pages the host had to provide because the guest touched them. They stay until a balloon gives them back. */
  touchedBytes: number;
  /** Counted for ever, for rates. */
  swappedInBytes: number;
  swappedOutBytes: number;
}

export function copyMemory(m: Memory): Memory {
  return {
    totalBytes: m.totalBytes, kernelBytes: m.kernelBytes, balloonBytes: m.balloonBytes, anonBytes: m.anonBytes, cacheBytes: m.cacheBytes,
    files: m.files.map((file) => ({ ...file })), swapTotalBytes: m.swapTotalBytes, swapUsedBytes: m.swapUsedBytes, touchedBytes: m.touchedBytes,
    swappedInBytes: m.swappedInBytes, swappedOutBytes: m.swappedOutBytes,
  };
}

/** Pages in use: what a host must hold for a guest at this moment. */
export const usedBytes = (m: Memory): number => m.kernelBytes + m.anonBytes + m.cacheBytes;
export const freeBytes = (m: Memory): number => m.totalBytes - m.kernelBytes - m.balloonBytes - m.anonBytes - m.cacheBytes;

const KIB = 1024;

/** Below `min` free, who allocates has to make room first; below `low`, the kernel makes room until `high`. */
export function watermarks(m: Memory): { readonly min: number; readonly low: number; readonly high: number } {
  const kib = Math.floor(Math.sqrt((m.totalBytes / KIB) * 16));
  const min = Math.min(262_144, Math.max(128, kib)) * KIB;
  return { min, low: (min * 5) / 4, high: (min * 3) / 2 };
}

/** What could be had without swapping: /proc/meminfo, MemAvailable (mm/show_mem.c, `si_mem_available`). */
export function availableBytes(m: Memory): number {
  const { low, min } = watermarks(m);
  const cache = m.cacheBytes - Math.min(m.cacheBytes / 2, low);
  return Math.max(0, Math.round(freeBytes(m) - min + cache));
}

export function createMemory(totalBytes: number, swapTotalBytes: number): Memory {
  return {
    totalBytes, kernelBytes: 0, balloonBytes: 0, anonBytes: 0, cacheBytes: 0, files: [], swapTotalBytes, swapUsedBytes: 0, touchedBytes: 0,
    swappedInBytes: 0, swappedOutBytes: 0,
  };
}
