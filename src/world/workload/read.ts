import { submit } from "../machine/block.ts";
import { fillCache } from "../machine/memory-charge.ts";
import { cachedOf, rememberFile } from "../machine/page-cache.ts";
import type { Program } from "../scenario.ts";
import { compute, type Behaviour, type Doing } from "./program.ts";

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "read" }>;

/** What the kernel reads ahead, at most. */
const PIECE = 2 * 2 ** 20;
/** Copying what is in the page cache: 20 GB a second. */
const NANOS_PER_BYTE = 0.05;

/**
 * read(2) through the page cache. A pass over a file finds nothing of a file that is only partly cached: what it will need
 * has been dropped, oldest first, by the time it comes there; a file that is cached as a whole is only copied. `held`: bytes read.
 */
export const read: Behaviour = {
  start: next,
  computed: next,
  read(doing) {
    const { world, machine, process, thread, env } = doing;
    if (thread.inFlight > 0) return;
    const { file, bytes } = spec(doing);
    const before = machine.memory.cacheBytes;
    const piece = pieceOf(doing);
    fillCache(world, machine, piece, process, env);
    if (!machine.up || machine.processes.get(process.pid) !== process) return;
    if (cachedOf(machine, file) < bytes) rememberFile(machine, file, process.group, Math.max(0, Math.min(piece, Math.max(machine.memory.cacheBytes - before, keeps(doing, piece)))));
    thread.held += piece;
    compute(doing, piece * NANOS_PER_BYTE);
  },
};

const pieceOf = (doing: Doing): number => Math.min(PIECE, spec(doing).bytes - (doing.thread.held % spec(doing).bytes));

/** Of a piece that took the place of older ones: what the group holds and no file of its accounts for. */
function keeps({ machine, process }: Doing, piece: number): number {
  const own = machine.groups.get(process.group)?.ownFileBytes ?? 0;
  const named = machine.memory.files.reduce((sum, file) => sum + (file.group === process.group ? file.bytes : 0), 0);
  return Math.min(piece, Math.max(0, own - named));
}

function next(doing: Doing): void {
  const { world, machine, thread, env } = doing;
  const { file, bytes, passes } = spec(doing);
  if (thread.held >= bytes * passes) {
    thread.state = "idle";
    return;
  }
  if (cachedOf(machine, file) >= bytes) {
    thread.held += pieceOf(doing);
    return compute(doing, PIECE * NANOS_PER_BYTE);
  }
  thread.state = "reading";
  thread.inFlight++;
  submit(world, machine, { op: "read", bytes: pieceOf(doing), tid: thread.tid, purpose: "file" }, env);
}
