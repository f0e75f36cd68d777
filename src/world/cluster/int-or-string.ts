import type { IntOrString } from "./objects.ts";

/**
 * A number, or a percentage of `total` rounded up or down; undefined when the text is no whole percentage.
 * Source: `apimachinery/pkg/util/intstr/intstr.go`, GetScaledValueFromIntOrPercent.
 */
export function scaledValue(value: IntOrString, total: number, round: "up" | "down"): number | undefined {
  if (typeof value === "number") return value;
  const percent = /^([+-]?\d+)%$/.exec(value)?.[1];
  if (percent === undefined) return undefined;
  const exact = (Number(percent) * total) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}
