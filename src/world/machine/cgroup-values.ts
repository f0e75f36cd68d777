/** Numbers as the kernel reads them from what is written into a cgroup file. Undefined: it would answer EINVAL. */

const PAGE = 4096;
const SUFFIX: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40, P: 2 ** 50, E: 2 ** 60 };

/** Bytes with K, M, G … of 1024, or `max`: rounded down to whole pages (mm/page_counter.c, `page_counter_memparse`). */
export function readBytesOrMax(text: string): number | undefined {
  if (text === "max") return Infinity;
  const bytes = readMemory(text);
  return bytes === undefined ? undefined : Math.floor(bytes / PAGE) * PAGE;
}

export function readMemory(text: string): number | undefined {
  const [, digits, suffix] = /^(\d+)([KMGTPE]?)$/.exec(text.toUpperCase()) ?? [];
  return digits === undefined ? undefined : Number(digits) * SUFFIX[suffix!]!;
}

export const readWhole = (text: string): number | undefined => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined);

export const readCountOrMax = (text: string): number | undefined => (text === "max" ? Infinity : /^\d+$/.test(text) ? Number(text) : undefined);

/** `0-2,4` as a list of CPUs, ordered, each once. */
export function readCpuList(text: string): number[] | undefined {
  const cpus = new Set<number>();
  for (const part of text.split(",")) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) > 8192) return undefined;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** The list as the kernel prints it: `0-2,4`. */
export function cpuListText(cpus: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const cpu of cpus) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === cpu - 1) last[1] = cpu;
    else runs.push([cpu, cpu]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}
