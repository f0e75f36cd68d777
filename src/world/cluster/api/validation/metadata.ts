import { isValidLabelKey, isValidLabelValue } from "../../label-selector.ts";
import type { Kind } from "../../kinds.ts";
import type { Labels, LabelSelector, ObjectMeta } from "../meta.ts";
import { DNS_1035_RULE, invalid, LABEL_RULE, nameProblems, required, SUBDOMAIN_RULE, unsupported, type NameRule, type Problem } from "./problems.ts";

const KEY = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** What a label value that breaks the rules should be. */
export const labelValueRule = (value: string): string => (value.length > 63 ? "must be no more than 63 characters" : VALUE);

/** Source: `apimachinery/pkg/apis/meta/v1/validation/validation.go`, ValidateLabels. */
export const labelProblems = (path: string, labels: Labels | undefined): Problem[] =>
  Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...(isValidLabelKey(key) ? [] : [invalid(path, key, KEY)]),
    ...(isValidLabelValue(value) ? [] : [invalid(path, value, labelValueRule(value))]),
  ]);

const RULES: { readonly [K in Kind]?: NameRule } = { Service: DNS_1035_RULE, Namespace: LABEL_RULE };

/** Source: `apimachinery/pkg/api/validation/objectmeta.go`, ValidateObjectMeta. */
export function metadataProblems(kind: Kind, { name, generateName, labels, annotations }: ObjectMeta): Problem[] {
  const keys = Object.keys(annotations ?? {}).filter((key) => !isValidLabelKey(key)).map((key) => invalid("metadata.annotations", key, KEY));
  const named = name === undefined || name === "" ? (generateName === undefined ? [required("metadata.name", "name or generateName is required")] : []) : nameProblems("metadata.name", name, RULES[kind] ?? SUBDOMAIN_RULE);
  return [...named, ...labelProblems("metadata.labels", labels), ...keys];
}

const OPERATORS = ["DoesNotExist", "Exists", "In", "NotIn"];

/** Source: `apimachinery/pkg/apis/meta/v1/validation/validation.go`, ValidateLabelSelector. */
export const selectorProblems = (path: string, selector: LabelSelector | undefined): Problem[] => [
  ...labelProblems(`${path}.matchLabels`, selector?.matchLabels),
  ...(selector?.matchExpressions ?? []).flatMap(({ operator, values = [] }, place) => {
    const at = `${path}.matchExpressions[${place}]`;
    if (!OPERATORS.includes(operator)) return [unsupported(`${at}.operator`, operator, OPERATORS)];
    const listed = operator === "In" || operator === "NotIn";
    if (listed && values.length === 0) return [required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    return !listed && values.length > 0 ? [`${at}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`] : [];
  }),
];
