import type { Nanos } from "../../../kernel/time.ts";
import { expand, text, type Surroundings } from "./expand.ts";
import { readScript, type List, type Step } from "./read.ts";

/** What a command of a script came to: what it printed, its status, and how long it took. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly status: number;
  readonly sleeps?: Nanos;
}

/** Runs one command of a script: its words are text already. */
export type Tool = (words: readonly string[]) => Outcome;

/** What a script does to its container. */
export interface Ground {
  readonly tool: Tool;
  readonly env: (name: string) => string;
  print(lines: readonly string[]): void;
  write(file: string, lines: readonly string[], append: boolean): string | undefined;
}

/** Where a script has come to: lists inside lists, innermost last. Plain data, replaced and never changed. */
export interface ScriptState {
  readonly frames: readonly Frame[];
  readonly variables: Readonly<Record<string, string>>;
  readonly status: number;
}

interface Frame {
  readonly list: List;
  readonly at: number;
  /** The loop or choice that it is a part of. */
  readonly part: { readonly of: "script" | "branch" } | { readonly of: "test" | "body"; readonly step: Extract<Step, { is: "loop" }> } | { readonly of: "each"; readonly step: Extract<Step, { is: "for" }>; readonly left: readonly string[] } | { readonly of: "if"; readonly step: Extract<Step, { is: "if" }> };
}

export const beginning = (list: List): ScriptState => ({ frames: [{ list, at: 0, part: { of: "script" } }], variables: {}, status: 0 });

/** `exit N`, or the end of the script. */
export type Ran = { readonly state: ScriptState; readonly sleeps: Nanos } | { readonly exit: number };

/** As many commands as a shell runs at once before somebody has to look again. */
const AT_ONCE = 200;
const PAUSE: Nanos = 1e9;

/** Runs it until it sleeps or ends. */
export function runOn(state: ScriptState, ground: Ground): Ran {
  let now = state;
  for (let count = 0; count < AT_ONCE; count++) {
    const frame = now.frames.at(-1);
    if (frame === undefined) return { exit: now.status };
    const item = frame.list[frame.at];
    if (item === undefined) {
      now = finished(now, frame);
      continue;
    }
    now = { ...now, frames: [...now.frames.slice(0, -1), { ...frame, at: frame.at + 1 }] };
    if ((item.when === "&&" && now.status !== 0) || (item.when === "||" && now.status === 0)) continue;
    const after = taken(now, item.step, ground);
    if ("exit" in after || after.sleeps > 0) return after;
    now = after.state;
  }
  return { state: now, sleeps: PAUSE };
}

/** A list has come to its end: its loop begins again, or what stands behind it follows. */
function finished(state: ScriptState, { part }: Frame): ScriptState {
  const outer = { ...state, frames: state.frames.slice(0, -1) };
  if (part.of === "test") return (state.status === 0) === part.step.until ? { ...outer, status: 0 } : into(outer, part.step.body, { of: "body", step: part.step });
  if (part.of === "body") return into(outer, part.step.test, { of: "test", step: part.step });
  if (part.of === "each") return each(outer, part.step, part.left);
  if (part.of === "if") return into(outer, state.status === 0 ? part.step.then : part.step.otherwise, { of: "branch" });
  return outer;
}

const into = (state: ScriptState, list: List, part: Frame["part"]): ScriptState => ({ ...state, frames: [...state.frames, { list, at: 0, part }] });

function each(state: ScriptState, step: Extract<Step, { is: "for" }>, [value, ...left]: readonly string[]): ScriptState {
  if (value === undefined) return state;
  return into({ ...state, variables: { ...state.variables, [step.name]: value } }, step.body, { of: "each", step, left });
}

function taken(state: ScriptState, step: Step, ground: Ground): Ran {
  const around = surroundings(state, ground);
  if (step.is === "loop") return { state: into(state, step.test, { of: "test", step }), sleeps: 0 };
  if (step.is === "if") return { state: into(state, step.test, { of: "if", step }), sleeps: 0 };
  if (step.is === "for") return { state: each(state, step, step.words.flatMap((word) => expand(word, around))), sleeps: 0 };
  return command(state, step, around, ground);
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

function command(state: ScriptState, { words, into: file }: Extract<Step, { is: "run" }>, around: Surroundings, ground: Ground): Ran {
  const set = words.filter((word, place) => ASSIGNMENT.test(word) && words.slice(0, place).every((one) => ASSIGNMENT.test(one) || one === "export"));
  const variables = set.reduce((all, word) => ({ ...all, [ASSIGNMENT.exec(word)![1]!]: text(ASSIGNMENT.exec(word)![2]!, around) }), state.variables);
  const rest = words.filter((word) => !set.includes(word)).flatMap((word) => expand(word, around));
  const [name, ...args] = rest[0] === "exec" ? rest.slice(1) : rest;
  if (name === undefined || name === "export") return { state: { ...state, variables, status: 0 }, sleeps: 0 };
  if (name === "exit") return { exit: Number(args[0] ?? state.status) % 256 || 0 };
  if (name === "break" || name === "continue") return { state: leave(state, name), sleeps: 0 };
  const { lines, status, sleeps = 0 } = ground.tool([name, ...args]);
  const refused = file === undefined ? void ground.print(lines) : ground.write(expand(file.file, around).join(" "), lines, file.append);
  if (refused !== undefined) ground.print([refused]);
  const after = { ...state, variables, status: refused === undefined ? status : 1 };
  if (rest[0] !== "exec") return { state: after, sleeps };
  return sleeps > 0 ? { state: { ...after, frames: [] }, sleeps } : { exit: after.status };
}

/** Out of the innermost loop, or back to its head. */
function leave(state: ScriptState, how: "break" | "continue"): ScriptState {
  const at = state.frames.findLastIndex(({ part }) => part.of === "body" || part.of === "each");
  if (at < 0) return state;
  const inner = state.frames[at]!;
  return { ...state, status: 0, frames: [...state.frames.slice(0, at), ...(how === "continue" ? [{ ...inner, at: inner.list.length }] : [])] };
}

/** What `$(…)` prints: one command, or a list of them that does not wait. */
const surroundings = (state: ScriptState, ground: Ground): Surroundings => ({
  variable: (name) => (name === "?" ? String(state.status) : name === "$" ? "1" : (state.variables[name] ?? ground.env(name))),
  printed(script) {
    const read = readScript(script);
    const lines: string[] = [];
    if ("list" in read) runOn({ ...beginning(read.list), variables: state.variables }, { ...ground, print: (more) => void lines.push(...more) });
    return lines.join("\n");
  },
});

/** Whether a list goes round and round without a pause: then it takes all the CPU it can get. */
export const neverRests = (list: List): boolean => list.some(({ step }) => step.is === "loop" && goesOnForEver(step) && !rests(step.body));

const goesOnForEver = ({ test, until }: Extract<Step, { is: "loop" }>): boolean => test.length === 1 && test[0]!.step.is === "run" && (until ? ["false"] : ["true", ":"]).includes(test[0]!.step.words[0] ?? "");

const RESTING: readonly string[] = ["sleep", "exit", "break", "wget", "curl", "nc", "ping", "nslookup"];

const rests = (list: List): boolean => list.some(({ step }) => {
  if (step.is === "run") return RESTING.includes(step.words[0] ?? "");
  return step.is === "if" ? rests(step.then) || rests(step.otherwise) : rests(step.body) || (step.is === "loop" && rests(step.test));
});
