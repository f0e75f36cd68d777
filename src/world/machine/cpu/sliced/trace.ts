/** Who ran on which CPU, when: the last segments, so that lanes can be drawn. */
import type { Nanos } from "../../../../kernel/time.ts";

export interface Segment {
  readonly cpu: number;
  readonly id: number;
  readonly from: Nanos;
  readonly to: Nanos;
}

/** Full chunks never change again, so copies share them. */
export interface Trace {
  chunks: (readonly Segment[])[];
  open: Segment[];
}

const CHUNK = 256;
const CHUNKS = 16;

export const createTrace = (): Trace => ({ chunks: [], open: [] });

export const copyTrace = (trace: Trace): Trace => ({ chunks: trace.chunks.slice(), open: trace.open.slice() });

export function record(trace: Trace, cpu: number, id: number, from: Nanos, to: Nanos): void {
  if (to <= from) return;
  trace.open.push({ cpu, id, from, to });
  if (trace.open.length < CHUNK) return;
  trace.chunks.push(trace.open);
  trace.open = [];
  if (trace.chunks.length > CHUNKS) trace.chunks.shift();
}

/** Segments that ended after `since`, oldest first; neighbours of the same thread are joined. */
export function segmentsOf(trace: Trace, running: readonly Segment[], since: Nanos): Segment[] {
  const joined: Segment[] = [];
  const last = new Map<number, number>();
  for (const chunk of [...trace.chunks, trace.open, running]) {
    for (const segment of chunk) {
      if (segment.to <= since) continue;
      const at = last.get(segment.cpu);
      const before = at === undefined ? undefined : joined[at];
      if (at !== undefined && before && before.id === segment.id && before.to === segment.from) {
        joined[at] = { ...before, to: segment.to };
        continue;
      }
      last.set(segment.cpu, joined.length);
      joined.push(segment);
    }
  }
  return joined;
}
