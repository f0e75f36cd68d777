import type { ClusterTables } from "../world/cluster/rows/observed.ts";
import type { VocabularyOf } from "./vocabulary.ts";

const n = "number";
const s = "string";
const b = "boolean";

/** The words for the objects of a cluster. */
export const clusterVocabulary: VocabularyOf<ClusterTables> = {
  pods: {
    one: "pod",
    columns: {
      namespace: s, name: s, node: s, phase: s, status: s, ready: b, ready_containers: n, containers: n, restarts: n, terminating: b, workload: s, workload_kind: s, owner: s, image: s,
      qos: s, priority: n, ip: s, labels: s, cpu_request: n, cpu_limit: n, mem_request: n, mem_limit: n, cpu: n, mem: n, reason: s, last_reason: s, last_exit_code: n, oom_kills: n, age_s: n, ready_s: n,
    },
  },
  nodes: {
    one: "node",
    columns: {
      name: s, machine: s, status: s, ready: b, schedulable: b, roles: s, taints: s, labels: s, zone: s, kernel: s, pods: n, pods_most: n, cpu_allocatable: n, mem_allocatable: n,
      cpu_requested: n, mem_requested: n, cpu_used: n, mem_used: n,
    },
  },
  deployments: {
    one: "deployment",
    columns: {
      namespace: s, name: s, desired: n, replicas: n, updated: n, ready: n, available: n, unavailable: n, complete: b, progressing: b, reason: s, paused: b, revision: n, generation: n,
      image: s, labels: s, restarts: n, cpu_request: n, cpu_limit: n, mem_request: n, mem_limit: n, readiness: b, liveness: b, pre_stop: b,
    },
  },
  replica_sets: { one: "replica_set", columns: { namespace: s, name: s, deployment: s, desired: n, replicas: n, ready: n, available: n, revision: n, image: s } },
  stateful_sets: {
    one: "stateful_set",
    columns: { namespace: s, name: s, desired: n, replicas: n, updated: n, ready: n, available: n, image: s, labels: s, restarts: n, cpu_request: n, cpu_limit: n, mem_request: n, mem_limit: n },
  },
  daemon_sets: {
    one: "daemon_set",
    columns: { namespace: s, name: s, desired: n, replicas: n, updated: n, ready: n, available: n, image: s, labels: s, restarts: n, cpu_request: n, cpu_limit: n, mem_request: n, mem_limit: n },
  },
  kube_jobs: { one: "kube_job", columns: { namespace: s, name: s, status: s, completions: n, parallelism: n, active: n, succeeded: n, failed: n, image: s, seconds: n } },
  hpas: { one: "hpa", columns: { namespace: s, name: s, target: s, min: n, max: n, current: n, desired: n, metric: s, measured: n, wanted: n, stabilization_s: n, scaled_s: n, rescales: n } },
  endpoint_slices: { one: "endpoint_slice", columns: { namespace: s, name: s, service: s, endpoints: n, ready: n, terminating: n, addresses: s } },
  pdbs: { one: "pdb", columns: { namespace: s, name: s, min_available: s, max_unavailable: s, allowed: n, healthy: n, desired: n, expected: n } },
  pvcs: { one: "pvc", columns: { namespace: s, name: s, phase: s, volume: s, bytes: n, node: s } },
  kube_events: { one: "kube_event", columns: { namespace: s, name: s, type: s, reason: s, object: s, message: s, count: n, component: s, first_s: n, last_s: n } },
};
