/** A quantity in the unit of its signal, or a fraction (0..1) of the capacity. */
export type ThresholdValue = { readonly quantity: number } | { readonly percentage: number };

export interface Threshold {
  readonly signal: string;
  readonly value: ThresholdValue;
  /** How much more must come free before the threshold counts as resolved. */
  readonly minReclaim?: ThresholdValue;
}

export interface SignalObservation {
  readonly available: number;
  readonly capacity?: number;
}

const MI = 1024 * 1024;

/** Hard thresholds a kubelet has without configuration. Source: `pkg/kubelet/eviction/defaults_linux.go`, DefaultEvictionHard. */
export const DEFAULT_EVICTION_HARD: readonly Threshold[] = [
  { signal: "memory.available", value: { quantity: 100 * MI } },
  { signal: "nodefs.available", value: { percentage: Math.fround(0.1) } },
  { signal: "nodefs.inodesFree", value: { percentage: Math.fround(0.05) } },
  { signal: "imagefs.available", value: { percentage: Math.fround(0.15) } },
  { signal: "imagefs.inodesFree", value: { percentage: Math.fround(0.05) } },
];

/** What a threshold comes to for that capacity. Source: `pkg/kubelet/eviction/api/types.go`, GetThresholdQuantity. */
export const thresholdQuantity = (value: ThresholdValue, capacity = 0): number =>
  "quantity" in value ? value.quantity : Math.trunc(capacity * value.percentage);

/**
 * The thresholds whose signal is observed strictly below them. With `enforceMinReclaim` one stays met until its
 * minimum reclaim is free as well. Source: `pkg/kubelet/eviction/helpers.go`, thresholdsMet.
 */
export const thresholdsMet = (
  thresholds: readonly Threshold[],
  observations: Readonly<Record<string, SignalObservation>>,
  enforceMinReclaim: boolean,
): Threshold[] => thresholds.filter(({ signal, value, minReclaim }) => {
  const seen = observations[signal];
  if (!seen) return false;
  const reclaim = enforceMinReclaim && minReclaim ? thresholdQuantity(minReclaim, seen.capacity) : 0;
  return seen.available < thresholdQuantity(value, seen.capacity) + reclaim;
});

/** The percentage of a written threshold such as `10%`, as the kubelet keeps it. Source: `helpers.go`, parsePercentage. */
export const parsePercentage = (text: string): number => Math.fround(Math.fround(Number(text.slice(0, -1))) / 100);
