import { parsePercentage, thresholdsMet, type Threshold, type ThresholdValue } from "../../../src/world/cluster/kubelet/eviction.ts";
import { mustParse, valueOf } from "../../../src/world/cluster/quantity.ts";
import { answering } from "../kubernetes/answering.ts";
import { optional } from "../kubernetes/objects.ts";

interface Input {
  thresholds: { signal: string; value: string; minReclaim?: string }[];
  enforceMinReclaim: boolean;
  observations: Record<string, { available: string; capacity?: string }>;
}

const asValue = (text: string): ThresholdValue =>
  (text.endsWith("%") ? { percentage: parsePercentage(text) } : { quantity: valueOf(mustParse(text)) });

export const check = answering(({ thresholds, enforceMinReclaim, observations }: Input) => {
  const asked = thresholds.map(({ signal, value, minReclaim }): Threshold =>
    ({ signal, value: asValue(value), ...optional("minReclaim", minReclaim === undefined ? undefined : asValue(minReclaim)) }));
  const seen = Object.fromEntries(Object.entries(observations).map(([signal, { available, capacity }]) =>
    [signal, { available: valueOf(mustParse(available)), ...optional("capacity", capacity === undefined ? undefined : valueOf(mustParse(capacity))) }]));
  return { met: thresholdsMet(asked, seen, enforceMinReclaim).map(({ signal }) => signal) };
});
export const engineMatters = false;
