import { isValidLabelKey, isValidLabelValue, matchesRequirement } from "../../../world/cluster/label-selector.ts";
import type { LabelSelectorRequirement, Labels } from "../../../world/cluster/objects.ts";
import { labelValueRule } from "../../../world/cluster/api/validation/metadata.ts";
import type { Wrong } from "./resources.ts";

/** Whether labels are those that were asked for. */
export type LabelTest = (labels: Labels) => boolean;

const PIECE = /^\s*(?:!\s*(?<absent>[^\s,()=!]+)|(?<key>[^\s,()=!]+)(?:\s*(?<sign>==|=|!=)\s*(?<value>[^\s,()=]*)|\s+(?<word>in|notin)\s*\((?<values>[^)]*)\))?)\s*(?:,|$)/;

/** Reads `app=shop,tier!=db,env in (a, b),!canary`; what is wrong is the server's answer about a list of `resource`. Source: `apimachinery/pkg/labels/selector.go`, Parse. */
export function readSelector(text: string, resource = "/v1, Resource=pods"): LabelTest | Wrong {
  const test = parsed(text);
  return typeof test === "function" ? test : { wrong: `Error from server (BadRequest): Unable to find "${resource}" that match label selector "${text}", field selector "": ${test.wrong}` };
}

/** Where a piece of a selector ends too early: something else than a comma follows. */
const AFTER = /^\s*!?\s*[^\s,()=!]+(?:\s*(?:==|=|!=)\s*[^\s,()=]*)?\s*(?<next>\S)/;

function parsed(text: string): LabelTest | Wrong {
  const requirements: LabelSelectorRequirement[] = [];
  for (let rest = text; rest.trim() !== "";) {
    const found = PIECE.exec(rest);
    if (found?.groups === undefined) return { wrong: `found '${AFTER.exec(rest)?.groups?.["next"] ?? rest.trim()}', expected: ${AFTER.test(rest) ? "',' or 'end of string'" : "!, identifier, or 'end of string'"}` };
    const requirement = requirementOf(found.groups);
    const bad = [...(requirement.values ?? [])].find((value) => !isValidLabelValue(value));
    if (!isValidLabelKey(requirement.key) || bad !== undefined) return { wrong: `unable to parse requirement: ${bad === undefined ? `key: Invalid value: "${requirement.key}"` : `values[0][${requirement.key}]: Invalid value: "${bad}": ${labelValueRule(bad)}`}` };
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
