import type { Kind, Objects } from "../kinds.ts";
import type { Pod } from "../objects.ts";
import { autoscalers } from "./autoscaler.ts";
import * as extensions from "./extensions.ts";
import * as machines from "./machines.ts";
import * as network from "./network.ts";
import { podColumns, podWideColumns } from "./pod.ts";
import * as policies from "./policies.ts";
import { age, table, type Table } from "./table.ts";
import * as workloads from "./workloads.ts";

const pods = table<Pod>("NAME READY STATUS RESTARTS AGE +IP +NODE +NOMINATED_NODE +READINESS_GATES", (pod, now) => {
  const { ready, status, restarts } = podColumns(pod, now);
  return [pod.metadata.name, ready, status, restarts, age(pod.metadata, now), ...podWideColumns(pod)];
});

const TABLES: { readonly [K in Kind]: Table<Objects[K]> } = {
  Pod: pods, Node: machines.nodes, Namespace: machines.namespaces, ConfigMap: machines.configMaps, Secret: machines.secrets, Lease: machines.leases, Event: machines.events,
  ControllerRevision: workloads.controllerRevisions, Deployment: workloads.deployments, ReplicaSet: workloads.replicaSets, StatefulSet: workloads.statefulSets, DaemonSet: workloads.daemonSets, Job: workloads.jobs, CronJob: workloads.cronJobs,
  Service: network.services, EndpointSlice: network.endpointSlices, NetworkPolicy: network.networkPolicies,
  HorizontalPodAutoscaler: autoscalers, PodDisruptionBudget: policies.budgets, PriorityClass: policies.priorityClasses, ResourceQuota: policies.quotas, LimitRange: policies.limitRanges,
  ScaledObject: extensions.scaledObjects, ClusterQueue: extensions.clusterQueues, LocalQueue: extensions.localQueues, ResourceFlavor: extensions.flavors,
  PersistentVolumeClaim: policies.claims, PersistentVolume: policies.volumes,
};

/** How objects of a kind are printed. */
export const tableOf = <K extends Kind>(kind: K): Table<Objects[K]> => TABLES[kind] as Table<Objects[K]>;
