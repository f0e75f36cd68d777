import type { Job, Pod } from "../../objects.ts";

export const INDEX_ANNOTATION = "batch.kubernetes.io/job-completion-index";

export const indexOf = ({ metadata }: Pod): number => Number(metadata.annotations?.[INDEX_ANNOTATION] ?? -1);

/** `0-2,5` → 0, 1, 2, 5. Source: `pkg/controller/job/indexed_job_utils.go`, parseIndexesFromString. */
export function readIndexes(text: string | undefined): Set<number> {
  const indexes = new Set<number>();
  for (const part of text === undefined || text === "" ? [] : text.split(",")) {
    const [first = 0, last = first] = part.split("-").map(Number);
    for (let index = first; index <= last; index++) indexes.add(index);
  }
  return indexes;
}

/** Runs of three and more are written with a dash. Source: `indexed_job_utils.go`, orderedIntervals.String. */
export function writeIndexes(indexes: ReadonlySet<number>): string {
  const runs: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`)).join(",");
}

/** Indexes that nobody has completed and nobody works on, lowest first. Source: `indexed_job_utils.go`, firstPendingIndexes. */
export function pendingIndexes({ spec, status }: Job, active: readonly Pod[], count: number): number[] {
  const taken = readIndexes(status.completedIndexes);
  for (const pod of active) taken.add(indexOf(pod));
  const free: number[] = [];
  for (let index = 0; index < (spec.completions ?? 0) && free.length < count; index++) if (!taken.has(index)) free.push(index);
  return free;
}
