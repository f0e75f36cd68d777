import { Text, useApp, useCursor, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize } from "ink";
import { useEffect, useRef, useState } from "react";
import { narrate } from "../display/narrate.ts";
import { MILLISECOND } from "../kernel/time.ts";
import { changes } from "../session/changes.ts";
import { lookAhead } from "../session/opening.ts";
import type { Leaving, Session } from "../session/session.ts";
import { type Action, update } from "../session/update.ts";
import { view } from "../session/view.ts";
import type { ProgressStore } from "./options.ts";
import { Rows } from "./rows.tsx";
import { strokes } from "./strokes.ts";
import { stopped } from "./stopped.ts";
import type { Theme } from "./theme.ts";

const TICKS_PER_SECOND = 10;
/** A window that was put aside does not catch up. */
const LONGEST_TICK_MS = 250;
/** A world that takes longer than this to go on is played slower, so that keys are still answered at once. */
const COST_MS = 30;
const SAVE_EVERY_MS = 1_000;
/** Who has pressed no key for so long is reading. */
const READING_MS = 800;

interface Props {
  readonly begin: Session;
  readonly store: ProgressStore;
  readonly theme: Theme;
  readonly leave: (leaving: Leaving, session: Session) => void;
  /** Holds the newest session, for whoever has to save it in a hurry. */
  readonly newest: { current: (() => void) | undefined };
}

/** A lesson on the screen: everything that `session/` leaves to the world outside. */
export function LessonScreen({ begin, store, theme, leave, newest }: Props) {
  const [session, setSession] = useState(begin);
  const current = useRef(begin);
  const size = useWindowSize();
  const act = (action: Action): void => setSession((current.current = update(current.current, action)));
  useKeys(act);
  useTicker(session.clock?.playing === true, act);
  useTimer(session.overlay?.kind === "presenter", act);
  useSaving(session, begin, store, newest);
  useLookAhead(session);
  useEditor(session, act);
  useEffect(() => act({ type: "resize", size }), [size.columns, size.rows]);
  useEffect(() => {
    if (session.leaving !== undefined) leave(session.leaving, session);
  }, [session.leaving]);
  const screen = view(session, size);
  const { setCursorPosition } = useCursor();
  setCursorPosition(screen.cursor && { x: screen.cursor.column, y: screen.cursor.row });
  if (useIsScreenReaderEnabled()) return <Text>{narrate(screen).join("\n")}</Text>;
  return <Rows rows={screen.rows} theme={theme} />;
}

function useKeys(act: (action: Action) => void): void {
  const { suspendTerminal } = useApp();
  const pressed = useRef(performance.now());
  useInput((input, key) => {
    const now = performance.now();
    act({ type: "pass", elapsed: (now - pressed.current) * MILLISECOND });
    pressed.current = now;
    for (const stroke of strokes(input, key)) {
      if (stroke === "ctrl-z") void stopped(suspendTerminal);
      else act({ type: "key", key: stroke });
      // Whatever else has written on the screen is gone: Ink draws all of it when it comes back.
      if (stroke === "ctrl-l") void suspendTerminal(() => undefined);
    }
  });
  usePaste((text) => act({ type: "paste", text }));
}

/** A command that waits for a text to be edited gets it from the learner's own editor. */
function useEditor(session: Session, act: (action: Action) => void): void {
  const { suspendTerminal } = useApp();
  const edit = session.terminal.follow?.edit;
  useEffect(() => {
    if (edit !== undefined) void import("./edit-text.ts").then(({ editText }) => editText(edit, suspendTerminal)).then((text) => act({ type: "edited", text }));
  }, [edit]);
}

/** Time passes for the world only while it plays: a still screen costs nothing. */
function useTicker(playing: boolean, act: (action: Action) => void): void {
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let most = LONGEST_TICK_MS;
    const timer = setInterval(() => {
      const now = performance.now();
      const elapsed = Math.min(most, now - last);
      last = now;
      act({ type: "tick", elapsed: elapsed * MILLISECOND });
      const cost = performance.now() - now;
      most = cost > COST_MS ? Math.max(1, (elapsed * COST_MS) / cost) : Math.min(LONGEST_TICK_MS, most * 1.5);
    }, 1000 / TICKS_PER_SECOND);
    return () => clearInterval(timer);
  }, [playing]);
}

/** The next step opens at once: its world is made while this one is read. */
function useLookAhead(session: Session): void {
  useEffect(() => {
    const timer = setTimeout(() => lookAhead(session), READING_MS);
    return () => clearTimeout(timer);
  }, [session]);
}

/** The facilitator's watch goes on while it is looked at. */
function useTimer(shown: boolean, act: (action: Action) => void): void {
  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(() => act({ type: "pass", elapsed: 5_000 * MILLISECOND }), 5_000);
    return () => clearInterval(timer);
  }, [shown]);
}

/** Keeps what has changed: at once after a key, every second while the world plays, and when all is over. */
function useSaving(session: Session, begin: Session, store: ProgressStore, newest: Props["newest"]): void {
  const saved = useRef(begin);
  const last = useRef(performance.now());
  const latest = useRef(session);
  latest.current = session;
  newest.current = () => {
    const change = changes(saved.current, latest.current);
    if (change === undefined) return;
    saved.current = latest.current;
    last.current = performance.now();
    store.keep(change);
  };
  useEffect(() => {
    const playing = session.clock?.playing === true;
    if (!playing || performance.now() - last.current >= SAVE_EVERY_MS) newest.current?.();
  }, [session]);
  useEffect(() => () => newest.current?.(), []);
}
