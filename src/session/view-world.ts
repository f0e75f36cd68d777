import { type Line } from "../display/line.ts";
import { arrange } from "../lenses/arrange.ts";
import { panelsOf } from "../lenses/lens.ts";
import { zoomPanel } from "../lenses/zoom.ts";
import { look } from "./look.ts";
import { type Session, stepOf } from "./session.ts";

export const worldTitle = ({ clock }: Session): string => clock?.timeline.scenario.title ?? "World";

export function worldLines(session: Session, columns: number, rows: number): Line[] {
  const { clock } = session;
  if (clock === undefined) return [];
  const step = stepOf(session);
  const seen = look(clock.timeline);
  const zoomed = session.zoom && zoomPanel(seen, session.zoom);
  return arrange([...(zoomed === undefined ? [] : [zoomed]), ...panelsOf(step.lens, seen, zoomed === undefined ? step.focus : [])], columns, rows);
}
