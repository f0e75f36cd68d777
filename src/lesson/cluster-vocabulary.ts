import type { ClusterTables } from "../world/cluster/observed.ts";
import type { VocabularyOf } from "./vocabulary.ts";

const n = "number";
const s = "string";
const b = "boolean";

const resources = { request_cpu: n, request_memory: n, limit_cpu: n, limit_memory: n } as const;

/** The words for what a cluster holds. */
export const clusterVocabulary: VocabularyOf<ClusterTables> = {
  pods: {
    one: "pod",
    columns: {
      namespace: s, name: s, app: s, owner: s, node: s, phase: s, status: s, reason: s, ready: b, ready_containers: n, containers: n, restarts: n, qos: s, ip: s,
      deleting: b, age_s: n, started_s: n, cpu: n, memory: n, ...resources,
    },
  },
  nodes: {
    one: "node",
    columns: {
      name: s, ready: b, control_plane: b, unschedulable: b, taints: s, pods: n, pods_max: n, cpu_allocatable: n, cpu_requested: n, cpu: n,
      memory_allocatable: n, memory_requested: n, memory: n, memory_pressure: b,
    },
  },
  deployments: {
    one: "deployment",
    columns: {
      namespace: s, name: s, image: s, wanted: n, there: n, ready: n, updated: n, available: n, paused: b, complete: b, revision: n, qos: s, restarts: n, nodes: n, most_per_node: n,
      ...resources,
    },
  },
  hpas: {
    one: "hpa",
    columns: { namespace: s, name: s, target: s, least: n, most: n, current: n, wanted: n, measured: n, aim: n },
  },
  kube_services: {
    one: "kube_service",
    columns: {
      namespace: s, name: s, type: s, cluster_ip: s, port: n, node_port: n, selector: s, endpoints: n, not_ready: n, load: n, sent: n, served: n, errors: n,
      refused: n, timeouts: n, sent_per_s: n, served_per_s: n, errors_per_s: n, p50_ms: n, p95_ms: n, p99_ms: n,
    },
  },
};
