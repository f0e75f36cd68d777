import { SECOND } from "../../kernel/time.ts";
import { submit } from "../machine/block.ts";
import { standsStill } from "../machine/process.ts";
import { touchMemory } from "../machine/paging.ts";
import type { Program } from "../scenario.ts";
import { sleepFor, type Behaviour, type Doing } from "./program.ts";

const spec = ({ app }: Doing) => app.spec.program as Extract<Program, { kind: "disk" }>;

/** What it looks at in its own memory for every byte it reads from disk, as a database does. */
const USED_PER_BYTE_READ = 64;

/**
 * Keeps requests in flight on the machine's disk, past the page cache (O_DIRECT), as fast as the disk takes them or at
 * its own pace. `held`: when its pace allows the next one.
 */
export const disk: Behaviour = {
  start: refill,
  read(doing) {
    const { world, machine, process, thread, env } = doing;
    const { op, bytes } = spec(doing);
    if (thread.state === "paging" || op === "write") return refill(doing);
    const touched = touchMemory(world, machine, process, thread, bytes * USED_PER_BYTE_READ, env);
    if (touched === "waits") thread.state = "paging";
    else if (touched === "goes on") refill(doing);
  },
  woken: refill,
  continued: refill,
};

function refill(doing: Doing): void {
  const { world, machine, process, thread, env } = doing;
  const { op, bytes, depth, bytesPerSecond } = spec(doing);
  thread.state = "reading";
  while (thread.inFlight < depth && !standsStill(process) && !machine.paused) {
    if (thread.held > env.now) return pace(doing);
    thread.held = Math.max(thread.held, env.now - SECOND / 10) + Math.ceil((bytes / bytesPerSecond) * SECOND);
    thread.inFlight++;
    doing.app.diskBytes += bytes;
    submit(world, machine, { op, bytes, tid: thread.tid, purpose: "file" }, env);
  }
}

function pace(doing: Doing): void {
  const { thread, env } = doing;
  if (thread.wakeAt < env.now) sleepFor(doing, thread.held - env.now);
  if (thread.inFlight > 0) thread.state = "reading";
}
