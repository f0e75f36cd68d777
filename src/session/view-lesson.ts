import { fold, hang } from "../display/fit.ts";
import { type Line, type Span, span } from "../display/line.ts";
import { graphemes } from "../display/width.ts";
import type { Predict, Reflect, Step, Survey } from "../lesson/lesson.ts";
import { typedLines } from "../lesson/story.ts";
import { wrap } from "../lesson/wrap.ts";
import { noteLines } from "./certificate.ts";
import { STANDS } from "./choose.ts";
import { ownWay } from "./exercise.ts";
import { lastAnswer } from "./record.ts";
import { type ExerciseWork, type PredictWork, type ReflectWork, type Session, stepOf } from "./session.ts";
import { BLANK, optionLines, quizLines, strong } from "./view-quiz.ts";

/** Longer lines are hard to read. */
const WIDEST = 84;

/** The step's text and whatever stands with it: answers to choose from, hints, what came of it. */
export function lessonLines(session: Session, columns: number): Line[] {
  const step = stepOf(session);
  const wide = Math.min(WIDEST, columns);
  const { work } = session;
  if (step.kind === "exercise" && work.kind === "exercise") return exerciseLines(session, step, work, wide);
  if (step.kind === "predict" && work.kind === "predict") return work.stage === "outcome" ? outcomeLines(session, step, work, wide) : [...wrap(step.prose, wide), ...predictLines(session, step, work, wide)];
  if (step.kind === "quiz" && work.kind === "quiz") return quizLines(session, step, wide);
  if (step.kind === "survey" && work.kind === "survey") return [...wrap(step.prose, wide), BLANK, ...surveyLines(session, step, work.marks, wide)];
  if (step.kind === "reflect" && work.kind === "reflect") return reflectLines(session, step, work, wide);
  return [...wrap(step.prose, wide), ...noteLines(session, wide)];
}

/** The learner's sentence; then a model answer, whose parts are ticked off by whoever wrote it. */
function reflectLines(session: Session, step: Reflect, work: ReflectWork, columns: number): Line[] {
  const asked = [...wrap(step.prose, columns), ...noteLines(session, columns), BLANK, ...strong(step.ask, columns), BLANK];
  if (work.ticks === undefined || step.model === undefined) return [...asked, ...written(work.editor.text, work.editor.at, work.writing, columns)];
  const had = work.ticks.filter(Boolean).length;
  return [
    ...strong(step.ask, columns), BLANK,
    ...hang([span("You said  ", "muted")], fold(work.editor.text.trim(), columns - 10)),
    ...hang([span("A model   ", "muted")], fold(step.model.answer, columns - 10, "good")),
    ...seenIn(session, step.model.see ?? [], columns), BLANK,
    ...fold(`Which of these did your sentence have? ${had} of ${work.ticks.length} ticked.`, columns, "muted"), BLANK,
    ...optionLines(session, columns, (i) => (i === work.ticks!.length ? "" : work.ticks![i] === true ? "✓ " : "· ")),
  ];
}

/** The steps that showed what an answer says. */
function seenIn({ course }: Session, steps: readonly string[], columns: number): Line[] {
  const names = steps.map((id) => `${id} ${course.chapters.flatMap((c) => c.steps).find((s) => s.id === id)?.title ?? ""}`.trim());
  return names.length === 0 ? [] : hang([span("Seen in   ", "muted")], fold(names.join(", "), columns - 10, "muted"));
}

function predictLines(session: Session, step: Predict, work: PredictWork, columns: number): Line[] {
  const asked = [BLANK, ...strong(step.ask, columns), BLANK];
  if (work.stage === "choice") return [...asked, ...optionLines(session, columns)];
  const chosen = hang([span("● ", "key")], fold(step.choices[work.choice!]!.text, columns - 2));
  if (work.stage === "reason") return [...asked, ...chosen, BLANK, ...strong("Why do you think so?", columns), BLANK, ...optionLines(session, columns)];
  return [...asked, ...chosen];
}

/** Guess and outcome stand below (task); here is why. */
function outcomeLines(session: Session, step: Predict, work: PredictWork, columns: number): Line[] {
  const fits = work.foretold?.fits ?? [];
  const guess = step.choices[work.choice!]!;
  const right = fits.includes(work.choice!);
  const belief = guess.belief === undefined || right ? undefined : session.lesson.beliefs[guess.belief];
  const about = step.choices.flatMap((c, i) => {
    if ((c.say === undefined && (i !== work.choice || belief === undefined)) || (i !== work.choice && !fits.includes(i))) return [];
    const corrected = i === work.choice && belief !== undefined ? fold(belief.correction, columns - 2, "key") : [];
    return hang([fits.includes(i) ? span("✓ ", "good") : span("✗ ", "warn")], [...fold(c.text, columns - 2).map((l) => l.map((s) => ({ ...s, bold: true }))), ...fold(c.say ?? "", columns - 2), ...corrected]);
  });
  return [
    ...strong(step.ask, columns),
    BLANK,
    ...about,
    ...(about.length > 0 ? [BLANK] : []),
    ...wrap(step.after, columns),
    BLANK,
    ...fold(`Your reason was: ${step.reasons[work.reason!]}`, columns, "muted"),
  ];
}

function surveyLines(session: Session, step: Survey, marks: readonly number[], columns: number): Line[] {
  const now = step.statements[marks.length];
  const past = marks.flatMap((mark, i) => hang([span("● ", "key")], [...fold(step.statements[i]!.text, columns - 2, "muted"), [span(STANDS[mark]!, "key"), ...before(session, step, i)], ...(now === undefined ? corrected(session, step, i, columns - 2) : [])]));
  if (now === undefined) return [...past, BLANK, [span("Kept. ", "good"), span(`${changes(session, step, marks)}Enter goes on.`, "muted")]];
  return [...past, ...(past.length > 0 ? [BLANK] : []), [span(`Sentence ${marks.length + 1} of ${step.statements.length}`, "muted")], ...strong(now.text, columns), BLANK, ...optionLines(session, columns)];
}

/** What was said of the same sentence the first time. */
const onDayOne = ({ answers }: Session, { compare, statements }: Survey, at: number): string | undefined => (compare === undefined ? undefined : lastAnswer(answers, compare, statements[at]!.text)?.choice);

function before(session: Session, step: Survey, at: number): Line {
  if (step.compare === undefined) return [];
  const then = onDayOne(session, step, at);
  return [span(then === undefined ? "  (not asked before)" : `  on day one: ${then}`, "muted")];
}

/** The second time what is so is said, too: the first time nothing had been shown yet. */
const corrected = ({ lesson }: Session, { compare, statements }: Survey, at: number, columns: number): Line[] => (compare === undefined ? [] : fold(lesson.beliefs[statements[at]!.belief]?.correction ?? "", columns));

/** How many sentences are held for true or false now that were not then. */
function changes(session: Session, step: Survey, marks: readonly number[]): string {
  const sides = marks.flatMap((mark, i) => {
    const then = onDayOne(session, step, i);
    return then === undefined ? [] : [sideOf(STANDS[mark]!) !== sideOf(then)];
  });
  return sides.length === 0 ? "" : `On ${sides.filter(Boolean).length} of ${sides.length} you have changed your mind. `;
}

const sideOf = (stand: string): string => stand.slice(0, stand.indexOf(","));

function exerciseLines(session: Session, step: Extract<Step, { kind: "exercise" }>, work: ExerciseWork, columns: number): Line[] {
  const hints = step.hints.slice(0, work.hints).flatMap((h, i) => hang([span(`Hint ${i + 1}  `, "key")], fold(h, columns - 8)));
  const told = work.told && !work.solved ? [BLANK, [span("A solution", "key")] as Line, ...commands(typedLines(step.solutions[0] ?? []), columns)] : [];
  if (!work.solved) return [...wrap(step.prose, columns), ...(hints.length > 0 ? [BLANK, ...hints] : []), ...told];
  const own = ownWay(session);
  const others = step.solutions.map(typedLines).filter((lines) => lines.join("\n") !== own.join("\n"));
  return [
    [{ text: "✓ Solved", tone: "good", bold: true }, span(own.length > 0 ? `  in ${own.length} ${own.length === 1 ? "line" : "lines"}; ${step.par} ${step.par === 1 ? "is" : "are"} enough` : "", "muted")],
    BLANK,
    ...wrap(step.after, columns),
    ...(own.length > 0 ? [BLANK, [span("Your way", "muted")] as Line, ...commands(own.slice(-6), columns)] : []),
    ...(others.length > 0 ? [BLANK, [span(own.length > 0 ? "Another way" : "A way", "muted")] as Line, ...commands(others[0]!, columns)] : []),
  ];
}

const commands = (lines: readonly string[], columns: number): Line[] => lines.flatMap((text) => hang([span("  $ ", "muted")], fold(text, columns - 4)));

/** The learner's own sentence, with the cursor in it. */
function written(text: string, at: number, writing: boolean, columns: number): Line[] {
  const lines: Span[][] = [[span("> ", "key")]];
  let used = 2;
  const put = (sign: string, here: boolean): void => {
    if (used >= columns - 1) {
      lines.push([span("  ")]);
      used = 2;
    }
    lines.at(-1)!.push(here ? { text: sign, tone: "plain", inverse: true } : span(sign));
    used += Math.max(1, sign.length);
  };
  let offset = 0;
  for (const sign of graphemes(text)) {
    put(sign, writing && offset === at);
    offset += sign.length;
  }
  if (writing && at >= text.length) put(" ", true);
  return lines;
}
