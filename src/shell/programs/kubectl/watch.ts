import { line } from "../../../display/line.ts";
import { seconds } from "../../../kernel/time.ts";
import { keyOf } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { hasFlag, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { isTabular, printed } from "./output.ts";
import { headOf, rowOf } from "./rows.ts";
import { isWrong, type Found, type Wanted } from "./resources.ts";

/** How often it looks. The server would tell of every change: two in so short a time are told as one here. */
const EVERY = seconds(0.2);

/** Of so many objects what was printed is remembered; of more only which write was the last. */
const REMEMBERED = 200;

/** What stands in the columns of an object, without its age, as it was last printed: a line comes when that changes. */
type Seen = Readonly<Record<string, string>>;

interface Watching {
  readonly widths: readonly number[];
  readonly seen: Seen;
  readonly revision: number;
}

/** `kubectl get -w`: a table that grows by a line for everything that changes. Source: `kubectl/pkg/cmd/get/get.go`, watch. */
export function watched(kube: Kube, found: readonly Found[], { kinds }: Wanted, format: string): Reply {
  if (kinds.length > 1) return fail("error: you may only specify a single resource type");
  const before = kube.values.kept === undefined ? undefined : (JSON.parse(kube.values.kept) as Watching);
  const now: Seen = found.length > REMEMBERED ? {} : Object.fromEntries(found.map((one) => [nameOf(one), told(kube, one, format)]));
  const revision = found.reduce((newest, one) => Math.max(newest, revisionOf(one)), before?.revision ?? 0);
  const isNew = (one: Found): boolean => revisionOf(one) > before!.revision && (now[nameOf(one)] === undefined || before!.seen[nameOf(one)] !== now[nameOf(one)]);
  const fresh = before === undefined ? (hasFlag(kube.values, "watch-only") ? [] : found) : found.filter(isNew);
  const follow = (lines: readonly string[], widths: readonly number[]): Reply =>
    ({ kind: "follow", every: EVERY, times: Infinity, lines: lines.map((text) => line(text)), clear: false, kept: JSON.stringify({ widths, seen: now, revision } satisfies Watching) });
  if (!isTabular(format)) {
    const lines = fresh.length === 0 ? [] : printed(kube, fresh, format, false);
    return isWrong(lines) ? fail(lines.wrong) : follow(lines, []);
  }
  const wide = format === "wide";
  const head = (before?.widths ?? []).length === 0 && !hasFlag(kube.values, "no-headers") && kinds[0] !== undefined && fresh.length > 0 ? [headOf(kube, kinds[0].kind, wide)] : [];
  const rows = [...head, ...fresh.map((one) => rowOf(kube, one, wide, false))];
  const widths = widest(rows, before?.widths ?? []);
  return follow(laidOut(rows, widths), rows.length === 0 && before === undefined ? [] : widths);
}

const revisionOf = ({ object: { metadata } }: Found): number => metadata.resourceVersion ?? 0;

const nameOf = ({ kind, object }: Found): string => `${kind}/${keyOf(kind, object.metadata)}/${object.metadata.uid}`;

/** Ages go by themselves: they make no line. */
function told(kube: Kube, one: Found, format: string): string {
  if (!isTabular(format)) return `${one.object.metadata.resourceVersion}`;
  const still: Kube = { ...kube, seen: { ...kube.seen, now: one.object.metadata.creationTimestamp ?? 0 } };
  return rowOf(still, one, format === "wide", false).map((cell) => cell.replace(/ \(.* ago\)$/, "")).join(" ");
}

/** Columns stay as wide as they have been. */
const widest = (rows: readonly (readonly string[])[], before: readonly number[]): number[] =>
  (rows[0] ?? before.map(String)).map((_, place) => Math.max(before[place] ?? 0, ...rows.map((row) => (row[place] ?? "").length)));

function laidOut(rows: readonly (readonly string[])[], widths: readonly number[]): string[] {
  return tabbed([widths.map((width) => "x".repeat(width)), ...rows]).slice(1);
}
