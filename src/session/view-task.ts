import { ends, fold, hang, lineWidth } from "../display/fit.ts";
import { type Line, span } from "../display/line.ts";
import { toSeconds } from "../kernel/time.ts";
import type { Verdict } from "../lesson/judge.ts";
import { shown } from "../lesson/comparison.ts";
import { isTyping, type PredictWork, type Session, stepOf } from "./session.ts";
import { scriptOf } from "./script.ts";

export const taskTitle = (session: Session): string => (session.work.kind === "predict" ? "Your guess" : session.work.kind === "exercise" && session.work.solved ? "Goals: all met" : "Goals");

/** What is to be reached and how far it is; what was guessed and what came of it. */
export function taskLines(session: Session, columns: number): Line[] {
  const { work } = session;
  if (work.kind === "exercise") return goalLines(session, columns);
  if (work.kind === "predict" && (work.stage === "running" || work.stage === "outcome")) return guessLines(session, work, columns);
  return [];
}

function goalLines(session: Session, columns: number): Line[] {
  const { work } = session;
  if (work.kind !== "exercise") return [];
  const goals = (work.judgement?.verdicts ?? []).flatMap((v) => goalLine(v, columns));
  if (work.solved) return [...goals, solvedLine(session)];
  return work.mistake === undefined ? goals : [...goals, ...hang([span("! ", "warn")], fold(work.mistake, columns - 2, "warn"))];
}

const solvedLine = (session: Session): Line => [{ text: "Solved. ", tone: "good", bold: true }, span(isTyping(session) ? "Esc, then Enter goes on." : "Enter goes on.", "plain")];

function goalLine(verdict: Verdict, columns: number): Line[] {
  const { met, brokenAt, goal, since } = verdict;
  const mark = met ? span("✓ ", "good") : brokenAt !== undefined ? span("✗ ", "bad") : since !== undefined ? span("◐ ", "warn") : span("○ ", "muted");
  const reading: Line = [span(saidOf(verdict), met ? "good" : brokenAt === undefined ? "plain" : "bad"), ...held(verdict)];
  const text = goal.text;
  if (lineWidth([mark, span(text), span("  "), ...reading]) <= columns) return [ends([mark, span(text)], reading, columns)];
  return [...hang([mark], fold(text, columns - 2)), ends([span("  ")], reading, columns)];
}

/** What was read; what is wanted is only told while it is missing. */
const saidOf = ({ met, since, say }: Verdict): string => (met || since !== undefined ? say.replace(/, wanted [^;]*/, "").replace(/; held .*/, "") : say);

/** How long it has been so, of how long it has to be. */
function held({ goal, met, since, say }: Verdict): Line {
  if (goal.hold === undefined || met || since === undefined) return [];
  const wanted = toSeconds(goal.hold);
  const seconds = Number(/held (\d+)/.exec(say)?.[1] ?? 0);
  const cells = Math.min(10, Math.round((seconds / wanted) * 10));
  return [span("  "), span("█".repeat(cells), "good"), span("·".repeat(10 - cells), "muted"), span(` ${seconds} of ${wanted} s`)];
}

function guessLines(session: Session, work: PredictWork, columns: number): Line[] {
  const step = stepOf(session);
  if (step.kind !== "predict") return [];
  const said = fold(step.choices[work.choice!]!.text, columns - 16);
  if (work.stage === "running") return [...hang([span("You said      ", "muted")], said), [span("What happens  ", "muted"), span(progress(session), "warn")]];
  const mark = work.foretold!.fits.includes(work.choice!) ? span("✓ ", "good") : span("✗ ", "warn");
  return [...hang([span("You said      ", "muted"), mark], said), outcomeLine(work, step.choices)];
}

function outcomeLine({ foretold }: PredictWork, choices: readonly { readonly text: string }[]): Line {
  const fitting = foretold!.fits.map((i) => choices[i]!.text)[0];
  const reading = foretold!.seen.ok ? shown(foretold!.seen.value, undefined) : foretold!.seen.why;
  return [span("It was        ", "muted"), span("✓ ", "good"), { text: fitting ?? reading, tone: "good", bold: true }];
}

/** How much of the story is still to come. */
function progress(session: Session): string {
  const script = scriptOf(session);
  const now = session.clock?.timeline.at ?? 0;
  const left = script?.until === undefined ? 0 : toSeconds(script.until - now);
  return left > 0 ? `see for yourself, ${Math.ceil(left)} s to go` : "see for yourself";
}
