import { lineText } from "../display/line.ts";
import type { Step, Term } from "./lesson.ts";

/** Which terms of the glossary a step's words name: what `g` explains first. */
export function termsIn(step: Step, terms: readonly Term[]): Term[] {
  const text = textsOf(step).join("\n").toLowerCase();
  return terms.filter((term) => spellings(term.name).some((name) => occurs(text, name)));
}

/** `Cordon / drain` stands for either word, `Namespace, Kubernetes` for the Kubernetes namespace, `cgroup (control group)` for both. */
function spellings(name: string): string[] {
  const [word = "", kind] = name.split(", ");
  const plain = kind === undefined ? name.split(/ \/ |[()]/) : [`${kind} ${word}`];
  return plain.map((part) => part.trim().toLowerCase()).filter((part) => part !== "");
}

/** As whole words, also in the plural. */
function occurs(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (!isWordSign(text[at - 1]) && /^(?:e?s)?(?![\w-])/.test(text.slice(end, end + 3))) return true;
  }
  return false;
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\w-]/.test(sign);

/** Everything that is read in a step. */
function textsOf(step: Step): string[] {
  const prose = [step.title, ...step.prose.map(({ line }) => lineText(line))];
  switch (step.kind) {
    case "predict":
      return [...prose, step.ask, ...step.choices.flatMap((c) => [c.text, c.say ?? ""]), ...step.reasons, ...step.after.map(({ line }) => lineText(line))];
    case "exercise":
      return [...prose, ...step.goals.map((g) => g.text), ...step.hints, ...step.mistakes.map((m) => m.say), ...step.after.map(({ line }) => lineText(line))];
    case "quiz":
      return [...prose, ...step.questions.flatMap((q) => [q.ask, ...q.choices.flatMap((c) => [c.text, c.say])])];
    case "survey":
      return [...prose, step.ask, ...step.statements.map((s) => s.text)];
    case "reflect":
      return [...prose, step.ask, ...(step.model === undefined ? [] : [step.model.answer, ...step.model.parts])];
    default:
      return prose;
  }
}
