import type { Nanos } from "../../../../kernel/time.ts";
import type { Cluster } from "../../cluster.ts";
import type { Control } from "../../loop.ts";
import type { HorizontalPodAutoscaler } from "../../objects.ts";
import { Shelf } from "../../shelf.ts";
import { storeScaleEvent, type ScaleEvent } from "./scale-events.ts";
import { withDefaults } from "./scaling-rules.ts";
import type { Recommendation } from "./stabilization.ts";

/** One look of an autoscaler at its pods, told afterwards: nothing is decided by it. */
export interface AutoscalerLook {
  readonly at: Nanos;
  readonly pods: number;
  /** Percent of the request, by its first metric; -1: none, or another kind of target. */
  readonly measured: number;
  /** The size that the metrics asked for, and the one that was left of it. */
  readonly wanted: number;
  readonly given: number;
}

/** What an autoscaler remembers: sizes that metrics asked for, and changes that were made. Never changed in place. */
export interface AutoscalerHistory {
  readonly recommendations: readonly Recommendation[];
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
  /** The last ones, oldest first. */
  readonly looks: readonly AutoscalerLook[];
}

/** By uid of the autoscaler. */
export type AutoscalerHistories = Shelf<AutoscalerHistory>;
export const createHistories = (): AutoscalerHistories => new Shelf();

/** The first thing it remembers is the size it found. Source: `horizontal.go`, recordInitialRecommendation. */
export function historyOf({ cluster: { hpaHistories }, env }: Control, { metadata }: HorizontalPodAutoscaler, current: number): AutoscalerHistory {
  const known = hpaHistories.get(metadata.uid!);
  if (known !== undefined) return known;
  const first = { recommendations: [{ replicas: current, timestamp: env.now }], up: [], down: [], looks: [] };
  hpaHistories.set(metadata.uid!, first);
  return first;
}

/** A change of size; only rates of a behavior ask for it. */
export function remember({ cluster: { hpaHistories }, env }: Control, { metadata, spec }: HorizontalPodAutoscaler, from: number, to: number): void {
  const history = hpaHistories.get(metadata.uid!);
  if (history === undefined || spec.behavior === undefined) return;
  const { scaleUp, scaleDown } = withDefaults(spec.behavior);
  const grown = to > from ? { up: storeScaleEvent(history.up, to - from, scaleUp, env.now) } : { down: storeScaleEvent(history.down, from - to, scaleDown, env.now) };
  hpaHistories.set(metadata.uid!, { ...history, ...grown });
}

const LOOKS = 40;

export function lookedAt({ cluster: { hpaHistories } }: Control, { metadata }: HorizontalPodAutoscaler, look: AutoscalerLook): void {
  const history = hpaHistories.get(metadata.uid!);
  if (history !== undefined) hpaHistories.set(metadata.uid!, { ...history, looks: [...history.looks, look].slice(-LOOKS) });
}

export const forgetAutoscaler = ({ hpaHistories }: Cluster, uid: string): void => void hpaHistories.delete(uid);
