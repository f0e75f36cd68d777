import { structOf, type Type } from "../../../world/cluster/api/schema.ts";
import { keyOf, KINDS, type Kind } from "../../../world/cluster/kinds.ts";
import type { ClusterView } from "../../../world/cluster/view.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Seat } from "../../verb.ts";
import { isWrong, kindOf } from "./resources.ts";

interface Option {
  readonly text: string;
  readonly about: string;
}

/** What Tab may put there: `before` are the words that stand before it, `prefix` is what has been typed of it. */
type Names = (seen: Observation, seat: Seat, before: readonly string[], prefix: string) => Option[];

const plain = (texts: Iterable<string>, about = ""): Option[] => [...new Set(texts)].map((text) => ({ text, about }));

/** Names of the objects of a kind, in the namespace of the seat. */
function named({ cluster }: Observation, kind: Kind, { kubeNamespace = "default" }: Seat): string[] {
  const namespaced = KINDS.find((known) => known.kind === kind)?.namespaced === true;
  return (cluster?.list(kind, namespaced ? kubeNamespace : undefined) ?? []).map(({ metadata }) => metadata.name);
}

/** A kind, then its names; or `kind/name` in one word. */
const objects = (kinds: readonly Kind[]): Names => (seen, seat, before, prefix) => {
  const slash = prefix.indexOf("/");
  if (slash > 0) {
    const info = kindOf(prefix.slice(0, slash));
    return isWrong(info) ? [] : plain(named(seen, info.kind, seat).map((name) => `${prefix.slice(0, slash)}/${name}`));
  }
  if (before[0] === undefined) return KINDS.filter(({ kind }) => kinds.includes(kind)).map(({ resource, singular, shortNames, kind }) => ({ text: kinds.length < 10 ? singular : resource, about: [kind, ...shortNames].join(", ") }));
  const info = before[0].includes("/") ? undefined : kindOf(before[0]);
  return info === undefined || isWrong(info) ? [] : plain(named(seen, info.kind, seat).filter((name) => !before.includes(name)));
};

const WORKLOADS: readonly Kind[] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

/** Pods by name; others by `kind/name`. */
const pods: Names = (seen, seat, before, prefix) => (prefix.includes("/") ? objects(WORKLOADS)(seen, seat, before, prefix) : [...plain(named(seen, "Pod", seat)), ...plain(named(seen, "Deployment", seat).map((name) => `deploy/${name}`), "one of its pods")]);

const containers: Names = (seen, seat) => plain((seen.cluster?.list("Pod", seat.kubeNamespace ?? "default") ?? []).flatMap(({ spec }) => spec.containers.map(({ name }) => name)));

/** `CONTAINER=` behind the object whose image is set. */
const imageWords: Names = (seen, seat, before, prefix) => {
  const [kind, name] = before[0]?.includes("/") === true ? before[0].split("/") : before;
  const info = kind === undefined ? undefined : kindOf(kind);
  if (name === undefined || info === undefined || isWrong(info)) return objects([...WORKLOADS, "Pod"])(seen, seat, before, prefix);
  return plain(containersOf(seen.cluster, info.kind, keyOf(info.kind, { namespace: seat.kubeNamespace ?? "default", name })).map((one) => `${one}=`));
};

function containersOf(cluster: ClusterView | undefined, kind: Kind, key: string): string[] {
  const object = cluster?.get(kind, key) as { readonly spec?: { readonly template?: { readonly spec: { readonly containers: readonly { readonly name: string }[] } }; readonly containers?: readonly { readonly name: string }[] } } | undefined;
  return (object?.spec?.template?.spec.containers ?? object?.spec?.containers ?? []).map(({ name }) => name);
}

const selectors: Names = (seen, seat) => plain((["Pod", "Deployment", "Service"] as const).flatMap((kind) => (seen.cluster?.list(kind, seat.kubeNamespace ?? "default") ?? []).flatMap(({ metadata }) => Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`))));

/** A kind and the way down into its fields. */
const fields: Names = (_seen, _seat, _before, prefix) => {
  const parts = prefix.split(".");
  const info = kindOf(parts[0] ?? "");
  if (parts.length < 2 || isWrong(info)) return plain(KINDS.map(({ singular }) => singular));
  let type: Type | undefined = { is: "object", struct: info.kind };
  for (const part of parts.slice(1, -1)) type = fieldsOf(type)?.get(part)?.type;
  const before = parts.slice(0, -1).join(".");
  return [...(fieldsOf(type) ?? [])].map(([name, field]) => ({ text: `${before}.${name}`, about: field.about }));
};

function fieldsOf(type: Type | undefined): ReturnType<typeof structOf>["fields"] | undefined {
  if (type === undefined) return undefined;
  if (type.is === "object") return structOf(type.struct).fields;
  return type.is === "list" || type.is === "map" ? fieldsOf(type.of) : undefined;
}

const nodes: Names = (seen, seat) => plain(named(seen, "Node", seat));

export const KUBE_NAMES: Readonly<Record<string, Names>> = {
  kubeObject: objects(KINDS.map(({ kind }) => kind)),
  kubeWorkload: objects(WORKLOADS),
  kubeExposed: objects([...WORKLOADS, "Pod", "Service"]),
  kubeService: objects(["Service"]),
  kubePod: pods,
  kubeNode: nodes,
  kubeTaint: (seen, seat, before, prefix) => (before.length === 0 ? plain(["nodes"]) : nodes(seen, seat, before, prefix)),
  kubeImage: imageWords,
  kubeContainer: containers,
  kubeSelector: selectors,
  kubeField: fields,
  kubeNamespace: (seen, seat) => plain(named(seen, "Namespace", seat)),
  kubeCronJob: (seen, seat) => plain(named(seen, "CronJob", seat).map((name) => `cronjob/${name}`)),
  kubeConfiguration: (seen, seat) => [...plain(named(seen, "ConfigMap", seat).map((name) => `configmap/${name}`)), ...plain(named(seen, "Secret", seat).map((name) => `secret/${name}`))],
  kubeOutput: () => plain(["wide", "yaml", "json", "name", "jsonpath=", "custom-columns="]),
  kubeDryRun: () => plain(["client", "server"]),
  kubeSwitch: () => plain(["true", "false"]),
  kubeUsage: () => plain(["cpu", "memory"]),
  kubeResources: () => plain(["cpu=", "memory="]),
  kubeRestart: () => plain(["Always", "OnFailure", "Never"]),
  kubePatch: () => plain(["strategic", "merge", "json"]),
  kubeEventType: () => plain(["Normal", "Warning"]),
  kubeCondition: () => plain(["condition=Ready", "condition=Available", "condition=Complete", "delete", "create", "jsonpath="]),
  kubeServiceType: () => plain(["ClusterIP", "NodePort", "LoadBalancer"]),
  kubeConfig: () => plain(["view", "current-context", "get-contexts", "use-context", "set-context"]),
};
