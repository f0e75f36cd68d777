import type { Kind } from "../../../world/cluster/kinds.ts";
import { labelText } from "../../../world/cluster/printers/table.ts";
import { tableOf } from "../../../world/cluster/printers/tables.ts";
import { hasFlag, textFlag, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { ordered } from "./order.ts";
import { isWrong, typeName, type Found, type Wanted, type Wrong } from "./resources.ts";

/** Objects in groups of one kind, as they are printed. */
export interface Group {
  readonly kind: Kind;
  readonly objects: readonly Found[];
}

/** In the order in which the kinds were named. */
export function byKind(found: readonly Found[], { kinds }: Wanted): Group[] {
  return kinds.map(({ kind }) => ({ kind, objects: found.filter((one) => one.kind === kind) })).filter(({ objects }) => objects.length > 0);
}

/** Tables as kubectl prints them: several are kept apart by an empty line; when several were asked for, names tell their kinds. */
export function tables(kube: Kube, groups: readonly Group[], wide: boolean, prefixed: boolean): string[] | Wrong {
  const lines: string[] = [];
  for (const [place, group] of groups.entries()) {
    const objects = ordered(kube, group.objects);
    if (isWrong(objects)) return objects;
    if (place > 0) lines.push("");
    lines.push(...tabbed(cells(kube, group.kind, objects, wide, prefixed)));
  }
  return lines;
}

/** Head and rows of one kind. */
function cells(kube: Kube, kind: Kind, objects: readonly Found[], wide: boolean, prefixed: boolean): string[][] {
  const head = headOf(kube, kind, wide);
  const rows = objects.map((one) => rowOf(kube, one, wide, prefixed));
  return hasFlag(kube.values, "no-headers") ? rows : [head, ...rows];
}

const labelColumns = ({ values }: Kube): string[] => (textFlag(values, "label-columns") ?? "").split(",").filter((key) => key !== "");

const everywhere = (kube: Kube, kind: Kind): boolean => hasFlag(kube.values, "all-namespaces") && kind !== "Node" && kind !== "Namespace" && kind !== "PersistentVolume" && kind !== "PriorityClass";

export function headOf(kube: Kube, kind: Kind, wide: boolean): string[] {
  const own = tableOf(kind).columns.filter((column) => wide || column.wide !== true).map(({ name }) => name);
  const labels = labelColumns(kube).map((key) => key.slice(key.lastIndexOf("/") + 1).toUpperCase());
  return [...(everywhere(kube, kind) ? ["NAMESPACE"] : []), ...own, ...labels, ...(hasFlag(kube.values, "show-labels") ? ["LABELS"] : [])];
}

export function rowOf(kube: Kube, { kind, object }: Found, wide: boolean, prefixed: boolean): string[] {
  const { columns, row } = tableOf<Kind>(kind);
  const own = row(object, kube.seen.now).filter((_, place) => wide || columns[place]!.wide !== true);
  if (prefixed && columns[0]!.name === "NAME") own[0] = `${typeName(kind)}/${own[0]}`;
  const labels = object.metadata.labels ?? {};
  const more = labelColumns(kube).map((key) => labels[key] ?? "");
  return [...(everywhere(kube, kind) ? [object.metadata.namespace ?? ""] : []), ...own, ...more, ...(hasFlag(kube.values, "show-labels") ? [labelText(labels)] : [])];
}
