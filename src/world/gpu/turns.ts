import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import type { WorldEnv } from "../state.ts";
import { changePart, type Part, type Turn } from "./gpu.ts";
import { SEVENTHS } from "./profile.ts";

/**
 * Compute of a GPU: the processes that have work on a part get its time slice by slice, all the same; threads of one
 * process share its slices. Slices are about 2 ms, here they are endlessly short: with k processes at work each goes at
 * 1/k of the speed, and alone it has all. Source: CUDA, "time-sliced scheduling" of contexts; `nvidia-smi compute-policy
 * --set-timeslice`.
 */

/** Time over which `busy` forgets. */
const MEMORY: Nanos = 5 * SECOND;

/** Work of a thread comes onto a part: its timer is due when it is through. */
export const beginTurn = (machine: Machine, uuid: string, turn: Turn, env: WorldEnv): void => changeTurns(machine, uuid, (turns) => [...turns, turn], env);

/** A thread's work is through, or its process is gone. */
export const endTurns = (machine: Machine, uuid: string, over: (turn: Turn) => boolean, env: WorldEnv): void => changeTurns(machine, uuid, (turns) => turns.filter((turn) => !over(turn)), env);

function changeTurns(machine: Machine, uuid: string, change: (turns: readonly Turn[]) => readonly Turn[], env: WorldEnv): void {
  changePart(machine, uuid, (part) => {
    const now = brought(part, env.now);
    const after = { ...now, turns: change(now.turns) };
    plan(machine, after, env);
    return after;
  });
}

/** How fast a turn goes, compared with a whole GPU that it has alone. */
function speedOf({ sevenths, turns }: Part, turn: Turn): number {
  const processes = new Set(turns.map(({ pid }) => pid)).size;
  const threads = turns.filter(({ pid }) => pid === turn.pid).length;
  return sevenths / SEVENTHS / processes / threads;
}

/** The part as it stands now: what has been done since is done. */
export function brought(part: Part, now: Nanos): Part {
  const passed = now - part.since;
  if (passed <= 0) return part;
  const kept = Math.exp(-passed / MEMORY);
  const turns = part.turns.map((turn) => ({ ...turn, left: Math.max(0, turn.left - passed * speedOf(part, turn)) }));
  return { ...part, turns, since: now, busy: part.busy * kept + (part.turns.length > 0 ? 1 - kept : 0) };
}

/** Who takes turns has changed, so all timers have. */
function plan(machine: Machine, part: Part, env: WorldEnv): void {
  for (const turn of part.turns) {
    const thread = machine.threads.get(turn.tid);
    if (thread === undefined || turn.left === Infinity) continue;
    const delay = Math.ceil(turn.left / speedOf(part, turn));
    thread.state = "sleeping";
    thread.wakeAt = env.now + delay;
    env.after(delay, { type: "wake", machine: machine.path, tid: turn.tid, at: thread.wakeAt });
  }
}
