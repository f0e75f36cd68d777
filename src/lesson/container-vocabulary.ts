import type { ContainerTables } from "../world/containers/observed.ts";
import type { VocabularyOf } from "./vocabulary.ts";

const n = "number";
const s = "string";
const b = "boolean";

/** The words for namespaces, containers and all that belongs to them. */
export const containerVocabulary: VocabularyOf<ContainerTables> = {
  namespaces: {
    one: "namespace",
    columns: {
      machine: s, inode: n, kind: s, processes: n, pid: n, parent: n, depth: n, hostname: s, proc: n, root: s, top: s, uid_map: s,
      next_pid: n,
    },
  },
  devices: {
    one: "device",
    columns: {
      machine: s, net: n, index: n, name: s, mac: s, address: s, up: b, peer: n, master: s,
    },
  },
  engines: {
    one: "engine",
    columns: {
      machine: s, up: b, containers: n, running: n, paused: n, stopped: n, images: n, layer_bytes: n, runtimes: s,
    },
  },
  containers: {
    one: "container",
    columns: {
      machine: s, id: s, name: s, image: s, image_id: s, app: s, made: n, command: s, argv: s, status: s, running: b, starting: b, stage: s,
      pid: n, user: s, created_s: n, asked_s: n, started_s: n, first_request_s: n, finished_s: n, exit_code: n, oom_killed: b, error: s,
      restarts: n, restart_policy: s, auto_remove: b, attached: b, shown: b, hostname: s, address: s, network: s, networks: s, ports: s,
      exposed: s, port: n, page: s, root: s, tools: b, distribution: s, env: s, group: s, cpu: n, memory: n, pids: n, shim: n, cpus: n, cpu_shares: n,
      cpuset: s, memory_limit: n, memory_swap: n, pids_limit: n, records: n, store: s, upper_bytes: n, root_bytes: n, privileged: b, read_only: b,
      cap_add: s, cap_drop: s, security: s, pod: s, pod_namespace: s, part: s, attempt: n, pod_sandbox: s, runtime: s, kernel: s, terminal: s, ns_mnt: n, ns_net: n, ns_pid: n, ns_uts: n, ns_ipc: n,
      ns_user: n, ns_cgroup: n, ns_time: n,
    },
  },
  images: {
    one: "image",
    columns: {
      machine: s, id: s, repository: s, tag: s, size: n, shared: n, containers: n, distribution: s, cmd: s, digest: s,
    },
  },
  layers: {
    one: "layer",
    columns: {
      machine: s, image: s, place: n, digest: s, by: s, size: n, images: n,
    },
  },
  networks: {
    one: "network",
    columns: {
      machine: s, id: s, name: s, driver: s, subnet: s, gateway: s, dns: b, created_s: n,
    },
  },
  endpoints: {
    one: "endpoint",
    columns: {
      machine: s, network: s, container: s, container_id: s, address: s, mac: s, aliases: s,
    },
  },
  volumes: {
    one: "volume",
    columns: {
      machine: s, name: s, anonymous: b, size: n, records: n, containers: n, created_s: n,
    },
  },
  mounts: {
    one: "mount",
    columns: {
      machine: s, container: s, kind: s, source: s, path: s, read_only: b,
    },
  },
  files: {
    one: "file",
    columns: {
      machine: s, container: s, path: s, bytes: n, text: s, readable: b,
    },
  },
  changes: {
    one: "change",
    columns: {
      machine: s, container: s, kind: s, path: s,
    },
  },
  logs: {
    one: "log",
    columns: {
      machine: s, container: s, at_s: n, text: s,
    },
  },
  pulls: {
    one: "pull",
    columns: {
      machine: s, name: s, layers: n, known: s, left: n, unpacked: n,
    },
  },
  clients: {
    one: "client",
    columns: {
      machine: s, name: s, port: n, per_second: n, sent: n, failed: n, errors: n, served_by: n, servers: s,
    },
  },
  asks: {
    one: "ask",
    columns: {
      machine: s, container: s, name: s, port: n, address: s, answered_by: s,
    },
  },
  churns: {
    one: "churn",
    columns: {
      machine: s, name: s, services: n, containers: n, life_s: n, replaced: n, per_minute: n, entries: n, wrong: n, list_age_s: n,
      list_sent: n, list_failed: n, names_sent: n, names_failed: n,
    },
  },
};
