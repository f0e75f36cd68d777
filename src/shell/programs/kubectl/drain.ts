import { seconds } from "../../../kernel/time.ts";
import { line } from "../../../display/line.ts";
import type { ApiRequest } from "../../../world/cluster/command.ts";
import { keyOf } from "../../../world/cluster/kinds.ts";
import type { Node, Pod } from "../../../world/cluster/objects.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { timeLimit } from "./duration.ts";
import { asks, hasFlag, kubectl, patience, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { cordoned, nodesMeant } from "./nodes.ts";
import { isWrong } from "./resources.ts";

/** Between two tries of an eviction that a budget refuses. Source: `kubectl/pkg/drain/drain.go`, evictPods. */
const RETRY = seconds(5);

/** What a drain has to remember from one look to the next. */
interface Draining {
  readonly began: number;
  /** Pods whose eviction has not been taken yet: their keys, with the time of the next try. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Pods that have been told to end: their keys and uids. */
  readonly ending: Readonly<Record<string, string>>;
}

export const drain = kubectl({
  path: "drain",
  about: "no new pods for a node, and take away those it has",
  flags: [
    { name: "--ignore-daemonsets", about: "pods of DaemonSets stay" }, { name: "--delete-emptydir-data", about: "pods that lose data in an emptyDir too" }, { name: "--force", about: "pods that nobody makes anew too" },
    { name: "--grace-period", about: "seconds from SIGTERM to SIGKILL", value: "seconds" }, { name: "--timeout", about: "give up after this time: 60s, 5m", value: "duration" }, SELECTOR,
  ],
  args: [{ name: "node", about: "which", completes: "kubeNode", optional: true }],
  unmodelled: ["--disable-eviction", "--pod-selector", "--chunk-size", "--skip-wait-for-delete-timeout", "--dry-run"],
  example: "kubectl drain n1 --ignore-daemonsets",
  run(kube) {
    if (kube.values.args.length === 0) return fail("error: USAGE: drain NODE [flags]", "See 'kubectl drain -h' for help and examples");
    const nodes = nodesMeant(kube, kube.values.args);
    if (isWrong(nodes)) return fail(nodes.wrong, nodes.hint);
    const [node] = nodes;
    if (node === undefined) return fail("error: no nodes are meant");
    return kube.values.kept === undefined ? begin(kube, node) : goOn(kube, node, JSON.parse(kube.values.kept) as Draining, []);
  },
});

/** The node is cordoned whatever comes; then it is told which pods are in the way. */
function begin(kube: Kube, node: Node): Reply {
  const { name } = node.metadata;
  const { going, errors, warnings } = sortedOut(kube, name);
  const mark = cordoned(node, true);
  const says = "says" in mark ? [`node/${name} ${mark.says}`] : [];
  const requests: ApiRequest[] = "request" in mark && mark.request !== undefined ? [mark.request] : [];
  if (errors.length > 0) {
    const text = errors.length === 1 ? errors[0]! : `[${errors.join(", ")}]`;
    const told = [`error: unable to drain node "${name}" due to error: ${text}, continuing command...`, "There are pending nodes to be drained:", ` ${name}`, ...errors];
    return requests.length === 0 ? { kind: "say", lines: says.map((one) => line(one)), errors: told, status: 1 } : { ...asks(kube, requests, says, told), status: 1 };
  }
  const kept: Draining = { began: kube.seen.now, waiting: Object.fromEntries(going.map((pod) => [keyOf("Pod", pod.metadata), 0])), ending: {} };
  const lines = [...says, ...going.map(({ metadata }) => `evicting pod ${metadata.namespace}/${metadata.name}`)];
  if (requests.length === 0) return goOn(kube, node, kept, [...lines], warnings);
  return { ...asks(kube, requests, lines, warnings), status: 0, every: patience(0), kept: JSON.stringify(kept) };
}

/** Which pods have to go, and which are in the way. Source: `kubectl/pkg/drain/filters.go`. */
function sortedOut({ view, values }: Kube, node: string): { readonly going: readonly Pod[]; readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  const all = view.podsOn(node).filter(({ metadata }) => metadata.deletionTimestamp === undefined && metadata.annotations?.["kubernetes.io/config.mirror"] === undefined);
  const finished = ({ status: { phase } }: Pod): boolean => phase === "Succeeded" || phase === "Failed";
  const owner = ({ metadata }: Pod) => metadata.ownerReferences?.find(({ controller }) => controller === true);
  const names = (pods: readonly Pod[]): string => pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).join(", ");
  const daemons = all.filter((pod) => owner(pod)?.kind === "DaemonSet" && !finished(pod));
  const others = all.filter((pod) => !daemons.includes(pod));
  const local = others.filter((pod) => !finished(pod) && pod.spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) === true);
  const alone = others.filter((pod) => !finished(pod) && owner(pod) === undefined);
  const errors = [
    ...(daemons.length > 0 && !hasFlag(values, "ignore-daemonsets") ? [`cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ${names(daemons)}`] : []),
    ...(local.length > 0 && !hasFlag(values, "delete-emptydir-data") ? [`cannot delete Pods with local storage (use --delete-emptydir-data to override): ${names(local)}`] : []),
    ...(alone.length > 0 && !hasFlag(values, "force") ? [`cannot delete cannot delete Pods that declare no controller (use --force to override): ${names(alone)}`] : []),
  ];
  const warnings = [...(daemons.length > 0 ? [`Warning: ignoring DaemonSet-managed Pods: ${names(daemons)}`] : []), ...(alone.length > 0 ? [`Warning: deleting Pods that declare no controller: ${names(alone)}`] : [])];
  return { going: others, errors, warnings };
}

/** One look: the next eviction that is due is tried, and whoever has gone is told of. */
function goOn(kube: Kube, node: Node, state: Draining, told: readonly string[], warnings: readonly string[] = []): Reply {
  const { view, seen: { now } } = kube;
  const ending: Record<string, string> = {};
  const lines = [...told];
  for (const [key, uid] of Object.entries(state.ending)) {
    if (view.get("Pod", key)?.metadata.uid === uid) ending[key] = uid;
    else lines.push(`pod/${key.slice(key.indexOf("/") + 1)} evicted`);
  }
  const waiting: Record<string, number> = { ...state.waiting };
  for (const [key, due] of Object.entries(waiting)) {
    const pod = view.get("Pod", key);
    if (pod === undefined) delete waiting[key];
    if (pod === undefined || due > now) continue;
    if (due > 0) lines.push(`evicting pod ${pod.metadata.namespace}/${pod.metadata.name}`);
    const refusal = view.evictionRefusal(pod);
    if (refusal === undefined) return evicting(kube, pod, { ...state, waiting: without(waiting, key), ending: { ...ending, [key]: pod.metadata.uid ?? "" } }, lines, warnings);
    waiting[key] = now + RETRY;
    lines.push(`error when evicting pods/"${pod.metadata.name}" -n "${pod.metadata.namespace}" (will retry after 5s): ${refusal.replace(/^Error from server \(\w+\): /, "")}`);
  }
  return rested(kube, node, { ...state, waiting, ending }, lines, warnings);
}

const without = (waiting: Readonly<Record<string, number>>, key: string): Record<string, number> => Object.fromEntries(Object.entries(waiting).filter(([other]) => other !== key));

function evicting(kube: Kube, pod: Pod, kept: Draining, lines: readonly string[], errors: readonly string[]): Reply {
  const grace = textFlag(kube.values, "grace-period");
  const request: ApiRequest = { do: "evict", key: keyOf("Pod", pod.metadata), ...(grace === undefined || Number(grace) < 0 ? {} : { graceSeconds: Number(grace) }) };
  return { ...asks(kube, [request], lines, errors), status: 0, every: seconds(0.02), kept: JSON.stringify(kept) };
}

function rested(kube: Kube, node: Node, state: Draining, lines: readonly string[], errors: readonly string[]): Reply {
  const { name } = node.metadata;
  const left = Object.keys(state.waiting).length + Object.keys(state.ending).length;
  if (left === 0) return { kind: "say", lines: [...lines, `node/${name} drained`].map((one) => line(one)), errors };
  const limit = timeLimit(kube);
  if (isWrong(limit)) return fail(limit.wrong);
  if (kube.seen.now - state.began >= limit) return { kind: "say", lines: lines.map((one) => line(one)), errors: [...errors, `error: unable to drain node "${name}" due to error: global timeout reached: ${textFlag(kube.values, "timeout")}, continuing command...`, "There are pending nodes to be drained:", ` ${name}`], status: 1 };
  return { kind: "follow", every: patience(kube.values.round), times: Infinity, lines: lines.map((one) => line(one)), clear: false, errors, kept: JSON.stringify(state) };
}
