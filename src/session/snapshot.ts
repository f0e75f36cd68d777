import { restore } from "../kernel/timeline.ts";
import type { Input } from "../kernel/timeline.ts";
import type { CourseIndex, Lesson } from "../lesson/lesson.ts";
import type { WorldTimeline } from "../lesson/theatre.ts";
import type { Command } from "../world/command.ts";
import type { Scenario } from "../world/scenario.ts";
import { world } from "../world/world.ts";
import { beginSession } from "./begin.ts";
import { EMPTY_LINE } from "./editor.ts";
import type { Kept } from "./record.ts";
import { type Session, stepOf, type Terminal, type Work } from "./session.ts";

const VERSION = 1;
const TAIL = 120;

/** A session as it is written down: where one is, and the inputs that made the world what it is. */
interface Saved {
  readonly version: typeof VERSION;
  readonly slug: string;
  readonly step: string;
  readonly kind: Work["kind"];
  readonly at: number;
  readonly from: number;
  readonly seed: number;
  readonly ownSeed: number | null;
  readonly speed: number;
  readonly log: readonly Input<Command>[];
  readonly terminal: Omit<Terminal, "editor" | "scroll">;
  readonly text: string;
  readonly work: Work;
  readonly focus: Session["focus"];
  readonly spent: number;
  readonly fast: boolean;
}

/** The session as text, for the progress store. The world is not in it: scenario, seed and inputs replay it. */
export function snapshot(session: Session): string {
  const { clock, terminal, work, focus, spent, fast } = session;
  const { editor, scroll: _, ...rest } = terminal;
  const cut = Math.max(0, rest.printed.length - TAIL);
  const follow = rest.follow?.edit === undefined ? rest.follow && { ...rest.follow, from: Math.max(0, rest.follow.from - cut) } : undefined;
  const saved: Saved = {
    version: VERSION, slug: session.lesson.slug, step: stepOf(session).id, kind: work.kind, at: clock?.timeline.at ?? 0, from: clock?.from ?? 0,
    seed: clock?.timeline.seed ?? 0, ownSeed: session.seed ?? null, speed: clock?.speed ?? 1, log: clock?.timeline.log ?? [],
    terminal: { ...rest, printed: rest.printed.slice(cut), follow }, text: editor.text, work, focus, spent, fast,
  };
  return JSON.stringify(saved);
}

/** The session that was left: same step, same world. Undefined when lesson or program are no longer those it was made with. */
export function resume(text: string, { course, lesson, kept }: { readonly course: CourseIndex; readonly lesson: Lesson; readonly kept: Kept }): Session | undefined {
  const saved = read(text);
  const place = lesson.steps.findIndex((s) => s.id === saved?.step);
  if (saved === undefined || saved.slug !== lesson.slug || lesson.steps[place]?.kind !== saved.kind) return undefined;
  const scenario = lesson.scenarios[lesson.steps[place]!.start.scenario];
  const timeline = scenario && replayed(scenario, saved);
  if (scenario !== undefined && timeline === undefined) return undefined;
  const { terminal, work, focus, spent, fast, from, speed } = saved;
  const opened = timeline && { timeline, seat: terminal.seat };
  const begun = beginSession({ course, lesson, step: saved.step, kept, seed: saved.ownSeed ?? undefined, opened });
  const clock = begun.clock && { ...begun.clock, from, speed };
  const editor = { ...EMPTY_LINE, text: saved.text, at: saved.text.length };
  return { ...begun, clock, terminal: { ...terminal, follow: terminal.follow, editor, scroll: 0 }, work, focus, spent, fast, notice: undefined };
}

function read(text: string): Saved | undefined {
  try {
    const saved = JSON.parse(text) as Saved;
    return saved.version === VERSION ? saved : undefined;
  } catch {
    return undefined;
  }
}

/** The same inputs at the same instants; a program that has changed may answer one differently, then there is no way back there. */
function replayed(scenario: Scenario, { log, at, seed }: Saved): WorldTimeline | undefined {
  try {
    return restore(world, scenario, seed, log, at);
  } catch {
    return undefined;
  }
}
