import { isValidLabelKey, isValidLabelValue, matchesRequirement } from "../../../world/cluster/label-selector.ts";
import type { LabelSelectorRequirement, Labels } from "../../../world/cluster/objects.ts";
import type { Wrong } from "./resources.ts";

/** Whether labels are those that were asked for. */
export type LabelTest = (labels: Labels) => boolean;

const PIECE = /^\s*(?:!\s*(?<absent>[^\s,()=!]+)|(?<key>[^\s,()=!]+)(?:\s*(?<sign>==|=|!=)\s*(?<value>[^\s,()]*)|\s+(?<word>in|notin)\s*\((?<values>[^)]*)\))?)\s*(?:,|$)/;

/** Reads `app=shop,tier!=db,env in (a, b),!canary`. Source: `apimachinery/pkg/labels/selector.go`, Parse. */
export function readSelector(text: string): LabelTest | Wrong {
  const requirements: LabelSelectorRequirement[] = [];
  for (let rest = text; rest.trim() !== "";) {
    const found = PIECE.exec(rest);
    if (found?.groups === undefined) return { wrong: `error: unable to parse requirement: found '${rest.trim()}', expected: a label, =, !=, in or notin` };
    const requirement = requirementOf(found.groups);
    const bad = [...(requirement.values ?? [])].find((value) => !isValidLabelValue(value));
    if (!isValidLabelKey(requirement.key) || bad !== undefined) return { wrong: `error: unable to parse requirement: "${bad ?? requirement.key}" is no valid label` };
    requirements.push(requirement);
    rest = rest.slice(found[0].length);
  }
  return (labels) => requirements.every((one) => matchesRequirement(one, labels));
}

function requirementOf({ absent, key = "", sign, value = "", word, values = "" }: Readonly<Record<string, string | undefined>>): LabelSelectorRequirement {
  if (absent !== undefined) return { key: absent, operator: "DoesNotExist" };
  if (sign !== undefined) return { key, operator: sign === "!=" ? "NotIn" : "In", values: [value] };
  return word === undefined ? { key, operator: "Exists" } : { key, operator: word === "in" ? "In" : "NotIn", values: values.split(",").map((one) => one.trim()) };
}
