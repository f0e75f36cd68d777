import type { Row } from "../../../kernel/facts.ts";

/**
 * What goals and panels may know of a cluster, besides the objects themselves: a row for each object, flat. CPU in
 * cores, memory in bytes, times in seconds; a value that does not exist is -1, a name that does not exist is "".
 */
export interface ClusterTables {
  readonly pods: readonly PodRow[];
  readonly nodes: readonly NodeRow[];
  readonly deployments: readonly DeploymentRow[];
  readonly replica_sets: readonly ReplicaSetRow[];
  readonly stateful_sets: readonly WorkloadRow[];
  readonly daemon_sets: readonly WorkloadRow[];
  /** Jobs of Kubernetes: `jobs` are those of a hypervisor. */
  readonly kube_jobs: readonly KubeJobRow[];
  readonly hpas: readonly HpaRow[];
  readonly endpoint_slices: readonly EndpointSliceRow[];
  readonly pdbs: readonly PdbRow[];
  readonly pvcs: readonly PvcRow[];
  /** Events of Kubernetes, each once with its count. */
  readonly kube_events: readonly KubeEventRow[];
}

export interface PodRow extends Row {
  namespace: string;
  name: string;
  node: string; // "" as long as it has none
  phase: string; // Pending Running Succeeded Failed Unknown
  status: string; // the word of kubectl get: Running, CrashLoopBackOff, Terminating, …
  ready: boolean;
  ready_containers: number;
  containers: number;
  restarts: number;
  terminating: boolean;
  workload: string; // the Deployment, Job, … at the top of its owners, "" for none
  workload_kind: string;
  owner: string; // its controller: the ReplicaSet of a Deployment's pod
  image: string; // of its first container
  qos: string; // Guaranteed Burstable BestEffort
  priority: number;
  ip: string;
  labels: string; // "app=shop,tier=web"
  cpu_request: number;
  cpu_limit: number; // -1: none
  mem_request: number;
  mem_limit: number; // -1: none
  cpu: number; // used over the last second; 0 when it does not run
  mem: number; // in its cgroup now
  reason: string; // why it waits or has failed: Unschedulable, ImagePullBackOff, Evicted, …
  last_reason: string; // how the life of a container before this one ended: OOMKilled, Error, Completed
  last_exit_code: number;
  oom_kills: number; // of its lives that can be seen: now and the one before
  age_s: number;
  ready_s: number; // since when it is ready, -1 when it is not
}

export interface NodeRow extends Row {
  name: string;
  machine: string; // path of its machine, "" for a hollow one
  status: string; // Ready, NotReady, with ,SchedulingDisabled
  ready: boolean;
  schedulable: boolean; // not cordoned
  roles: string;
  taints: string; // "key=value:Effect,…"
  labels: string;
  zone: string;
  kernel: string;
  pods: number; // that have not ended
  pods_most: number;
  cpu_allocatable: number;
  mem_allocatable: number;
  cpu_requested: number; // by its pods, on paper
  mem_requested: number;
  cpu_used: number; // by its pods, really
  mem_used: number;
}

/** What all workloads that keep a number of pods have in common. */
export interface WorkloadRow extends Row {
  namespace: string;
  name: string;
  desired: number;
  replicas: number;
  updated: number;
  ready: number;
  available: number;
  image: string;
  labels: string;
  restarts: number; // of the containers of its pods
  cpu_request: number; // of one pod
  cpu_limit: number;
  mem_request: number;
  mem_limit: number;
}

export interface DeploymentRow extends WorkloadRow {
  unavailable: number;
  complete: boolean; // all pods are of the newest template and available
  progressing: boolean; // false: its deadline has passed
  reason: string; // of Progressing: NewReplicaSetAvailable, ProgressDeadlineExceeded, …
  paused: boolean;
  revision: number;
  generation: number;
  readiness: boolean; // all containers of its template have such a probe
  liveness: boolean;
  pre_stop: boolean; // and so a hook
}

export interface ReplicaSetRow extends Row {
  namespace: string;
  name: string;
  deployment: string;
  desired: number;
  replicas: number;
  ready: number;
  available: number;
  revision: number;
  image: string;
}

export interface KubeJobRow extends Row {
  namespace: string;
  name: string;
  status: string; // Running Complete Failed Suspended
  completions: number; // -1: as many as are started
  parallelism: number;
  active: number;
  succeeded: number;
  failed: number;
  image: string;
  seconds: number; // from its start to its end, or until now; -1 before
}

export interface HpaRow extends Row {
  namespace: string;
  name: string;
  target: string; // Deployment/shop
  min: number;
  max: number;
  current: number; // pods there are
  desired: number; // pods it asked for
  metric: string; // of its first metric: cpu
  measured: number; // percent of the request, or the value; -1: unknown
  wanted: number;
  stabilization_s: number; // how far back it looks before it shrinks
  scaled_s: number; // when it last changed the number, -1: never
  rescales: number; // of the past five minutes
}

export interface EndpointSliceRow extends Row {
  namespace: string;
  name: string;
  service: string;
  endpoints: number;
  ready: number;
  terminating: number;
  addresses: string; // of those that are ready: "10.244.1.2,10.244.2.7"
}

export interface PdbRow extends Row {
  namespace: string;
  name: string;
  min_available: string; // "2", "50%", ""
  max_unavailable: string;
  allowed: number;
  healthy: number;
  desired: number;
  expected: number;
}

export interface PvcRow extends Row {
  namespace: string;
  name: string;
  phase: string; // Pending Bound Lost
  volume: string;
  bytes: number;
  node: string; // whose disk it is on, "" for any
}

export interface KubeEventRow extends Row {
  namespace: string;
  name: string;
  type: string; // Normal Warning
  reason: string;
  object: string; // pod/web-1
  message: string;
  count: number;
  component: string;
  first_s: number;
  last_s: number;
}
