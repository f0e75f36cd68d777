import { cut, ends, lineWidth } from "../display/fit.ts";
import { clockText } from "../display/format-time.ts";
import { type Line, span } from "../display/line.ts";
import { footerOf } from "./keymap.ts";
import { overlayFooter } from "./overlay.ts";
import { type Session, showsWorld } from "./session.ts";

/** Where one is, and what the clock does. */
export function statusLine(session: Session, columns: number): Line {
  const { lesson, place, sandbox, fast } = session;
  const name: Line = [{ text: " Strata", tone: "key", bold: true }];
  const clock = clockLine(session);
  if (sandbox) return ends([...name, span("  Sandbox", "plain"), span(`  ${lesson.title}`, "muted")], clock, columns);
  const step = span(`  step ${lesson.steps[place]!.id} (${place + 1}/${lesson.steps.length})${fast ? ", fast track" : ""}`, "muted");
  const titled: Line = [...name, span(`  ${lesson.title}`), step];
  const room = columns - lineWidth(clock) - 1;
  return ends(lineWidth(titled) <= room ? titled : [...name, step], clock, columns);
}

function clockLine(session: Session): Line {
  const { clock } = session;
  if (clock === undefined || !showsWorld(session)) return [];
  const speed = `×${clock.speed < 1 ? clock.speed.toFixed(2).replace(/0$/, "") : clock.speed}`;
  return [...stateOf(session, clock.playing), span("  "), { text: clockText(clock.timeline.at).padStart(8), tone: "plain", bold: true }, span(`  ${speed} `, "muted")];
}

/** Whether time passes; once it need not any more, what came of it. */
function stateOf({ work }: Session, playing: boolean): Line {
  if (playing) return [{ text: "▸ running", tone: "good", bold: true }];
  if (work.kind === "watch" && work.done) return [span("✓ seen", "good")];
  if (work.kind === "exercise" && work.solved) return [span("✓ solved", "good")];
  return [span("‖ paused", "warn")];
}

/** The keys that matter now, or the sentence that there is to say. */
export function footerLine(session: Session, columns: number): Line {
  if (session.notice !== undefined) return cut([span(" "), { text: session.notice, tone: "warn", bold: true }], columns);
  const keys = session.overlay === undefined ? footerOf(session) : overlayFooter(session.overlay);
  const help = keys.find(([label]) => label === "?");
  const right: Line = help === undefined ? [] : [...item(help), span(" ")];
  const left: Line[] = [];
  let used = 1 + lineWidth(right);
  for (const key of keys.filter((k) => k !== help)) {
    const drawn = item(key);
    used += lineWidth(drawn) + 3;
    if (used > columns) break;
    left.push([...drawn, span("   ")]);
  }
  return ends([span(" "), ...left.flat()], right, columns);
}

const item = ([label, word]: readonly [string, string]): Line => [{ text: label, tone: "key", bold: true }, span(` ${word}`, "muted")];
