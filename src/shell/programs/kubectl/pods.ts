import { isPodReady, type Pod } from "../../../world/cluster/objects.ts";
import { matchesLabelSelector } from "../../../world/cluster/label-selector.ts";
import type { Container } from "../../../world/cluster/objects.ts";
import { one, isWrong, kindOf, notFound, nearHint, type Wrong } from "./resources.ts";
import type { Kube } from "./kubectl.ts";
import { kindInfo } from "../../../world/cluster/kinds.ts";

/** The pod that a word means, and how many there were to choose from. */
export interface PodChosen {
  readonly pod: Pod;
  readonly of: number;
}

/** `NAME`, `pod/NAME`, or `deploy/NAME` for the first of its pods. Source: `polymorphichelpers/attachablepodforobject.go`. */
export function podMeant(kube: Kube, word: string): PodChosen | Wrong {
  const [kind, name] = word.includes("/") ? [word.slice(0, word.indexOf("/")), word.slice(word.indexOf("/") + 1)] : ["pod", word];
  const info = kindOf(kind);
  if (isWrong(info)) return info;
  if (info.kind === "Pod") {
    const pod = one(kube, "Pod", name);
    return isWrong(pod) ? pod : { pod, of: 1 };
  }
  const object = kube.view.get(info.kind, `${kube.namespace}/${name}`);
  if (object === undefined) {
    const hint = nearHint(kube, kindInfo(info.kind), name);
    return { wrong: notFound(info, name), ...(hint === undefined ? {} : { hint }) };
  }
  const selector = info.kind === "Service" ? { matchLabels: (object as { readonly spec: { readonly selector?: Readonly<Record<string, string>> } }).spec.selector ?? {} } : (object as { readonly spec?: { readonly selector?: object } }).spec?.selector;
  if (selector === undefined) return { wrong: `error: cannot get the logs from *v1.${info.kind}` };
  const pods = kube.view.list("Pod", kube.namespace).filter((pod) => matchesLabelSelector(selector, pod.metadata.labels)).sort(forLogging);
  return pods[0] === undefined ? { wrong: `error: timed out waiting for the condition`, hint: `${word} has no pods now: kubectl get pods` } : { pod: pods[0], of: pods.length };
}

const PHASES = ["Running", "Unknown", "Pending"];

/** Whose words are worth most: bound, running, ready, restarted. Source: `kubectl/pkg/util/podutils/podutils.go`, ByLogging. */
function forLogging(a: Pod, b: Pod): number {
  const rank = ({ spec, status, metadata }: Pod): readonly number[] => [
    spec.nodeName === undefined ? 1 : 0, PHASES.indexOf(status.phase) < 0 ? 3 : PHASES.indexOf(status.phase),
    isPodReady({ spec, status, metadata }) ? 0 : 1, -Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount)), metadata.creationTimestamp ?? 0,
  ];
  const [left, right] = [rank(a), rank(b)];
  return left.map((value, place) => value - right[place]!).find((difference) => difference !== 0) ?? 0;
}

/** The container that is meant, and what is said when nobody said which. */
export function containerMeant({ spec, metadata }: Pod, name: string | undefined): { readonly container: Container; readonly says?: string } | Wrong {
  const all = [...spec.containers, ...(spec.initContainers ?? [])];
  if (name !== undefined) {
    const container = all.find((known) => known.name === name);
    return container === undefined ? { wrong: `error: container ${name} is not valid for pod ${metadata.name}`, hint: `its containers: ${all.map((known) => known.name).join(", ")}` } : { container };
  }
  const container = spec.containers[0]!;
  if (all.length === 1) return { container };
  const names = [...spec.containers.map((known) => known.name), ...(spec.initContainers ?? []).map((known) => `${known.name} (init)`)];
  return { container, says: `Defaulted container "${container.name}" out of: ${names.join(", ")}` };
}
