import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { submit } from "../machine/block.ts";
import { fillCache } from "../machine/memory-charge.ts";
import { usedBytes } from "../machine/memory.ts";
import { touchMemory } from "../machine/paging.ts";
import type { Program } from "../scenario.ts";
import { compute, sleepFor, type Behaviour, type Doing } from "./program.ts";

const TICK = 100 * MILLISECOND;
/** What looking through memory costs: 10 GB a second. */
const NANOS_PER_BYTE = 0.1;

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "cache" }>;
const piece = (doing: Doing): number => Math.round(spec(doing).bytesPerSecond * (TICK / SECOND));

/** Reads files until the page cache holds them, then goes over all its machine has in memory, again and again. `held`: bytes gone over. */
export const cache: Behaviour = {
  start: (doing) => sleepFor(doing, TICK),

  woken(doing) {
    if (doing.thread.held < spec(doing).bytes) return readFile(doing);
    const { world, machine, process, thread, env } = doing;
    const touched = touchMemory(world, machine, process, thread, piece(doing), env, leftOfPass(doing));
    thread.held += piece(doing);
    if (touched === "waits") thread.state = "paging";
    else if (touched === "goes on") compute(doing, piece(doing) * NANOS_PER_BYTE);
  },

  read(doing) {
    const { world, machine, process, thread, env } = doing;
    if (thread.inFlight > 0) return;
    if (thread.state === "reading") {
      thread.held += piece(doing);
      fillCache(world, machine, piece(doing), process, env);
      if (!machine.up || !machine.processes.has(process.pid)) return;
    }
    compute(doing, piece(doing) * NANOS_PER_BYTE);
  },

  computed: (doing) => sleepFor(doing, TICK - (doing.env.now % TICK)),
};

/** What of the memory it has not come to yet in this pass. */
function leftOfPass(doing: Doing): number {
  const all = usedBytes(doing.machine.memory);
  return all - ((doing.thread.held - spec(doing).bytes) % all);
}

function readFile(doing: Doing): void {
  const { world, machine, thread, env } = doing;
  thread.state = "reading";
  thread.inFlight++;
  submit(world, machine, { op: "read", bytes: piece(doing), tid: thread.tid, purpose: "file" }, env);
}
