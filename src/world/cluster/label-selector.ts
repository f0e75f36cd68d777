import type { LabelSelector, LabelSelectorRequirement, Labels } from "./objects.ts";

/**
 * Whether labels satisfy a selector: an absent selector matches nothing, an empty one everything.
 * Source: `apimachinery/pkg/apis/meta/v1/helpers.go`, LabelSelectorAsSelector.
 */
export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (!selector || !containsLabels(labels, selector.matchLabels)) return false;
  return selector.matchExpressions === undefined || selector.matchExpressions.every(r => matchesRequirement(r, labels));
}

/** Whether all `wanted` labels are there with the same values. */
export function containsLabels(labels: Labels | undefined, wanted: Labels | undefined): boolean {
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

/**
 * One requirement against labels: In, NotIn, Exists, DoesNotExist, and for nodes Gt and Lt on integers.
 * NotIn and DoesNotExist also hold for an absent label. Source: `apimachinery/pkg/labels/selector.go`, Requirement.Matches.
 */
export function matchesRequirement(requirement: LabelSelectorRequirement, labels: Labels | undefined): boolean {
  const value = labels?.[requirement.key];
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case "In": return value !== undefined && values.includes(value);
    case "NotIn": return value === undefined || !values.includes(value);
    case "Exists": return value !== undefined;
    case "DoesNotExist": return value === undefined;
    case "Gt": return compareIntegers(value, values[0]) > 0;
    case "Lt": return compareIntegers(value, values[0]) < 0;
    default: return false;
  }
}

const INTEGER = /^[+-]?\d+$/;

/** NaN, which compares false with everything, when one is no integer. */
function compareIntegers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined || !INTEGER.test(a) || !INTEGER.test(b)) return NaN;
  const difference = BigInt(a) - BigInt(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Source: `apimachinery/pkg/util/validation/validation.go`, IsValidLabelValue. */
export const isValidLabelValue = (value: string): boolean => value === "" || (value.length <= 63 && QUALIFIED_NAME.test(value));

/** Source: `validation.go`, IsQualifiedName. */
export function isValidLabelKey(key: string): boolean {
  const [name = "", prefix, ...rest] = key.split("/").reverse();
  if (rest.length > 0 || name.length > 63 || !QUALIFIED_NAME.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix));
}

/** Whether a requirement can be read at all; one that cannot never matches. Source: `labels/selector.go`, NewRequirement. */
export function isValidRequirement({ key, operator, values = [] }: LabelSelectorRequirement): boolean {
  if (!isValidLabelKey(key) || !values.every(isValidLabelValue)) return false;
  switch (operator) {
    case "In":
    case "NotIn": return values.length > 0;
    case "Exists":
    case "DoesNotExist": return values.length === 0;
    case "Gt":
    case "Lt": return values.length === 1 && INTEGER.test(values[0]!);
    default: return false;
  }
}
