import type { Nanos } from "../../../kernel/time.ts";
import { ageColumn } from "../duration.ts";
import type { Container, LabelSelector, Labels, ObjectMeta } from "../objects.ts";

/** A column of `kubectl get`; a wide one stands only with `-o wide`. */
export interface TableColumn {
  readonly name: string;
  readonly wide?: true;
}

/** How the API server prints the objects of one kind. Source: `pkg/printers/internalversion/printers.go`. */
export interface Table<T> {
  readonly columns: readonly TableColumn[];
  /** One cell for every column, the wide ones too. */
  row(object: T, now: Nanos): readonly string[];
}

/** `NAME READY +CONTAINERS`: a plus marks a wide column; a name of two words is joined by `_`. */
const columnsOf = (text: string): TableColumn[] =>
  text.split(" ").map((word) => ({ name: word.replace(/^\+/, "").replaceAll("_", " "), ...(word.startsWith("+") ? { wide: true as const } : {}) }));

export const table = <T>(columns: string, row: Table<T>["row"]): Table<T> => ({ columns: columnsOf(columns), row });

export const age = ({ creationTimestamp }: ObjectMeta, now: Nanos): string => ageColumn(creationTimestamp, now);

export const orNone = (text: string | undefined): string => (text === undefined || text === "" ? "<none>" : text);

/** `app=shop,tier=web`, sorted by key; `<none>` for none. */
export const labelText = (labels: Labels | undefined): string => orNone(Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join(","));

/** `app=shop,tier in (a,b)`. Source: `apimachinery/pkg/apis/meta/v1/helpers.go`, FormatLabelSelector. */
export function selectorText(selector: LabelSelector | undefined): string {
  const conditions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === "Exists") return key;
    return operator === "DoesNotExist" ? `!${key}` : `${key} ${operator === "In" ? "in" : "notin"} (${values.toSorted().join(",")})`;
  });
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return orNone([...labels, ...conditions].sort().join(","));
}

/** CONTAINERS and IMAGES of a template. */
export const containerCells = (containers: readonly Container[] | undefined): [names: string, images: string] => {
  const all = containers ?? [];
  return [all.map(({ name }) => name).join(","), all.map(({ image = "" }) => image).join(",")];
};
