import { choose, isChoosing, moveCursor, optionsOf } from "./choose.ts";
import { complete } from "./completion.ts";
import { EMPTY_LINE, written } from "./editor.ts";
import { mayBeTold, nextHint, tell } from "./exercise.ts";
import { reset } from "./begin.ts";
import { runLine, stopFollowing, submit } from "./terminal.ts";
import { offered } from "./script.ts";
import { type Focus, isBlank, isFinished, isTyping, type Session, showsWorld } from "./session.ts";
import { fastTrack, next, previous, proceed, watchOn } from "./steps.ts";
import { faster, nextEvent, runOrPause, stepBack } from "./time.ts";
import { unfollowed } from "./unfollowed.ts";
import { zoomSubjects } from "../lenses/zoom.ts";
import { look } from "./look.ts";
import { LEAVE_CONSOLE } from "../shell/console.ts";

/** A key: its handler, its place in the footer and its line on the help screen come from one row. */
export interface Binding {
  readonly keys: readonly string[];
  /** As it is written on the screen. */
  readonly label: string;
  /** What it does, in a word or two, now; "" keeps it out of the footer. */
  readonly says: (s: Session) => string;
  /** For the help screen. */
  readonly about: string;
  readonly group: "Time" | "Steps" | "Help" | "Terminal" | "Places";
  readonly when: (s: Session) => boolean;
  readonly does: (s: Session, key: string) => Session;
}

/** Single keys act: nothing is being typed. */
const free = (s: Session): boolean => s.overlay === undefined && !isTyping(s);
/** Keys that no command begins with act on an empty line too. */
const open = (s: Session): boolean => free(s) || (s.overlay === undefined && isBlank(s));
/** Before a guess is made the world stands still; where it is not seen it does not move either. */
const timed = (s: Session): boolean => open(s) && showsWorld(s) && optionsOf(s).length === 0;
const inTerminal = (s: Session): boolean => s.overlay === undefined && s.focus === "terminal" && s.clock !== undefined;
/** A command goes on, and nothing else is being typed. */
const following = (s: Session): boolean => open(s) && s.terminal.follow !== undefined;
const exercising = (s: Session): boolean => free(s) && s.work.kind === "exercise";
const courses = (s: Session): boolean => free(s) && !s.sandbox;
const quietly = (): string => "";

const QUIT = "Ctrl-C again leaves Strata. Your place is kept.";

export const bindings: readonly Binding[] = [
  { keys: ["enter"], label: "Enter", says: enterSays, about: "run the line; choose; go on", group: "Steps", when: (s) => s.overlay === undefined, does: enter },
  {
    keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], label: "1-9", says: (s) => (optionsOf(s).length > 0 ? "choose" : ""), about: "choose an answer", group: "Steps",
    when: isChoosing, does: (s, key) => choose(s, Number(key) - 1),
  },
  { keys: ["up", "down"], label: "↑↓", says: (s) => (isChoosing(s) ? "move" : ""), about: "move between answers, scroll, lines typed before", group: "Steps", when: (s) => free(s), does: upDown },
  { keys: ["q"], label: "q", says: () => "stop", about: "stop a command that goes on", group: "Terminal", when: following, does: stopFollowing },
  {
    keys: ["space"], label: "space", says: (s) => (s.clock?.playing === true ? "pause" : "run"), about: "let time pass, or pause it", group: "Time",
    when: timed, does: (s) => (s.work.kind === "watch" && !s.work.done && s.clock?.playing === false ? watchOn(s) : runOrPause(s)),
  },
  { keys: ["h"], label: "h", says: (s) => (s.work.kind === "exercise" && s.work.solved ? "" : "hint"), about: "a hint; the next one opens after your next attempt", group: "Help", when: exercising, does: nextHint },
  { keys: ["s"], label: "s", says: (s) => (mayBeTold(s) && !isFinished(s) ? "solution" : ""), about: "the solution, after the last hint or three attempts", group: "Help", when: exercising, does: tell },
  { keys: ["tab"], label: "Tab", says: tabSays, about: "to the next pane; completes a word that is being typed", group: "Places", when: (s) => s.overlay === undefined, does: tab },
  { keys: ["shift-tab"], label: "Shift-Tab", says: quietly, about: "to the pane before", group: "Places", when: (s) => s.overlay === undefined, does: (s) => cycle(s, -1) },
  { keys: ["escape"], label: "Esc", says: (s) => (s.work.kind === "exercise" && !s.work.solved ? "hints and keys" : "keys"), about: "leave the terminal: letters are keys again", group: "Places", when: (s) => isTyping(s) && s.terminal.editor.search === undefined, does: leaveTyping },
  { keys: ["ctrl-]"], label: "Ctrl-]", says: (s) => (s.terminal.seat.outer.length > 0 ? "leave console" : ""), about: "leave a virtual machine's console", group: "Terminal", when: (s) => inTerminal(s) && s.terminal.seat.outer.length > 0, does: leaveConsole },
  { keys: ["."], label: ".", says: () => "next event", about: "on to the next thing that happens", group: "Time", when: timed, does: nextEvent },
  { keys: [","], label: ",", says: () => "back", about: "back by an event, a second at most; what was typed after it is undone", group: "Time", when: timed, does: stepBack },
  { keys: ["]"], label: "[ ]", says: () => "speed", about: "] faster, up to 64 simulated seconds a second; [ slower, down to a quarter", group: "Time", when: timed, does: (s) => faster(s, 1) },
  { keys: ["["], label: "[", says: quietly, about: "", group: "Time", when: timed, does: (s) => faster(s, -1) },
  { keys: ["z"], label: "z", says: (s) => (s.zoom === undefined ? "" : "zoom out"), about: "zoom out from a workload, ring by ring: program, cgroup, node, VM, host; after the last one all panels again", group: "Places", when: (s) => free(s) && subjects(s) > 0, does: zoomOut },
  { keys: ["Z"], label: "Z", says: (s) => (s.zoom === undefined || subjects(s) < 2 ? "" : "next"), about: "zoom: the next workload", group: "Places", when: (s) => free(s) && s.zoom !== undefined, does: (s) => ({ ...s, zoom: { ...s.zoom!, subject: (s.zoom!.subject + 1) % subjects(s) } }) },
  { keys: ["x"], label: "x", says: (s) => (showsWorld(s) ? "break something" : ""), about: "what can be broken here", group: "Time", when: (s) => free(s) && faults(s) > 0, does: (s) => ({ ...s, overlay: { kind: "faults", cursor: 0 } }) },
  { keys: ["r"], label: "r", says: (s) => (showsWorld(s) ? "reset" : ""), about: "this step from its beginning, always the same", group: "Time", when: free, does: (s) => ({ ...reset(s), notice: "The step begins again. Your lines are still in the history: ↑." }) },
  { keys: ["n"], label: "n", says: (s) => (isFinished(s) ? "" : "next"), about: "next step", group: "Steps", when: courses, does: next },
  { keys: ["b"], label: "b", says: (s) => (s.place > 0 ? "step back" : ""), about: "the step before", group: "Steps", when: courses, does: previous },
  { keys: ["g"], label: "g", says: () => "terms", about: "what the words mean: those of this step first", group: "Help", when: courses, does: (s) => ({ ...s, overlay: { kind: "glossary", cursor: 0 } }) },
  { keys: ["q"], label: "q", says: () => "chapters", about: "to the list of chapters; your place is kept", group: "Places", when: free, does: (s) => ({ ...s, leaving: { to: "home" } }) },
  { keys: ["f"], label: "f", says: quietly, about: "fast track: the chapter's hardest exercise; solved, the chapter is done", group: "Steps", when: courses, does: fastTrack },
  { keys: ["P"], label: "P", says: quietly, about: "the facilitator's side: notes, timer, solution, jump list", group: "Places", when: courses, does: (s) => ({ ...s, overlay: { kind: "presenter", cursor: s.place, moved: false } }) },
  { keys: ["?"], label: "?", says: () => "all keys", about: "this list", group: "Help", when: open, does: (s) => ({ ...s, overlay: { kind: "help", scroll: 0 } }) },
  { keys: ["pageup", "pagedown"], label: "PgUp PgDn", says: quietly, about: "scroll the text or the terminal", group: "Places", when: (s) => s.overlay === undefined, does: page },
  { keys: ["ctrl-c"], label: "Ctrl-C", says: quietly, about: "stop a command, clear the line; twice leaves Strata", group: "Terminal", when: () => true, does: interrupt },
  { keys: ["ctrl-l"], label: "Ctrl-L", says: quietly, about: "clear the terminal; paint the whole screen anew", group: "Terminal", when: () => true, does: (s) => (inTerminal(s) ? { ...s, terminal: { ...s.terminal, printed: [], scroll: 0, follow: s.terminal.follow && { ...s.terminal.follow, from: 0 } } } : s) },
  { keys: ["ctrl-d"], label: "Ctrl-D", says: quietly, about: "leave a virtual machine's console, on an empty line", group: "Terminal", when: (s) => inTerminal(s) && isBlank(s) && s.terminal.seat.outer.length > 0, does: leaveConsole },
];

/** Keys of the line editor, for the help screen. */
export const lineKeys: readonly (readonly [string, string])[] = [
  ["↑ ↓", "lines typed before"],
  ["Ctrl-R", "search them"],
  ["Ctrl-A, Ctrl-E", "to the beginning, to the end of the line"],
  ["Alt-B, Alt-F", "a word back, a word on"],
  ["Ctrl-W, Ctrl-U, Ctrl-K", "delete a word, to the beginning, to the end"],
  ["Ctrl-Y", "put back what was deleted"],
];

const subjects = (s: Session): number => (s.clock === undefined ? 0 : zoomSubjects(look(s.clock.timeline)).length);

/** The next ring outward; from the last one back to all panels. */
function zoomOut(s: Session): Session {
  if (s.zoom === undefined) return { ...s, looking: "world", zoom: { subject: 0, ring: 0 } };
  const rings = zoomSubjects(look(s.clock!.timeline))[s.zoom.subject]?.rings().length ?? 0;
  return { ...s, looking: "world", zoom: s.zoom.ring + 1 < rings ? { ...s.zoom, ring: s.zoom.ring + 1 } : undefined };
}

const faults = (s: Session): number => s.clock?.timeline.scenario.faults.length ?? 0;

function enterSays(s: Session): string {
  if (isTyping(s) && s.focus === "terminal" && s.terminal.editor.text !== "") return "run";
  if (optionsOf(s).length > 0) return "choose";
  if (offered(s) !== undefined) return "runs it";
  const { work } = s;
  if (work.kind === "watch" && !work.done) return s.clock?.playing === true ? "" : "play";
  if (work.kind === "predict" && work.stage === "running") return "skip to the outcome";
  if (work.kind === "exercise" && !work.solved) return s.focus === "terminal" ? "" : "type";
  if (work.kind === "reflect") return "keep it and go on";
  return s.sandbox ? "" : "go on";
}

/** What somebody may type at the prompt who means a key. */
const WORDS: Readonly<Record<string, string>> = { hint: "h", hints: "h", solution: "s", next: "n", back: "b", reset: "r", quit: "q", chapters: "q", keys: "?" };

/** Somebody followed "h shows a hint" while the prompt was waiting for a command, or wrote the word for it. */
function keyMeant(typed: string): string | undefined {
  if (/^strata\b/.test(typed)) return "q";
  return /^[a-zA-Z]$/.test(typed) && bindings.some((b) => b.keys.includes(typed)) ? typed : WORDS[typed];
}

function enter(s: Session): Session {
  if (!isTyping(s) || s.focus !== "terminal") return proceed(s);
  const typed = s.terminal.editor.text.trim();
  const key = keyMeant(typed);
  if (key !== undefined) return { ...s, terminal: { ...s.terminal, editor: { ...s.terminal.editor, text: "", at: 0 } }, notice: key === typed ? `${typed} is a key, not a command: Esc first, then ${typed}.` : `${typed.split(" ")[0]} is no command in here: Esc first, then the key ${key}.` };
  if (typed !== "") return submit(s);
  if (offered(s) !== undefined) return { ...watchOn(s), focus: s.focus };
  if (following(s)) return { ...s, notice: "A command is still going on: q stops it." };
  return s.work.kind === "exercise" && !s.work.solved ? s : proceed(s);
}

function upDown(s: Session, key: string): Session {
  const by = key === "up" ? -1 : 1;
  return isChoosing(s) ? moveCursor(s, by) : { ...s, looking: "lesson", scroll: scrolled(s, by) };
}

/** The view knows how far the text reaches; beyond that is no farther. */
const scrolled = (s: Session, by: number): number => Math.max(0, (s.scroll === Infinity ? 10_000 : s.scroll) + by);

function page(s: Session, key: string): Session {
  const by = key === "pageup" ? -1 : 1;
  const rows = Math.max(3, Math.floor(s.size.rows / 3));
  if (s.focus === "terminal") return { ...s, terminal: { ...s.terminal, scroll: Math.max(0, Math.min(s.terminal.printed.length, s.terminal.scroll - by * rows)) } };
  return { ...s, looking: "lesson", scroll: scrolled(s, by * rows) };
}

const PANES: readonly Focus[] = ["lesson", "terminal", "world"];

function cycle(s: Session, by: 1 | -1): Session {
  if (s.clock === undefined) return { ...s, notice: "This step has no world: there is only the text." };
  const focus = PANES[(PANES.indexOf(s.focus) + by + PANES.length) % PANES.length]!;
  return { ...s, focus, looking: focus === "terminal" ? s.looking : focus };
}

function tab(s: Session): Session {
  return isTyping(s) && s.focus === "terminal" && s.terminal.editor.text !== "" ? complete(s) : cycle(s, 1);
}

function tabSays(s: Session): string {
  if (s.clock === undefined) return "";
  if (isTyping(s) && s.focus === "terminal" && s.terminal.editor.text !== "") return "complete";
  return s.focus === "lesson" ? "terminal" : s.focus === "terminal" ? "world" : "text";
}

function leaveTyping(s: Session): Session {
  if (s.work.kind === "reflect" && s.focus === "lesson") return { ...s, work: { ...s.work, writing: false } };
  return { ...s, focus: "lesson", looking: "lesson" };
}

function interrupt(s: Session): Session {
  if (s.overlay !== undefined) return { ...s, overlay: undefined };
  if (s.terminal.follow !== undefined) return stopFollowing(s);
  const { editor } = s.terminal;
  if (isTyping(s) && s.focus === "terminal" && editor.text !== "") return { ...s, terminal: { ...s.terminal, editor: { ...EMPTY_LINE, killed: editor.killed } } };
  if (s.work.kind === "reflect" && s.work.writing && s.work.editor.text !== "") return { ...s, work: { ...s.work, editor: written(s.work.editor, "") } };
  return s.notice === QUIT ? { ...s, leaving: { to: "out" } } : { ...s, notice: QUIT };
}

function leaveConsole(s: Session): Session {
  return runLine({ ...s, terminal: unfollowed(s) }, LEAVE_CONSOLE, false);
}

const SEARCHING = [["Enter", "take this line"], ["Ctrl-R", "an older one"], ["Esc", "back"]] as const;

/** The keys that matter now, most needed first. */
export function footerOf(s: Session): readonly (readonly [string, string])[] {
  if (s.focus === "terminal" && s.terminal.editor.search !== undefined) return SEARCHING;
  return bindings.filter((b) => b.when(s)).flatMap((b) => (b.says(s) === "" ? [] : [[b.label, b.says(s)] as const]));
}

