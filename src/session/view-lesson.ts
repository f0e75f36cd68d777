import { fold, hang } from "../display/fit.ts";
import { type Line, type Span, span } from "../display/line.ts";
import { graphemes } from "../display/width.ts";
import type { Predict, Quiz, Step } from "../lesson/lesson.ts";
import { typedLines } from "../lesson/story.ts";
import { wrap } from "../lesson/wrap.ts";
import { cursorOf, optionsOf, STANDS } from "./choose.ts";
import { ownWay } from "./exercise.ts";
import { type ExerciseWork, type PredictWork, type Session, stepOf } from "./session.ts";

/** Longer lines are hard to read. */
const WIDEST = 84;
const BLANK: Line = [];

/** The step's text and whatever stands with it: answers to choose from, hints, what came of it. */
export function lessonLines(session: Session, columns: number): Line[] {
  const step = stepOf(session);
  const wide = Math.min(WIDEST, columns);
  const { work } = session;
  if (step.kind === "exercise" && work.kind === "exercise") return exerciseLines(session, step, work, wide);
  if (step.kind === "predict" && work.kind === "predict") return work.stage === "outcome" ? outcomeLines(session, step, work, wide) : [...wrap(step.prose, wide), ...predictLines(session, step, work, wide)];
  if (step.kind === "quiz" && work.kind === "quiz") return quizLines(session, step, wide);
  if (step.kind === "survey" && work.kind === "survey") return [...wrap(step.prose, wide), BLANK, ...surveyLines(session, step, work.marks, wide)];
  if (step.kind === "reflect" && work.kind === "reflect") return [...wrap(step.prose, wide), BLANK, ...strong(step.ask, wide), BLANK, ...written(work.editor.text, work.editor.at, work.writing, wide)];
  return wrap(step.prose, wide);
}

const strong = (text: string, columns: number): Line[] => fold(text, columns).map((l) => l.map((s) => ({ ...s, bold: true })));

/** Numbered answers with the cursor on one of them. */
function optionLines(session: Session, columns: number): Line[] {
  const cursor = cursorOf(session);
  return optionsOf(session).flatMap((text, i) => {
    const on = i === cursor;
    const mark: Line = [span(on ? "▸ " : "  ", "key"), span(`${i + 1} `, on ? "key" : "muted")];
    return hang(mark, fold(text, columns - 4).map((l) => l.map((s): Span => ({ ...s, bold: on }))));
  });
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
    if (c.say === undefined || (i !== work.choice && !fits.includes(i))) return [];
    return hang([fits.includes(i) ? span("✓ ", "good") : span("✗ ", "warn")], [...fold(c.text, columns - 2).map((l) => l.map((s) => ({ ...s, bold: true }))), ...fold(c.say, columns - 2)]);
  });
  return [
    ...strong(step.ask, columns),
    BLANK,
    ...about,
    ...(belief === undefined ? [] : hang([span("  ")], fold(belief.correction, columns - 2, "key"))),
    ...(about.length > 0 ? [BLANK] : []),
    ...wrap(step.after, columns),
    BLANK,
    ...fold(`Your reason was: ${step.reasons[work.reason!]}`, columns, "muted"),
  ];
}

function quizLines(session: Session, step: Quiz, columns: number): Line[] {
  const { work } = session;
  if (work.kind !== "quiz") return [];
  const question = step.questions[work.question]!;
  const pick = work.picks[work.question] ?? null;
  const head: Line[] = [...(work.question === 0 && pick === null ? [...wrap(step.prose, columns), BLANK] : []), [span(`Question ${work.question + 1} of ${step.questions.length}`, "muted")], ...strong(question.ask, columns), BLANK];
  if (pick === null) return [...head, ...optionLines(session, columns)];
  const answers = question.choices.flatMap((c, i) => {
    const yours = i === pick;
    const belief = yours && !c.right && c.belief !== undefined ? session.lesson.beliefs[c.belief]?.correction : undefined;
    const says = [...fold(c.say, columns - 2, yours || c.right ? "plain" : "muted"), ...(belief === undefined ? [] : fold(belief, columns - 2, "key"))];
    const name = fold(`${c.text}${yours ? "  (your answer)" : ""}`, columns - 2).map((l) => l.map((s): Span => ({ ...s, bold: yours || c.right, tone: c.right ? "good" : yours ? "warn" : "muted" })));
    return hang([c.right ? span("✓ ", "good") : span("✗ ", yours ? "warn" : "muted")], [...name, ...says]);
  });
  return [...head, ...answers, ...scoreLines(session, step)];
}

function scoreLines({ work }: Session, step: Quiz): Line[] {
  if (work.kind !== "quiz" || work.question + 1 < step.questions.length) return [];
  const right = step.questions.filter((q, i) => q.choices[work.picks[i] ?? -1]?.right === true).length;
  const all = right === step.questions.length;
  return [BLANK, [span(`${right} of ${step.questions.length} right at the first go.`, "good"), span(all ? "" : " The others come again in a later chapter.", "muted")]];
}

function surveyLines(session: Session, step: Extract<Step, { kind: "survey" }>, marks: readonly number[], columns: number): Line[] {
  const past = marks.flatMap((mark, i) => hang([span("● ", "key")], [...fold(step.statements[i]!.text, columns - 2, "muted"), [span(STANDS[mark]!, "key")]]));
  const now = step.statements[marks.length];
  if (now === undefined) return [...past, BLANK, [span("Kept. ", "good"), span("Enter goes on.", "muted")]];
  return [...past, ...(past.length > 0 ? [BLANK] : []), [span(`Sentence ${marks.length + 1} of ${step.statements.length}`, "muted")], ...strong(now.text, columns), BLANK, ...optionLines(session, columns)];
}

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
