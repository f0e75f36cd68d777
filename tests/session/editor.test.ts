import { expect, test } from "vitest";
import { edit, type Editor, EMPTY_LINE, insert, searchFor } from "../../src/session/editor.ts";

const HISTORY = ["top", "virsh list --all", "renice -n 19 -p 850"];

/** The line with the cursor as a bar. */
const shown = (e: Editor): string => `${e.text.slice(0, e.at)}|${e.text.slice(e.at)}`;
const keys = (text: string, ...pressed: string[]): Editor => pressed.reduce((e, key) => edit(e, key, HISTORY) ?? insert(e, key), insert(EMPTY_LINE, text));

test.each([
  ["left", "ls -|l"],
  ["home", "|ls -l"],
  ["ctrl-a", "|ls -l"],
  ["alt-b", "ls -|l"],
  ["backspace", "ls -|"],
  ["ctrl-w", "ls |"],
  ["ctrl-u", "|"],
])("%s", (key, line) => expect(shown(keys("ls -l", key))).toBe(line));

test("what was deleted comes back with Ctrl-Y", () => {
  expect(shown(keys("kill 850", "ctrl-w", "ctrl-a", "ctrl-y"))).toBe("850|kill ");
  expect(shown(keys("kill 850", "home", "ctrl-k", "ctrl-y"))).toBe("kill 850|");
});

test("words: forward, backward, deleted ahead", () => {
  expect(shown(keys("renice -n 19", "home", "alt-f"))).toBe("renice| -n 19");
  expect(shown(keys("renice -n 19", "home", "alt-f", "alt-d"))).toBe("renice| 19");
});

test("a sign of several code units is one step and one deletion", () => {
  expect(shown(keys("a👩‍👧日", "left", "left"))).toBe("a|👩‍👧日");
  expect(shown(keys("a👩‍👧", "backspace"))).toBe("a|");
});

test("the draft is kept while looking at older lines", () => {
  expect(shown(keys("dr", "up", "up"))).toBe("virsh list --all|");
  expect(shown(keys("dr", "up", "up", "down", "down"))).toBe("dr|");
  expect(shown(keys("dr", "up", "up", "up", "up", "up"))).toBe("top|");
});

test("Ctrl-R finds lines that contain what is typed, Enter takes the line, Esc the draft", () => {
  const searching = searchFor(keys("dr", "ctrl-r"), "i");
  expect(shown(edit(searching, "enter", HISTORY)!)).toBe("renice -n 19 -p 850|");
  expect(shown(edit(edit(searching, "ctrl-r", HISTORY)!, "enter", HISTORY)!)).toBe("virsh list --all|");
  expect(shown(edit(searching, "escape", HISTORY)!)).toBe("dr|");
});

test("a line grows no longer than the shell reads", () => {
  expect(insert(EMPTY_LINE, "x".repeat(10_000)).text).toHaveLength(4096);
});
