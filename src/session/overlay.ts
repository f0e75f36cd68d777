import { openAt } from "./begin.ts";
import { termsFor } from "./glossary.ts";
import { look } from "./look.ts";
import { breakSomething } from "./script.ts";
import { onward } from "./steps.ts";
import type { Overlay, Session } from "./session.ts";

/** What a key does while a page lies over the screen. */
export function overlayKey(session: Session, overlay: Overlay, key: string): Session {
  if (key === "up" || key === "down") return moved(session, overlay, key === "up" ? -1 : 1);
  if (key === "pageup" || key === "pagedown") return moved(session, overlay, key === "pageup" ? -8 : 8);
  if (key === "enter") return taken(session, overlay);
  if (/^[1-9]$/.test(key) && "cursor" in overlay && overlay.kind === "faults") return taken(session, { ...overlay, cursor: Number(key) - 1 });
  if (overlay.kind === "end" && key === "b") return { ...session, overlay: undefined };
  if (overlay.kind === "end" && key === "q") return { ...session, leaving: { to: "home" } };
  return key === "escape" || key === "q" || key === CLOSES[overlay.kind] ? { ...session, overlay: undefined } : session;
}

const CLOSES = { help: "?", faults: "x", glossary: "g", presenter: "P", end: "" } as const;

/** What the keys of a page do, for the footer. */
export function overlayFooter(overlay: Overlay): readonly (readonly [string, string])[] {
  switch (overlay.kind) {
    case "help":
      return [["↑↓", "scroll"], ["Esc", "close"]];
    case "faults":
      return [["↑↓", "move"], ["Enter", "break it"], ["Esc", "close"]];
    case "glossary":
      return [["↑↓", "move"], ["Esc", "close"]];
    case "presenter":
      return [["↑↓", "step"], ["Enter", "jump there"], ["Esc", "close"]];
    case "end":
      return [["Enter", "go on"], ["b", "back to the last step"], ["q", "chapters"]];
  }
}

/** How many rows the cursor of a page may stand on. */
function rowsOf(session: Session, overlay: Overlay): number {
  switch (overlay.kind) {
    case "faults":
      return session.clock === undefined ? 0 : look(session.clock.timeline).faults.length;
    case "glossary":
      return termsFor(session).here.length + termsFor(session).others.length;
    case "presenter":
      return session.lesson.steps.length;
    default:
      return 0;
  }
}

function moved(session: Session, overlay: Overlay, by: number): Session {
  if (overlay.kind === "help") return { ...session, overlay: { ...overlay, scroll: Math.max(0, Math.min(60, overlay.scroll + by)) } };
  if (!("cursor" in overlay)) return session;
  const last = Math.max(0, rowsOf(session, overlay) - 1);
  const cursor = Math.max(0, Math.min(last, overlay.cursor + by));
  return { ...session, overlay: overlay.kind === "presenter" ? { ...overlay, cursor, moved: true } : { ...overlay, cursor } };
}

function taken(session: Session, overlay: Overlay): Session {
  switch (overlay.kind) {
    case "end":
      return onward(session);
    case "faults":
      return broken(session, overlay.cursor);
    case "presenter":
      return openAt({ ...session, overlay: undefined, fast: false }, overlay.cursor);
    default:
      return { ...session, overlay: undefined };
  }
}

/** Breaks what the cursor stands on and lets time show what comes of it. */
function broken(session: Session, cursor: number): Session {
  const { clock } = session;
  const fault = clock === undefined ? undefined : look(clock.timeline).faults[cursor];
  if (fault === undefined) return session;
  if (fault.done) return { ...session, notice: "That has already happened. r begins the step again." };
  const after = breakSomething({ ...session, overlay: undefined, looking: "world" }, fault.name);
  return after.clock === undefined ? after : { ...after, clock: { ...after.clock, playing: true, held: false } };
}
