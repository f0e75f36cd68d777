import type { Taint, Toleration } from "../objects.ts";

/** Whether Gt and Lt on integers are on (feature gate TaintTolerationComparisonOperators, alpha since 1.35). */
export interface TolerationFeatures {
  readonly comparisonOperators?: boolean;
}

/**
 * Whether a toleration tolerates a taint: the effect equal or the toleration's empty, the key equal or empty, and the
 * value by the operator. An empty key with Exists tolerates everything.
 * Source: `api/core/v1/toleration.go`, ToleratesTaint.
 */
export function toleratesTaint(toleration: Toleration, taint: Taint, features: TolerationFeatures = {}): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? "Equal") {
    case "Equal": return (toleration.value ?? "") === (taint.value ?? "");
    case "Exists": return true;
    case "Gt":
    case "Lt": return features.comparisonOperators === true && compareNumericValues(toleration, taint.value ?? "");
  }
}

/** A whole number as 64 bits hold it, written without plus, leading zeros or blanks. */
const CANONICAL_INTEGER = /^(0|-?[1-9]\d*)$/;
const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Whether the taint's number is greater (Gt) or less (Lt) than the toleration's; false for anything that is no
 * canonical 64-bit decimal. Source: `toleration.go`, compareNumericValues.
 */
export function compareNumericValues({ operator, value = "" }: Toleration, taintValue: string): boolean {
  const wanted = canonicalInt64(value);
  const has = canonicalInt64(taintValue);
  if (wanted === undefined || has === undefined) return false;
  if (operator === "Gt") return has > wanted;
  return operator === "Lt" && has < wanted;
}

function canonicalInt64(text: string): bigint | undefined {
  if (!CANONICAL_INTEGER.test(text)) return undefined;
  const n = BigInt(text);
  return n > MAX_INT64 || n < -MAX_INT64 - 1n ? undefined : n;
}
