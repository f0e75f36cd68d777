import type * as api from "./objects.ts";

/** Every kind of object the API server keeps, and its type. */
export interface Objects {
  Namespace: api.Namespace;
  Node: api.Node;
  Pod: api.Pod;
  ReplicaSet: api.ReplicaSet;
  Deployment: api.Deployment;
  StatefulSet: api.StatefulSet;
  ControllerRevision: api.ControllerRevision;
  DaemonSet: api.DaemonSet;
  Job: api.Job;
  CronJob: api.CronJob;
  Service: api.Service;
  EndpointSlice: api.EndpointSlice;
  ConfigMap: api.ConfigMap;
  Secret: api.Secret;
  PersistentVolume: api.PersistentVolume;
  PersistentVolumeClaim: api.PersistentVolumeClaim;
  HorizontalPodAutoscaler: api.HorizontalPodAutoscaler;
  PodDisruptionBudget: api.PodDisruptionBudget;
  PriorityClass: api.PriorityClass;
  NetworkPolicy: api.NetworkPolicy;
  ResourceQuota: api.ResourceQuota;
  LimitRange: api.LimitRange;
  Lease: api.Lease;
  Event: api.Event;
  ClusterQueue: api.ClusterQueue;
  LocalQueue: api.LocalQueue;
  ResourceFlavor: api.ResourceFlavor;
  ScaledObject: api.ScaledObject;
}

export type Kind = keyof Objects;

/** What can be installed in a cluster: queues of jobs, scaling by other measures, which bring kinds of their own; GPUs that are shared. */
export const OPERATORS = ["kueue", "keda", "gpu-operator"] as const;
export type Operator = (typeof OPERATORS)[number];

/** What the API server says of a kind in discovery: `kubectl api-resources`. */
export interface KindInfo {
  readonly kind: Kind;
  /** `apps/v1`; the group before the slash, none for the core. */
  readonly apiVersion: string;
  /** Plural name: `deployments`. */
  readonly resource: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
}

const info = (kind: Kind, apiVersion: string, resource: string, shortNames: readonly string[] = [], namespaced = true): KindInfo => ({
  kind, apiVersion, resource, singular: kind.toLowerCase(), shortNames, namespaced,
});

/** In the order of discovery. Source: `pkg/kubeapiserver/default_storage_factory_builder.go`, names from each `rest` storage. */
export const KINDS: readonly KindInfo[] = [
  info("ConfigMap", "v1", "configmaps", ["cm"]),
  info("Event", "v1", "events", ["ev"]),
  info("LimitRange", "v1", "limitranges", ["limits"]),
  info("Namespace", "v1", "namespaces", ["ns"], false),
  info("Node", "v1", "nodes", ["no"], false),
  info("PersistentVolumeClaim", "v1", "persistentvolumeclaims", ["pvc"]),
  info("PersistentVolume", "v1", "persistentvolumes", ["pv"], false),
  info("Pod", "v1", "pods", ["po"]),
  info("ResourceQuota", "v1", "resourcequotas", ["quota"]),
  info("Secret", "v1", "secrets"),
  info("Service", "v1", "services", ["svc"]),
  info("ControllerRevision", "apps/v1", "controllerrevisions"),
  info("DaemonSet", "apps/v1", "daemonsets", ["ds"]),
  info("Deployment", "apps/v1", "deployments", ["deploy"]),
  info("ReplicaSet", "apps/v1", "replicasets", ["rs"]),
  info("StatefulSet", "apps/v1", "statefulsets", ["sts"]),
  info("HorizontalPodAutoscaler", "autoscaling/v2", "horizontalpodautoscalers", ["hpa"]),
  info("CronJob", "batch/v1", "cronjobs", ["cj"]),
  info("Job", "batch/v1", "jobs"),
  info("Lease", "coordination.k8s.io/v1", "leases"),
  info("EndpointSlice", "discovery.k8s.io/v1", "endpointslices"),
  info("ScaledObject", "keda.sh/v1alpha1", "scaledobjects", ["so"]),
  info("ClusterQueue", "kueue.x-k8s.io/v1beta1", "clusterqueues", ["cq"], false),
  info("LocalQueue", "kueue.x-k8s.io/v1beta1", "localqueues", ["queue", "queues", "lq"]),
  info("ResourceFlavor", "kueue.x-k8s.io/v1beta1", "resourceflavors", ["flavor", "flavors", "rf"], false),
  info("NetworkPolicy", "networking.k8s.io/v1", "networkpolicies", ["netpol"]),
  info("PodDisruptionBudget", "policy/v1", "poddisruptionbudgets", ["pdb"]),
  info("PriorityClass", "scheduling.k8s.io/v1", "priorityclasses", ["pc"], false),
];

const BY_KIND = new Map(KINDS.map((known) => [known.kind, known]));
export const kindInfo = (kind: Kind): KindInfo => BY_KIND.get(kind)!;

/** `apps/v1` → `apps`; "" for the core group. */
export const groupOf = ({ apiVersion }: KindInfo): string => (apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "");

/** The operator that brings a kind of its own along; undefined for what every Kubernetes has. */
export const operatorOf = (known: KindInfo): Operator | undefined => OPERATORS.find((operator) => groupOf(known).startsWith(operator));

/** `deployments.apps`, as messages name a resource: plain for the core group. */
export const qualified = (known: KindInfo): string => (groupOf(known) === "" ? known.resource : `${known.resource}.${groupOf(known)}`);

/** Where an object lies: `default/shop`, or `n1` for what belongs to no namespace. */
export const keyOf = (kind: Kind, { namespace, name }: { readonly namespace?: string; readonly name: string }): string =>
  kindInfo(kind).namespaced ? `${namespace ?? "default"}/${name}` : name;

/** Kinds that every Kubernetes has and this world has no model of: kind, plural, short name, and the nearest thing there is. */
const UNMODELLED: readonly (readonly [kind: string, resource: string, shortName: string, nearest: string])[] = [
  ["Endpoints", "endpoints", "ep", "endpointslices"], ["Ingress", "ingresses", "ing", "services"], ["ServiceAccount", "serviceaccounts", "sa", ""],
  ["Role", "roles", "", ""], ["RoleBinding", "rolebindings", "", ""], ["ClusterRole", "clusterroles", "", ""], ["ClusterRoleBinding", "clusterrolebindings", "", ""],
  ["StorageClass", "storageclasses", "sc", "persistentvolumeclaims"], ["CustomResourceDefinition", "customresourcedefinitions", "crd", ""], ["ComponentStatus", "componentstatuses", "cs", "nodes"],
  ["ReplicationController", "replicationcontrollers", "rc", "replicasets"], ["PodTemplate", "podtemplates", "", "deployments"], ["ControllerRevision", "controllerrevisions", "", "replicasets"],
  ["RuntimeClass", "runtimeclasses", "", ""], ["VolumeAttachment", "volumeattachments", "", "persistentvolumes"], ["CSIDriver", "csidrivers", "", ""], ["CSINode", "csinodes", "", "nodes"],
  ["IngressClass", "ingressclasses", "", "services"], ["ResourceClaim", "resourceclaims", "", ""], ["DeviceClass", "deviceclasses", "", ""],
  ["ValidatingWebhookConfiguration", "validatingwebhookconfigurations", "", ""], ["MutatingWebhookConfiguration", "mutatingwebhookconfigurations", "", ""],
];

/** What is said of such a kind, by its kind or by any of its names; undefined for what nobody has heard of. */
export function unmodelledKind(word: string): { readonly what: string; readonly nearest: string } | undefined {
  const found = UNMODELLED.find(([kind, resource, shortName]) => [kind.toLowerCase(), resource, shortName].includes(word.toLowerCase()));
  return found === undefined ? undefined : { what: `${found[0]}: real kind, not simulated here`, nearest: found[3] };
}
