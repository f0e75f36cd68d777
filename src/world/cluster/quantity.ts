import { splitQuantity, suffixOf, type QuantityFormat } from "./quantity-text.ts";

export type { QuantityFormat } from "./quantity-text.ts";

/**
 * An exact amount of something: whole nano units and the family of suffixes it was written in.
 * Source: `apimachinery/pkg/api/resource/quantity.go`.
 */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

const NANO = 1_000_000_000n;
const MAX_INT64 = 2n ** 63n - 1n;

export const zero: Quantity = { nanos: 0n, format: "DecimalSI" };

/**
 * Reads a quantity such as `1.5`, `250m`, `64Mi` or `1e3`; undefined when the text is none.
 * Finer than nano is rounded away from zero; binary amounts stop at 2^63 - 1. Source: ParseQuantity.
 */
export function parseQuantity(text: string): Quantity | undefined {
  if (text === "") return undefined;
  const split = splitQuantity(text);
  const suffix = split && suffixOf(split.suffix);
  if (!suffix) return undefined;
  const digits = BigInt(split.num + split.denom);
  const scale = suffix.base === 10 ? suffix.exponent - split.denom.length : -split.denom.length;
  const factor = suffix.base === 2 ? 2n ** BigInt(suffix.exponent) : 1n;
  const magnitude = capped(scaled(digits * factor, scale + 9), suffix.format);
  const format = suffix.format === "BinarySI" && magnitude > 0n && magnitude < NANO ? "DecimalSI" : suffix.format;
  return { nanos: split.positive ? magnitude : -magnitude, format };
}

/** Reads a quantity that has been checked before (an object the API server let in); anything else is our own bug. */
export function mustParse(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (!quantity) throw new Error(`not a quantity: ${JSON.stringify(text)}`);
  return quantity;
}

/** `unscaled` times ten to the `scale10`. Source: NewDecimalQuantity. */
export const decimalQuantity = (unscaled: bigint, scale10: number, format: QuantityFormat): Quantity => ({
  nanos: unscaled < 0n ? -scaled(-unscaled, scale10 + 9) : scaled(unscaled, scale10 + 9),
  format,
});

/** The sum, in the format of the left operand unless that is zero. Source: Quantity.Add. */
export const add = (a: Quantity, b: Quantity): Quantity => ({ nanos: a.nanos + b.nanos, format: a.nanos === 0n ? b.format : a.format });

/** The difference; keeps the format like `add`. Source: Quantity.Sub. */
export const subtract = (a: Quantity, b: Quantity): Quantity =>
  ({ nanos: a.nanos - b.nanos, format: a.nanos === 0n ? b.format : a.format });

/** -1, 0 or 1. Source: Quantity.Cmp. */
export const compare = (a: Quantity, b: Quantity): number => (a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0);

/** The whole number at or above it (in magnitude): 1.2 cores are 2. Source: Quantity.Value. */
export const valueOf = (q: Quantity): number => Number(awayFromZero(q.nanos, NANO));

/** In thousandths, rounded up: 0.1 cpu is 100. Source: Quantity.MilliValue. */
export const milliValueOf = (q: Quantity): number => Number(awayFromZero(q.nanos, NANO / 1000n));

/** Nearest floating point number. Source: Quantity.AsApproximateFloat64. */
export const toFloat = (q: Quantity): number => Number(decimalText(q));

/** Rounds away from zero to a multiple of ten to the `scale10`; `exact` when nothing was lost. Source: Quantity.RoundUp. */
export function roundUp(q: Quantity, scale10: number): { quantity: Quantity; exact: boolean } {
  if (scale10 <= -9) return { quantity: q, exact: true };
  const unit = 10n ** BigInt(scale10 + 9);
  const nanos = awayFromZero(q.nanos, unit) * unit;
  return { quantity: { ...q, nanos }, exact: nanos === q.nanos };
}

/** The plain decimal number, without suffix or trailing zeros: `0.005`. */
export function decimalText(q: Quantity): string {
  const magnitude = q.nanos < 0n ? -q.nanos : q.nanos;
  const fraction = (magnitude % NANO).toString().padStart(9, "0").replace(/0+$/, "");
  return `${q.nanos < 0n ? "-" : ""}${magnitude / NANO}${fraction && `.${fraction}`}`;
}

function scaled(digits: bigint, scale10: number): bigint {
  return scale10 >= 0 ? digits * 10n ** BigInt(scale10) : awayFromZero(digits, 10n ** BigInt(-scale10));
}

function awayFromZero(n: bigint, unit: bigint): bigint {
  const whole = n / unit;
  return whole * unit === n ? whole : n < 0n ? whole - 1n : whole + 1n;
}

const capped = (nanos: bigint, format: QuantityFormat): bigint =>
  format === "BinarySI" && nanos > MAX_INT64 * NANO ? MAX_INT64 * NANO : nanos;
