/** The family of suffixes a quantity was written in, which its canonical text keeps. */
export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent";

export interface QuantitySplit {
  readonly positive: boolean;
  /** Sign and digits as written, without the suffix. */
  readonly value: string;
  /** Digits before the point, without leading zeros. */
  readonly num: string;
  /** Digits after the point. */
  readonly denom: string;
  readonly suffix: string;
}

export interface QuantitySuffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const SHAPE = /^([+-]?)0*(\d*)(?:(\.)(\d*))?([eEinumkKMGTP]*(?:[-+]?\d*))$/;

/**
 * Takes a written quantity apart; undefined when it has not the shape of one.
 * Source: `apimachinery/pkg/api/resource/quantity.go`, parseQuantityString.
 */
export function splitQuantity(text: string): QuantitySplit | undefined {
  const [, sign, num, , denom = "", suffix = ""] = SHAPE.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const value = text.slice(0, text.length - suffix.length);
  if (/^[+-]?0*$/.test(text)) return { positive: sign !== "-", value: "0", num: "0", denom: "", suffix: "" };
  return { positive: sign !== "-", value, num: num || "0", denom, suffix };
}

const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"] as const;
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const;

const SUFFIXES: ReadonlyMap<string, QuantitySuffix> = new Map<string, QuantitySuffix>([
  ...BINARY.map((suffix, i): [string, QuantitySuffix] => [suffix, { base: 2, exponent: 10 * i, format: "BinarySI" }]),
  ...DECIMAL.map((suffix, i): [string, QuantitySuffix] => [suffix, { base: 10, exponent: 3 * i - 9, format: "DecimalSI" }]),
]);

/** What a suffix means; undefined when there is none of that name. Source: `resource/suffix.go`, interpret. */
export function suffixOf(suffix: string): QuantitySuffix | undefined {
  const known = SUFFIXES.get(suffix);
  if (known) return known;
  const exponent = /^[eE]([+-]?\d{1,3})$/.exec(suffix)?.[1];
  return exponent === undefined ? undefined : { base: 10, exponent: Number(exponent), format: "DecimalExponent" };
}

interface Amount {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

const NANO = 1_000_000_000n;

/**
 * The canonical text: no fraction, the largest suffix that loses nothing, in the family it was written in;
 * binary amounts that are fractional or below 1024 print as decimal. Source: Quantity.CanonicalizeBytes.
 */
export function formatQuantity({ nanos, format }: Amount): string {
  if (nanos === 0n) return "0";
  const magnitude = nanos < 0n ? -nanos : nanos;
  const sign = nanos < 0n ? "-" : "";
  const binary = format === "BinarySI" && magnitude >= 1024n * NANO && magnitude % NANO === 0n;
  return sign + (binary ? binaryText(magnitude / NANO) : decimalText(magnitude, format));
}

function binaryText(whole: bigint): string {
  let number = whole;
  let power = 0;
  for (; number % 1024n === 0n && power < BINARY.length - 1; power++) number /= 1024n;
  return `${number}${BINARY[power]}`;
}

function decimalText(nanos: bigint, format: QuantityFormat): string {
  let number = nanos;
  let power = 0;
  const last = format === "DecimalExponent" ? Infinity : DECIMAL.length - 1;
  for (; number % 1000n === 0n && power < last; power++) number /= 1000n;
  const exponent = 3 * power - 9;
  if (format === "DecimalExponent") return exponent === 0 ? `${number}` : `${number}e${exponent}`;
  return `${number}${DECIMAL[power]}`;
}
