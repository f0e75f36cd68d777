import { expect, test } from "vitest";
import { toSeconds } from "../../src/kernel/time.ts";
import { recordOf } from "../../src/session/record.ts";
import { stepOf } from "../../src/session/session.ts";
import { at, does, screenText, terminalText } from "./course.ts";

const now = (s: ReturnType<typeof at>): number => toSeconds(s.clock!.timeline.at);

test("a newcomer gets from the first step to the end with Enter, answers and one command", () => {
  let s = at("1.1");
  s = does(s, "<enter>");
  expect(stepOf(s).kind).toBe("watch");
  expect(screenText(s)).toContain("nproc   Enter runs it");
  s = does(s, "<enter>", "~3.5s");
  expect(terminalText(s)).toEqual(["root@atlas:~# nproc", "2", "x start batch  (six workers start, each wants a whole CPU)"]);
  expect(s.clock!.playing).toBe(false);
  s = does(s, "<enter>", "~3s");
  expect(s.work).toMatchObject({ kind: "watch", done: true });
  s = does(s, "<enter>", "2", "2", "<enter>");
  expect(s.work).toMatchObject({ kind: "predict", stage: "outcome", choice: 1, foretold: { fits: [1] } });
  expect(screenText(s)).toContain("You said      ✓ its turn among seven");
  s = does(s, "<enter>", "renice -n 19 -p $(pgrep batch)", "<enter>", "~9s");
  expect(s.work).toMatchObject({ kind: "exercise", solved: true });
  expect(screenText(s)).toContain("Solved. Enter goes on.");
  s = does(s, "<enter>", "1", "<enter>");
  expect(stepOf(s).kind).toBe("reflect");
  s = does(s, "all take turns", "<enter>");
  expect(s.reflections).toEqual([{ step: "1.6", text: "all take turns" }]);
  expect(s.overlay).toEqual({ kind: "end" });
  expect(screenText(s)).toContain("✓ Chapter 1 is done, all 6 steps of it.");
  expect(does(s, "<enter>").leaving).toEqual({ to: "home" });
});

test("the world stands still until guess and reason are given", () => {
  const s = does(at("1.3"), "<space>", ".", "~5s");
  expect(now(s)).toBe(0);
  expect(s.clock!.playing).toBe(false);
});

test("a wrong guess is answered with the outcome and the belief's correction", () => {
  const s = does(at("1.3"), "1", "1", "~4s");
  expect(screenText(s)).toContain("You said      ✗ all it wants");
  expect(screenText(s)).toContain("It was        ✓ its turn among seven");
  expect(screenText(s)).toContain("Nothing is set aside.");
  expect(s.answers).toEqual([{ step: "1.3", question: "", choice: "all it wants", reason: "it was first", right: false }]);
});

test("what really happened is what had been found out aside", () => {
  const s = does(at("1.3"), "1", "1", "~4s");
  const shop = s.work.kind === "predict" ? s.work.foretold!.seen : undefined;
  const lived = does(at("1.3"), "2", "2", "<enter>");
  expect(lived.work.kind === "predict" && lived.work.foretold!.seen).toEqual(shop);
  expect(lived.clock!.timeline.at).toBe(s.clock!.timeline.at);
});

test("a hint opens at once, the next one only after an attempt, the solution after the last", () => {
  let s = does(at("1.4"), "<escape>", "h", "h");
  expect(s.work).toMatchObject({ hints: 1 });
  expect(s.notice).toMatch(/Try something first/);
  s = does(s, "s");
  expect(s.work).toMatchObject({ told: false });
  s = does(s, "<tab>", "nproc", "<enter>", "<escape>", "h", "<tab>", "uptime", "<enter>", "<escape>", "h", "s");
  expect(s.work).toMatchObject({ hints: 3, told: true });
  expect(screenText(s)).toContain("$ renice -n 19 -p $(pgrep batch)");
  expect(recordOf(s.steps, "1.4")).toEqual({ step: "1.4", seen: true, done: false, attempts: 2, hints: 3, told: true });
});

test("a known mistake is answered with its own words, a reset makes it undone", () => {
  let s = does(at("1.4"), "kill $(pgrep batch)", "<enter>");
  expect(screenText(s)).toContain("! That ends somebody's work.");
  expect(screenText(s)).toContain("r starts again");
  s = does(s, "<escape>", "r");
  expect(screenText(s)).not.toContain("somebody's work");
  expect(s.history).toEqual(["kill $(pgrep batch)"]);
});

test("a step begins the same way every time", () => {
  const played = (): string => screenText(does(at("1.4"), "renice -n 10 -p $(pgrep batch)", "<enter>", "~4s"));
  expect(played()).toBe(played());
  const again = does(at("1.4"), "renice -n 10 -p $(pgrep batch)", "<enter>", "~4s", "<escape>", "r");
  expect(again.clock!.timeline.log).toEqual(at("1.4").clock!.timeline.log);
  expect(again.clock!.timeline.at).toBe(at("1.4").clock!.timeline.at);
});

test("the comma takes time, commands and their lines back", () => {
  let s = does(at("1.4"), "<space>", "~2s", "<space>", "renice -n 19 -p $(pgrep batch)", "<enter>");
  expect(s.terminal.typed).toHaveLength(1);
  const then = s.clock!.timeline.log.length;
  s = does(s, ",");
  expect(now(s)).toBeLessThan(5);
  expect(s.terminal.typed).toEqual([]);
  expect(s.clock!.timeline.log.length).toBe(then - 1);
  expect(terminalText(s).at(-1)).toMatch(/^back at .*: what was typed after that is undone$/);
  s = does(s, ...Array.from({ length: 40 }, () => ","));
  expect(now(s)).toBe(3);
  expect(s.notice).toBe("This is where the step begins.");
});

test("on an empty prompt time keys act, in a line they are typed", () => {
  const s = does(at("1.4"), "<space>");
  expect(s.clock!.playing).toBe(true);
  const typed = does(at("1.4"), "echo", "<space>", "a.b,c[d]");
  expect(typed.clock!.playing).toBe(false);
  expect(typed.terminal.editor.text).toBe("echo a.b,c[d]");
});

test("a command sets time going, unless the learner holds it", () => {
  expect(does(at("1.4"), "nproc", "<enter>").clock!.playing).toBe(true);
  expect(does(at("1.4"), "<space>", "<space>", "nproc", "<enter>").clock!.playing).toBe(false);
});

test("top goes on as time passes, q stops it wherever one is", () => {
  const s = does(at("1.4"), "top", "<enter>", "~4s");
  expect(s.terminal.follow?.line).toBe("top");
  expect(terminalText(s).filter((l) => l.startsWith("top - "))).toHaveLength(1);
  expect(does(s, "q").terminal.follow).toBeUndefined();
  expect(does(s, "<escape>", "q").leaving).toBeUndefined();
  expect(does(s, "uptime").terminal).toMatchObject({ follow: undefined, editor: { text: "uptime" } });
});

test("when top ends, the busiest processes are still to be seen", () => {
  const ended = (...doings: string[]) => screenText(does(at("1.4", { columns: 80, rows: 24 }), "top", "<enter>", "~4s", ...doings));
  for (const end of ["q", "<ctrl-c>", "u"]) {
    expect(ended(end)).toMatch(/PID USER .* COMMAND/);
    expect(ended(end)).toMatch(/ R +\d+\.\d .* (shop|batch)/);
    expect(ended(end)).not.toContain("kworker");
  }
});

test("an open exercise is left only when asked twice, and one typing into the void is told", () => {
  const s = does(at("1.4"), "<escape>", "n");
  expect(s.place).toBe(3);
  expect(does(s, "n").place).toBe(4);
  expect(does(s, "k").notice).toMatch(/^Letters are keys here/);
});

test("a command typed where letters are keys does not begin an exercise anew", () => {
  const tried = does(at("1.4"), "nproc", "<enter>", "<escape>");
  expect(terminalText(does(tried, "virsh"))).toEqual(terminalText(tried));
  expect(terminalText(does(tried, "r"))).not.toEqual(terminalText(tried));
});

test("somebody who types the line that is offered does not leave the step half-way", () => {
  const offering = at("1.2");
  expect(screenText(offering)).toContain("nproc   Enter runs it");
  const s = does(offering, "choom");
  expect(does(s, "nproc").place).toBe(offering.place);
  expect(does(s, "<escape>", "n").place).toBe(offering.place + 1);
});

test("Ctrl-C clears the line first and leaves only when pressed twice", () => {
  const s = does(at("1.4"), "rm -rf", "<ctrl-c>");
  expect(s.terminal.editor.text).toBe("");
  expect(does(s, "<ctrl-c>").leaving).toBeUndefined();
  expect(does(s, "<ctrl-c>", "<ctrl-c>").leaving).toEqual({ to: "out" });
});

test("the fast track leads to the hardest exercise and makes the chapter done", () => {
  const s = does(at("1.1"), "f", "renice -n 19 -p $(pgrep batch)", "<enter>", "~9s");
  expect(s.steps.every((r) => r.done)).toBe(true);
  expect(does(s, "<enter>").overlay).toEqual({ kind: "end" });
});

test("what can be broken is a menu away, once", () => {
  let s = does(at("1.1"), "x", "<enter>", "~1s");
  expect(terminalText(s)).toEqual(["x start batch  (six workers start, each wants a whole CPU)"]);
  expect(s.clock!.playing).toBe(true);
  s = does(s, "x", "<enter>");
  expect(s.notice).toBe("That has already happened. r begins the step again.");
});

test("Tab completes what is certain and lists what is not", () => {
  expect(does(at("1.4"), "reni", "<tab>").terminal.editor.text).toBe("renice ");
  const s = does(at("1.4"), "up", "<tab>");
  expect(s.terminal.editor.text).toBe("uptime ");
});

test("pasted lines run in turn, and far too much is refused in a sentence", async () => {
  const { update } = await import("../../src/session/update.ts");
  const s = update(at("1.4"), { type: "paste", text: "nproc\nuname -r\nupti" });
  expect(terminalText(s).filter((l) => l.startsWith("root@"))).toEqual(["root@atlas:~# nproc", "root@atlas:~# uname -r"]);
  expect(s.terminal.editor.text).toBe("upti");
  const huge = update(at("1.4"), { type: "paste", text: "x".repeat(1_000_000) });
  expect(huge.terminal.editor.text).toBe("");
  expect(huge.notice).toBe("That is 1,000,000 characters: more than 8,000 are not pasted, nothing was run.");
});

test("a letter that is a key elsewhere is no command: the prompt tells how to press it", () => {
  const s = does(at("1.4"), "h", "<enter>");
  expect(s.notice).toBe("h is a key, not a command: Esc first, then h.");
  expect(s.terminal.editor.text).toBe("");
  expect(s.terminal.typed).toEqual([]);
  expect(does(s, "<escape>", "h").work).toMatchObject({ hints: 1 });
});

test("time stops where a goal is lost, and a way back is named", () => {
  const s = does(at("1.4"), "kill $(pgrep batch)", "<enter>", "~5s");
  expect(s.clock!.playing).toBe(false);
  expect(now(s)).toBe(3);
  expect(does(at("1.4"), "kill $(pgrep batch)", "<enter>").notice).toBe("A goal is lost. Esc, then r, starts again; , goes back.");
  expect(now(does(s, "<escape>", "r", "<space>", "~2s"))).toBe(5);
});

test("who writes the word for a key, or the command that opened all this, is told the key", () => {
  const said = (typed: string): string | undefined => does(at("1.4"), typed, "<enter>").notice;
  expect([said("hint"), said("reset"), said("strata learn 2")]).toEqual([
    "hint is no command in here: Esc first, then the key h.",
    "reset is no command in here: Esc first, then the key r.",
    "strata is no command in here: Esc first, then the key q.",
  ]);
});
