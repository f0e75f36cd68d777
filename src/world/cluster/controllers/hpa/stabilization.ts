import { seconds, type Nanos } from "../../../../kernel/time.ts";

/** A size that the metrics asked for, before any limit. */
export interface Recommendation {
  readonly replicas: number;
  readonly timestamp: Nanos;
}

export interface Stabilized {
  readonly replicas: number;
  /** The record with this recommendation; it takes the place of the last one that is too old for any window. */
  readonly recommendations: readonly Recommendation[];
}

/**
 * Window without a behavior, s.
 * Source: `pkg/controller/podautoscaler/config/v1alpha1/defaults.go`, HorizontalPodAutoscalerDownscaleStabilizationWindow.
 */
const DOWNSCALE_STABILIZATION_SECONDS = 300;

/**
 * Without a behavior: the highest recommendation of the window, so that a size falls late.
 * Source: `pkg/controller/podautoscaler/horizontal.go`, stabilizeRecommendation.
 */
export function stabilize(
  recommendations: readonly Recommendation[],
  desired: number,
  now: Nanos,
  windowSeconds = DOWNSCALE_STABILIZATION_SECONDS,
): Stabilized {
  const cutoff = now - seconds(windowSeconds);
  const recent = recommendations.filter(({ timestamp }) => timestamp >= cutoff);
  return {
    replicas: recent.reduce((max, { replicas }) => Math.max(max, replicas), desired),
    recommendations: remember(recommendations, { replicas: desired, timestamp: now }, ({ timestamp }) => timestamp < cutoff),
  };
}

/**
 * With a behavior: growing takes the lowest, shrinking the highest recommendation of its window; the present size is
 * never crossed. Source: `horizontal.go`, stabilizeRecommendationWithBehaviors.
 */
export function stabilizeWithBehavior(
  recommendations: readonly Recommendation[],
  current: number,
  desired: number,
  windows: { readonly upSeconds: number; readonly downSeconds: number },
  now: Nanos,
): Stabilized {
  const upCutoff = now - seconds(windows.upSeconds);
  const downCutoff = now - seconds(windows.downSeconds);
  let up = desired;
  let down = desired;
  for (const { replicas, timestamp } of recommendations) {
    if (timestamp > upCutoff) up = Math.min(up, replicas);
    if (timestamp > downCutoff) down = Math.max(down, replicas);
  }
  return {
    replicas: Math.min(Math.max(current, up), down),
    recommendations: remember(
      recommendations,
      { replicas: desired, timestamp: now },
      ({ timestamp }) => timestamp < upCutoff && timestamp < downCutoff,
    ),
  };
}

function remember(
  recommendations: readonly Recommendation[],
  added: Recommendation,
  isOld: (r: Recommendation) => boolean,
): readonly Recommendation[] {
  const at = recommendations.findLastIndex(isOld);
  return at < 0 ? [...recommendations, added] : recommendations.with(at, added);
}
