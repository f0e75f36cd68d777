import type { Panel } from "../display/panel.ts";

/** A panel that a lens would show, and how badly. */
export interface Offer {
  readonly panel: Panel;
  /** Fewer rows than this say nothing. */
  readonly least: number;
  /** The step's text speaks of it. */
  readonly lit: boolean;
}

export const offer = (panel: Panel, least: number): Offer => ({ panel, least, lit: false });
