import type { Nanos } from "../kernel/time.ts";
import type { Line, Tone } from "./line.ts";

/** The whole drawing vocabulary. A lens returns these; a handful of painters draw everything. */
export type Panel = { readonly title: string; /** What to say to somebody who cannot see it. */ readonly caption?: string } & (
  | TextPanel
  | TablePanel
  | BarsPanel
  | BoxesPanel
  | LanesPanel
  | ChartPanel
  | LogPanel
  | GatesPanel
);

export interface TextPanel {
  readonly kind: "text";
  readonly lines: readonly Line[];
}

export interface TablePanel {
  readonly kind: "table";
  readonly columns: readonly { readonly name: string; readonly align?: "left" | "right" }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly tone?: Tone }[];
}

/** One part of a bar, in the bar's unit. Each part carries its own mark so that it reads without colour. */
export interface BarPart {
  readonly value: number;
  readonly tone: Tone;
  readonly mark?: "full" | "half" | "light" | "dots" | "line" | "empty";
}

export interface Bar {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** The end of the scale, in the bar's unit: parts beyond it overflow, and the painter shows that. */
  readonly of: number;
  /** Nothing is drawn beyond the last part: the scale is shared, but this one ends there. */
  readonly open?: boolean;
  /** Ticks on the scale: a limit, a promise. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
  /** The reading beside the bar, already formatted: `0.47 of 2 CPU`. */
  readonly reading: string;
}

export interface BarsPanel {
  readonly kind: "bars";
  readonly bars: readonly Bar[];
  /** They follow one another: where room is short, the last ones are kept. */
  readonly latest?: boolean;
}

/** host ⊃ VM ⊃ process: who is inside whom. */
export interface Box {
  readonly label: string;
  /** Short readings beside the label: `running`, `0.47 CPU`. */
  readonly reading?: string;
  readonly tone: Tone;
  /** How the wall is drawn: a machine of its own (double), a group on a shared kernel (single), none. */
  readonly wall: "double" | "single" | "dashed" | "none";
  readonly inside: readonly Box[];
}

export interface BoxesPanel {
  readonly kind: "boxes";
  readonly boxes: readonly Box[];
}

/** What a lane's occupant was doing during a slot. */
export type Doing = "running" | "ready" | "blocked" | "idle";

/** Who ran where, when: one row per CPU or per thread, time runs to the right. */
export interface Lane {
  readonly label: string;
  /** Ordered, not overlapping. `who` is a name; the painter gives every name a letter. */
  readonly slots: readonly { readonly from: Nanos; readonly to: Nanos; readonly who: string; readonly doing: Doing }[];
  readonly reading?: string;
}

export interface LanesPanel {
  readonly kind: "lanes";
  readonly from: Nanos;
  readonly to: Nanos;
  readonly lanes: readonly Lane[];
  /** Everybody who may appear, so that letters stay the same from frame to frame. */
  readonly who?: readonly string[];
}

export interface ChartPanel {
  readonly kind: "chart";
  readonly unit: string;
  readonly from: Nanos;
  readonly to: Nanos;
  readonly lines: readonly { readonly label: string; readonly tone: Tone; readonly points: readonly { readonly at: Nanos; readonly value: number }[] }[];
  /** A horizontal rule: a limit, a target. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[];
}

export interface LogPanel {
  readonly kind: "log";
  readonly entries: readonly { readonly at: Nanos; readonly text: string; readonly tone: Tone }[];
}

/** Arrows that want through a row of gates, from left to right: how far each gets. */
export interface GatesPanel {
  readonly kind: "gates";
  /** In the order in which an arrow meets them; the short name is for narrow places, the long one for where there is room below. */
  readonly gates: readonly { readonly name: string; readonly short: string; readonly long: string }[];
  readonly arrows: readonly {
    readonly label: string;
    /** What each gate does to it: `nothing` lets it by without a question. */
    readonly at: readonly ("passes" | "stops" | "nothing" | "not reached")[];
    /** Where it ends, in words. */
    readonly end: string;
    readonly tone: Tone;
  }[];
}
