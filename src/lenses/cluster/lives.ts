import { fixed } from "../../display/format-number.ts";
import type { TablePanel } from "../../display/panel.ts";
import type { Nanos } from "../../kernel/time.ts";
import { SECOND } from "../../kernel/time.ts";
import { conditionOf, isPodReady, type ContainerStatus, type Pod } from "../../world/cluster/objects.ts";
import { podColumns } from "../../world/cluster/printers/pod.ts";
import type { ClusterView } from "../../world/cluster/view.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";
import { familyOf, ownPods, signOf } from "./pods.ts";

type Row = TablePanel["rows"][number];

/** Pod by pod the lives of its containers: how it is now, how the life before ended, and when the next one begins. */
export function livesPanel(seen: Observation): Offer | undefined {
  const { cluster } = seen;
  if (cluster === undefined) return undefined;
  const rows = ownPods(cluster).map((pod) => row(pod, cluster, seen));
  if (rows.length === 0) return undefined;
  const columns: TablePanel["columns"] = [{ name: "pod" }, { name: "node" }, { name: "now" }, { name: "restarts", align: "right" }, { name: "last end" }, { name: "next try" }];
  return offer({ title: "Lives: of the containers in each pod", kind: "table", columns, rows }, Math.min(rows.length + 1, 4));
}

function row(pod: Pod, cluster: ClusterView, seen: Observation): Row {
  const unheard = isUnheard(pod, cluster);
  const { sign, tone } = unheard ? { sign: "?", tone: "warn" as const } : signOf(pod, seen);
  const statuses = pod.status.containerStatuses ?? [];
  const cells = [shortName(pod, cluster), pod.spec.nodeName ?? "-", `${sign} ${unheard ? "not heard of" : wordOf(pod, seen)}`, `${statuses.reduce((sum, c) => sum + c.restartCount, 0)}`, lastEnd(statuses), nextTry(statuses, seen.now)];
  return { cells, tone: tone === "good" ? "plain" : tone };
}

/** The hash of the template says little; the five letters at the end tell a pod from the others. */
function shortName(pod: Pod, cluster: ClusterView): string {
  const { name } = pod.metadata;
  const family = familyOf(pod, cluster);
  return name.length > family.length + 8 ? `${family}-…${name.slice(-5)}` : name;
}

/** Of a pod whose node is silent the API server only has what was heard last. */
function isUnheard({ metadata, spec }: Pod, cluster: ClusterView): boolean {
  const node = cluster.get("Node", spec.nodeName ?? "");
  return metadata.deletionTimestamp === undefined && node !== undefined && conditionOf(node.status.conditions, "Ready")?.status === "Unknown";
}

/** The word of `kubectl get pods`, which says Running of those too that are not ready. */
function wordOf(pod: Pod, seen: Observation): string {
  const { status } = podColumns(pod, seen.now);
  return status === "Running" && !isPodReady(pod) ? "not ready" : status;
}

function lastEnd(statuses: readonly ContainerStatus[]): string {
  const ends = statuses.flatMap(({ state, lastState }) => state?.terminated ?? lastState?.terminated ?? []);
  const last = ends.toSorted((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))[0];
  if (last === undefined) return "-";
  return last.reason === "OOMKilled" ? `${last.exitCode} OOMKilled` : `exit ${last.exitCode}`;
}

/** The kubelet says how long it backs off; the wait counts from the end of the last life. */
function nextTry(statuses: readonly ContainerStatus[], now: Nanos): string {
  const due = statuses.flatMap(({ state, lastState }): number[] => {
    const { reason, message = "" } = state?.waiting ?? {};
    const [, minutes = "0", seconds] = /^back-off (?:(\d+)m)?(\d+)s/.exec(message) ?? [];
    return reason !== "CrashLoopBackOff" || seconds === undefined ? [] : [(lastState?.terminated?.finishedAt ?? now) + (Number(minutes) * 60 + Number(seconds)) * SECOND];
  });
  return due.length === 0 ? "-" : `in ${fixed(Math.max(0, Math.min(...due) - now) / SECOND, 0)} s`;
}
