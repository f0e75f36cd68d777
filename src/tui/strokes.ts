import type { Key } from "ink";
import { graphemes } from "../display/width.ts";

const CONTROLS: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  " ": "space",
  "\u007f": "backspace",
  "\b": "backspace",
  "\u001d": "ctrl-]",
  "\u001b": "escape",
};

/** What was pressed, by name: several keys when they came in one piece (typed ahead, or a slow line). */
export function strokes(input: string, key: Key): string[] {
  const named = nameOf(key);
  if (named !== undefined) return [named];
  if (key.ctrl) return /^[a-z]$/.test(input) ? [`ctrl-${input}`] : input === "]" || input === "5" ? ["ctrl-]"] : [];
  if (key.meta) return /^[a-z]$/i.test(input) ? [`alt-${input.toLowerCase()}`] : [];
  return graphemes(input).flatMap((sign) => signOf(sign));
}

function nameOf(key: Key): string | undefined {
  if (key.upArrow) return "up";
  if (key.downArrow) return "down";
  if (key.leftArrow) return key.ctrl || key.meta ? "alt-b" : "left";
  if (key.rightArrow) return key.ctrl || key.meta ? "alt-f" : "right";
  if (key.pageUp) return "pageup";
  if (key.pageDown) return "pagedown";
  if (key.home) return "home";
  if (key.end) return "end";
  if (key.return) return "enter";
  if (key.escape) return "escape";
  if (key.tab) return key.shift ? "shift-tab" : "tab";
  if (key.backspace) return key.meta ? "alt-backspace" : "backspace";
  return key.delete ? "delete" : undefined;
}

function signOf(sign: string): string[] {
  const control = CONTROLS[sign];
  if (control !== undefined) return [control];
  const code = sign.charCodeAt(0);
  if (code >= 1 && code <= 26 && sign.length === 1) return [`ctrl-${String.fromCharCode(code + 96)}`];
  return code < 0x20 ? [] : [sign];
}
