import { keyOf, kindInfo, type Kind, type Objects } from "../../../../world/cluster/kinds.ts";
import type { Event } from "../../../../world/cluster/objects.ts";
import { fail, said } from "../../say.ts";
import { ALL_NAMESPACES, hasFlag, kubectl, SELECTOR, type Kube } from "../kubectl.ts";
import { sent } from "../output.ts";
import { isWrong, select, wanted, type Found, type Wanted } from "../resources.ts";
import { yamlLines } from "../yaml.ts";
import * as network from "./network.ts";
import { describeNode } from "./node.ts";
import { describePod } from "./pod.ts";
import * as policy from "./policy.ts";
import * as workload from "./workload.ts";
import { Writer } from "./writer.ts";

type Describer<K extends Kind> = (w: Writer, object: Objects[K], kube: Kube) => void;

const DESCRIBERS: { readonly [K in Kind]?: Describer<K> } = {
  Pod: describePod, Node: describeNode,
  Deployment: workload.describeDeployment, ReplicaSet: workload.describeReplicaSet, StatefulSet: workload.describeStatefulSet, DaemonSet: workload.describeDaemonSet, Job: workload.describeJob, CronJob: workload.describeCronJob,
  Service: network.describeService, EndpointSlice: network.describeEndpointSlice, HorizontalPodAutoscaler: network.describeAutoscaler, NetworkPolicy: network.describeNetworkPolicy,
  PodDisruptionBudget: policy.describeBudget, ResourceQuota: policy.describeQuota, LimitRange: policy.describeLimitRange, Namespace: policy.describeNamespace, ConfigMap: policy.describeConfigMap, Secret: policy.describeSecret,
  PriorityClass: policy.describePriorityClass, PersistentVolumeClaim: policy.describeClaim, PersistentVolume: policy.describeVolume,
};

/** Kinds whose description ends with what happened to them. */
const WITHOUT_EVENTS: ReadonlySet<Kind> = new Set(["Event", "Lease", "Secret", "Namespace", "ResourceQuota", "LimitRange", "NetworkPolicy"]);

export const describe = kubectl({
  path: "describe",
  about: "everything about objects, with what happened to them",
  flags: [SELECTOR, ALL_NAMESPACES, { name: "--show-events", about: "true or false: with what happened", value: "kubeSwitch", alone: "true" }],
  args: [{ name: "object", about: "kind/name, or a kind and names", completes: "kubeObject", optional: true, many: true }],
  unmodelled: ["-f", "--filename", "-R", "--recursive", "--chunk-size"],
  example: "kubectl describe pod shop-7d4b9c6f5-x2x8z",
  run(kube) {
    if (kube.values.args.length === 0) return fail('error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.');
    const what = wanted(kube.values.args);
    if (isWrong(what)) return fail(what.wrong, what.hint);
    const selected = select(kube, begun(kube, what));
    if (isWrong(selected)) return fail(selected.wrong, selected.hint);
    const errors = [...selected.errors, ...(selected.hint === undefined ? [] : [selected.hint])];
    if (selected.found.length === 0 && errors.length === 0) return said([], [hasFlag(kube.values, "all-namespaces") ? "No resources found" : `No resources found in ${kube.namespace} namespace.`]);
    return said(selected.found.flatMap((one, place) => [...(place === 0 ? [] : ["", ""]), ...describedLines(kube, one)]), errors);
  },
});

/** The beginning of a name will do: all that begin so are meant. Source: `kubectl/pkg/cmd/describe/describe.go`, DescribeMatchingResources. */
function begun(kube: Kube, what: Wanted): Wanted {
  const names = what.names.flatMap((one) => {
    if (kube.view.get(one.info.kind, keyOf(one.info.kind, { namespace: kube.namespace, name: one.name })) !== undefined) return [one];
    const all = kube.view.list(one.info.kind, one.info.namespaced ? kube.namespace : undefined).map(({ metadata }) => metadata.name).filter((name) => name.startsWith(one.name));
    return all.length === 0 ? [one] : all.map((name) => ({ info: one.info, name }));
  });
  return { ...what, names };
}

function describedLines(kube: Kube, one: Found): string[] {
  const w = new Writer();
  const describer = DESCRIBERS[one.kind] as Describer<Kind> | undefined;
  if (describer === undefined) for (const text of yamlLines(sent(one))) w.put(0, text);
  else describer(w, one.object as Objects[Kind], kube);
  if (!WITHOUT_EVENTS.has(one.kind) && kube.values.flags["show-events"] !== "false") w.events(eventsOf(kube, one), kube.seen.now);
  return w.lines();
}

/** What happened to an object, in the order in which it began. */
function eventsOf({ view }: Kube, { kind, object: { metadata } }: Found): Event[] {
  const own: Event[] = [];
  for (const event of view.each("Event", kindInfo(kind).namespaced ? metadata.namespace : "default")) {
    const { involvedObject: about } = event;
    if (about.name === metadata.name && about.kind === kind && (about.uid === "" || about.uid === metadata.uid)) own.push(event);
  }
  return own.sort(byTime);
}

export const byTime = (a: Event, b: Event): number => a.lastTimestamp - b.lastTimestamp || a.firstTimestamp - b.firstTimestamp || (a.metadata.resourceVersion ?? 0) - (b.metadata.resourceVersion ?? 0);
