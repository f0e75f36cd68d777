import { amountOf } from "../../../world/cluster/pod-requests.ts";
import type { UsageSample } from "../../../world/cluster/metrics.ts";
import { ageColumn } from "../../../world/cluster/duration.ts";
import { keyOf } from "../../../world/cluster/kinds.ts";
import type { Node, Pod } from "../../../world/cluster/objects.ts";
import { fail, say } from "../say.ts";
import { ALL_NAMESPACES, hasFlag, kubectl, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { isWrong, listed, one, type Wrong } from "./resources.ts";
import { readSelector } from "./selector.ts";

const SORT = { name: "--sort-by", about: "cpu or memory", value: "kubeUsage" } as const;
const HEADERS = { name: "--no-headers", about: "without the first line" } as const;

/** Whole mebibytes, as kubectl cuts them. */
const memory = (bytes: number): string => `${Math.trunc(bytes / 2 ** 20)}Mi`;
const cpu = (milli: number): string => `${Math.trunc(milli)}m`;

function meant<K extends "Node" | "Pod">(kube: Kube, kind: K): (K extends "Node" ? Node : Pod)[] | Wrong {
  const selector = textFlag(kube.values, "selector");
  const test = selector === undefined ? undefined : readSelector(selector);
  if (isWrong(test)) return test;
  const [name] = kube.values.args;
  if (name === undefined) return listed(kube, kind, test).map(({ object }) => object) as (K extends "Node" ? Node : Pod)[];
  const found = one(kube, kind, name);
  return isWrong(found) ? found : ([found] as (K extends "Node" ? Node : Pod)[]);
}

function ordered<T extends { readonly usage: UsageSample | undefined }>(kube: Kube, rows: readonly T[]): readonly T[] {
  const by = textFlag(kube.values, "sort-by");
  if (by !== "cpu" && by !== "memory") return rows;
  const value = ({ usage }: T): number => (usage === undefined ? -1 : by === "cpu" ? usage.cpuMilli : usage.memoryBytes);
  return rows.toSorted((a, b) => value(b) - value(a));
}

const badSort = (kube: Kube): string | undefined => (["cpu", "memory", undefined].includes(textFlag(kube.values, "sort-by")) ? undefined : "error: --sort-by accepts only cpu or memory");

export const topNodes = kubectl({
  path: "top nodes",
  about: "CPU and memory that nodes use",
  flags: [SELECTOR, SORT, HEADERS],
  args: [{ name: "node", about: "which", completes: "kubeNode", optional: true }],
  unmodelled: ["--show-capacity", "--show-swap", "--use-protocol-buffers"],
  example: "kubectl top nodes",
  note: "the metrics server asks every 15 seconds: its numbers are of the time before",
  run(kube) {
    const nodes = meant(kube, "Node");
    if (isWrong(nodes)) return fail(nodes.wrong, nodes.hint);
    const wrong = badSort(kube);
    if (wrong !== undefined) return fail(wrong);
    const rows = nodes.map((node) => ({ node, usage: kube.view.nodeUsage(node.metadata.name) }));
    if (rows.every(({ usage }) => usage === undefined)) return fail("error: metrics not available yet", "the metrics server needs two looks, 15 seconds apart");
    const cells = ordered(kube, rows).map(({ node, usage }) => nodeCells(node, usage));
    return say(tabbed(hasFlag(kube.values, "no-headers") ? cells : [["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"], ...cells]));
  },
});

/** Source: `kubectl/pkg/metricsutil/metrics_printer.go`, printNodeMetrics. */
function nodeCells({ metadata: { name }, status: { allocatable = {} } }: Node, usage: UsageSample | undefined): string[] {
  if (usage === undefined) return [name, "<unknown>", "<unknown>", "<unknown>", "<unknown>"];
  const part = (used: number, resource: string): string => (allocatable[resource] === undefined ? "<unknown>" : `${Math.trunc((used * 100) / amountOf(resource, allocatable[resource]))}%`);
  return [name, cpu(usage.cpuMilli), part(usage.cpuMilli, "cpu"), memory(usage.memoryBytes), part(usage.memoryBytes, "memory")];
}

export const topPods = kubectl({
  path: "top pods",
  about: "CPU and memory that pods use",
  flags: [SELECTOR, ALL_NAMESPACES, SORT, HEADERS, { name: "--containers", about: "a line for each container" }, { name: "--sum", about: "with what they use together" }],
  args: [{ name: "pod", about: "which", completes: "kubePod", optional: true }],
  unmodelled: ["--field-selector", "--show-swap", "--use-protocol-buffers"],
  example: "kubectl top pods",
  note: "the metrics server asks every 15 seconds: its numbers are of the time before",
  run(kube) {
    const pods = meant(kube, "Pod");
    if (isWrong(pods)) return fail(pods.wrong, pods.hint);
    const wrong = badSort(kube);
    if (wrong !== undefined) return fail(wrong);
    const all = pods.map((pod) => ({ pod, usage: kube.view.podUsage(keyOf("Pod", pod.metadata)) }));
    const rows = all.filter(({ usage }) => usage !== undefined);
    if (rows.length === 0) return pods.length === 0 ? { kind: "say", lines: [], errors: [hasFlag(kube.values, "all-namespaces") ? "No resources found" : `No resources found in ${kube.namespace} namespace.`] } : fail(missing(kube, pods[0]!), "the metrics server needs two looks, 15 seconds apart");
    return say(podLines(kube, ordered(kube, rows)));
  },
});

const missing = (kube: Kube, { metadata }: Pod): string =>
  (kube.values.args.length === 0 ? "error: metrics not available yet" : `error: Metrics not available for pod ${metadata.namespace}/${metadata.name}, age: ${ageColumn(metadata.creationTimestamp, kube.seen.now)}`);

function podLines(kube: Kube, rows: readonly { readonly pod: Pod; readonly usage: UsageSample | undefined }[]): string[] {
  const everywhere = hasFlag(kube.values, "all-namespaces");
  const each = hasFlag(kube.values, "containers");
  const used = ({ cpuMilli, memoryBytes }: Pick<UsageSample, "cpuMilli" | "memoryBytes">): string[] => [cpu(cpuMilli), memory(memoryBytes)];
  const cells = rows.flatMap(({ pod: { metadata }, usage }) => {
    const names = [...(everywhere ? [metadata.namespace ?? ""] : []), metadata.name];
    return each ? usage!.containers.map((one) => [...names, one.name, ...used(one)]) : [[...names, ...used(usage!)]];
  });
  const blank = ["", ...(everywhere ? [""] : []), ...(each ? [""] : [])];
  const sum = (of: (usage: UsageSample) => number): number => rows.reduce((total, { usage }) => total + of(usage!), 0);
  const total = hasFlag(kube.values, "sum") ? [[...blank, "________", "________"], [...blank, cpu(sum(({ cpuMilli }) => cpuMilli)), memory(sum(({ memoryBytes }) => memoryBytes))]] : [];
  const head = [...(everywhere ? ["NAMESPACE"] : []), ...(each ? ["POD", "NAME"] : ["NAME"]), "CPU(cores)", "MEMORY(bytes)"];
  return tabbed([...(hasFlag(kube.values, "no-headers") ? [] : [head]), ...cells, ...total]);
}
