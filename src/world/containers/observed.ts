import type { Row } from "../../kernel/facts.ts";

/** What may be known of namespaces, containers and all that belongs to them. Times in seconds of the world, sizes in bytes; -1 = none. */
export interface ContainerTables {
  readonly namespaces: readonly NamespaceRow[];
  readonly devices: readonly DeviceRow[];
  readonly engines: readonly EngineRow[];
  readonly containers: readonly ContainerRow[];
  readonly images: readonly ImageRow[];
  readonly layers: readonly LayerRow[];
  readonly networks: readonly NetworkRow[];
  readonly endpoints: readonly EndpointRow[];
  readonly volumes: readonly VolumeRow[];
  readonly mounts: readonly MountRow[];
  readonly files: readonly FileRow[];
  readonly changes: readonly ChangeRow[];
  readonly logs: readonly LogRow[];
  readonly pulls: readonly PullRow[];
  readonly clients: readonly ClientRow[];
  readonly asks: readonly AskRow[];
  readonly churns: readonly ChurnRow[];
}

export interface NamespaceRow extends Row {
  machine: string;
  inode: number;
  kind: string; // mnt net time cgroup pid user uts ipc
  processes: number;
  /** Lowest host pid in it. */
  pid: number;
  parent: number; // around it, for pid and user; 0 = none
  depth: number; // pid: how many namespaces are around it
  hostname: string; // uts
  proc: number; // mnt: the pid namespace that its /proc shows
  root: string; // mnt: the container whose files it shows; "" = the machine's
  top: string; // cgroup: what "/" is inside
  uid_map: string; // user
  next_pid: number; // pid
}

/** A network device in a net namespace. */
export interface DeviceRow extends Row {
  machine: string;
  net: number; // inode of its namespace
  index: number;
  name: string;
  mac: string;
  address: string; // with prefix length, "" for none
  up: boolean;
  peer: number; // the other end of a veth pair
  master: string;
}

/** A Docker engine. */
export interface EngineRow extends Row {
  machine: string;
  up: boolean; // dockerd and containerd run
  containers: number;
  running: number;
  paused: number;
  stopped: number;
  images: number;
  layer_bytes: number; // all layers on its disk, each once
  runtimes: string;
}

export interface ContainerRow extends Row {
  machine: string;
  id: string;
  name: string;
  image: string; // as it was asked for
  image_id: string;
  app: string; // its row among the apps
  made: number; // place in the order of creation
  command: string; // as docker prints it: words with blanks in quotes
  argv: string; // the same words as JSON
  status: string; // created running paused restarting exited
  running: boolean;
  starting: boolean;
  stage: string; // the part of the start-up it is in
  pid: number; // of its PID 1 on the machine; 0 = none
  user: string;
  created_s: number;
  asked_s: number;
  started_s: number;
  /** From being asked for, its image's pull included, to the first request it could take. */
  first_request_s: number;
  finished_s: number;
  exit_code: number;
  oom_killed: boolean;
  error: string;
  restarts: number;
  restart_policy: string;
  auto_remove: boolean;
  attached: boolean;
  /** Its program waits for the client that shows what it prints. */
  shown: boolean;
  hostname: string;
  address: string; // on its first network
  network: string; // as it was asked for
  networks: string; // joined by commas
  ports: string; // 0.0.0.0:8080->80/tcp, joined by commas
  exposed: string; // 80/tcp
  port: number; // what its program listens on now; 0 = nothing
  page: string; // what a GET of it answers
  root: string; // of a server of files: the directory its paths lead into, "" for others
  tools: boolean; // there is a shell and the small programs that come with it
  distribution: string;
  env: string; // lines joined by \n
  group: string;
  cpu: number;
  memory: number;
  pids: number;
  shim: number; // held for it outside its group, by the engine's process beside it
  cpus: number; // --cpus
  cpu_shares: number;
  cpuset: string;
  memory_limit: number;
  memory_swap: number;
  pids_limit: number;
  records: number; // in its store
  store: string; // where that is: "layer", a volume or a directory of the host; "" = it keeps none
  upper_bytes: number;
  root_bytes: number; // upper and image
  privileged: boolean;
  read_only: boolean;
  cap_add: string;
  cap_drop: string;
  security: string;
  /** Of a pod's container: its pod, its name in it ("" for the sandbox), how often it was started anew, the id of its sandbox. */
  pod: string;
  pod_namespace: string;
  part: string;
  attempt: number;
  pod_sandbox: string;
  runtime: string;
  kernel: string; // of whoever answers its system calls
  terminal: string;
  ns_mnt: number;
  ns_net: number;
  ns_pid: number;
  ns_uts: number;
  ns_ipc: number;
  ns_user: number;
  ns_cgroup: number;
  ns_time: number;
}

export interface ImageRow extends Row {
  machine: string;
  id: string;
  repository: string;
  tag: string;
  size: number;
  /** Bytes of layers that other images here have too. */
  shared: number;
  containers: number;
  distribution: string;
  cmd: string; // what it starts, as JSON
  digest: string;
}

/** A layer of an image, bottom first. */
export interface LayerRow extends Row {
  machine: string;
  image: string; // id
  place: number;
  digest: string;
  by: string;
  size: number;
  images: number; // how many images here share it
}

export interface NetworkRow extends Row {
  machine: string;
  id: string;
  name: string;
  driver: string;
  subnet: string;
  gateway: string;
  dns: boolean; // names are answered on it
  created_s: number;
}

export interface EndpointRow extends Row {
  machine: string;
  network: string;
  container: string;
  container_id: string;
  address: string;
  mac: string;
  aliases: string;
}

export interface VolumeRow extends Row {
  machine: string;
  name: string;
  anonymous: boolean;
  size: number;
  records: number; // of a database that keeps them here; -1 = none
  containers: number;
  created_s: number;
}

export interface MountRow extends Row {
  machine: string;
  container: string; // id
  kind: string; // volume bind tmpfs
  source: string;
  path: string;
  read_only: boolean;
}

/** A file that a container sees. */
export interface FileRow extends Row {
  machine: string;
  container: string; // id; "" for the machine's own
  path: string;
  bytes: number;
  text: string;
  readable: boolean;
}

export interface ChangeRow extends Row {
  machine: string;
  container: string; // id
  kind: string; // A C D
  path: string;
}

export interface LogRow extends Row {
  machine: string;
  container: string; // id
  at_s: number;
  text: string;
}

export interface PullRow extends Row {
  machine: string;
  name: string;
  layers: number;
  known: string; // digests of layers that were here, joined by commas
  left: number; // bytes still to come
  unpacked: number; // layers on the disk, those that were here counted
}

export interface ClientRow extends Row {
  machine: string;
  name: string;
  port: number;
  per_second: number;
  sent: number;
  failed: number;
  errors: number; // per second
  /** Containers that served it within the last ten seconds, and their names, joined by commas. */
  served_by: number;
  servers: string;
}

/** Somebody whom a container's program asks. */
export interface AskRow extends Row {
  machine: string;
  container: string;
  name: string; // what it asks for
  port: number;
  address: string; // "" when nobody knows the name
  answered_by: string; // "" when nobody listens there
}

/** Containers that come and go on a network, and two callers: one has a list of addresses, one asks for names. */
export interface ChurnRow extends Row {
  machine: string;
  name: string; // of the network
  services: number;
  containers: number;
  life_s: number;
  replaced: number;
  per_minute: number; // replacements
  entries: number; // of the list
  wrong: number; // entries that lead to somebody else by now, or to nobody
  list_age_s: number;
  list_sent: number;
  list_failed: number;
  names_sent: number;
  names_failed: number;
}
