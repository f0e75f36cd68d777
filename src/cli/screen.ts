import { setFlagsFromString } from "node:v8";
import type { Kept } from "../session/record.ts";
import type { Scenario } from "../world/scenario.ts";
import type { TuiOptions } from "../tui/options.ts";
import { Complaint } from "./complaint.ts";
import type { Shelf } from "./course.ts";
import type { Outside } from "./outside.ts";
import { learnerProgress } from "./progress.ts";
import { scenariosOf } from "./scenarios.ts";

/** What a command decides about the screen that it opens. */
export type Opening = Pick<TuiOptions, "open" | "sandbox" | "seed" | "present">;

/** Opens the full screen on a course and stays until the learner leaves. Answers the exit code. */
export async function openScreen(shelf: Shelf, opening: Opening, outside: Outside): Promise<number> {
  needTerminal(outside);
  setTimeout(growLess, FIRST_SCREEN_MS).unref();
  setTimeout(collectEarlier, 1_000).unref();
  const [{ play }, store] = await Promise.all([import("../tui/play.tsx"), learnerProgress(outside)]);
  try {
    return await play({
      ...opening,
      course: shelf.index,
      lesson: shelf.lesson,
      scenarios: (): Scenario[] => Object.values(scenariosOf(shelf)),
      store: {
        kept: (): Kept => store.kept(shelf.name),
        keep: (changes) => store.keep(shelf.name, changes),
        notice: () => store.notice,
      },
    });
  } finally {
    store.close();
  }
}

/** The first screen is there, and nothing is to slow it before. */
const FIRST_SCREEN_MS = 400;

/** What has just been made is looked through often, in little room: V8 would take 30 MB for it in the first seconds. */
const growLess = (): void => setFlagsFromString("--semi-space-growth-factor=1");

/** Every frame leaves a little to be collected. Left alone, V8 lets 70 MB of that gather; the start itself is not to be slowed. */
const collectEarlier = (): void => setFlagsFromString("--optimize-for-size");

const INSTEAD = "strata list, strata run FILE and strata check work without one.";

function needTerminal({ terminal, env }: Outside): void {
  if (!terminal.output) throw new Complaint(`Strata is played full-screen, and its output is not a terminal: ${INSTEAD}`);
  if (!terminal.input) throw new Complaint(`Strata is played by keyboard, and its input is not a terminal: ${INSTEAD}`);
  if (env.TERM === "dumb") throw new Complaint(`Strata is played full-screen, and TERM=dumb says that this terminal cannot move its cursor: ${INSTEAD}`);
}

/** A seed as typed. */
export function readSeed(text: string | undefined): { seed?: number } {
  if (text === undefined) return {};
  if (!/^\d{1,15}$/.test(text)) throw new Complaint(`A seed is a whole number from 0 up, "${text}" is not: --seed 7`, 2);
  return { seed: Number(text) };
}
