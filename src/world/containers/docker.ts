import type { Nanos } from "../../kernel/time.ts";
import type { View } from "../machine/namespaces.ts";
import type { Image, Layer } from "./image.ts";
import type { StageRecord } from "../stages.ts";
import type { Upper } from "./overlay.ts";
import type { ScriptState } from "./script/run.ts";
import type { FileSpec, Settings } from "./spec.ts";

/** What the container engine of one machine knows. Everything on its disk survives the machine; processes do not. */
export interface Docker {
  /** Docker, or containerd alone with a kubelet as its client. */
  readonly kind: "docker" | "containerd";
  /** Layers on the disk by digest: each is there once, whatever images share it. */
  layers: Map<string, Layer>;
  images: Map<string, Image>;
  /** `nginx:latest` → image id. */
  tags: Map<string, string>;
  containers: Map<string, Container>;
  networks: Map<string, Network>;
  volumes: Map<string, Volume>;
  /** Directories of the host that containers mount, by path, and the files in /root. */
  directories: Map<string, ReadonlyMap<string, FileSpec>>;
  pulls: Map<string, Pull>;
  /** The last pull of each name: when it began, how long its bytes and then its unpacking took. Replaced, never changed. */
  pulled: ReadonlyMap<string, { readonly at: Nanos; readonly fetched: Nanos; readonly unpacked: Nanos }>;
  pushes: Map<string, Push>;
  clients: Map<string, Client>;
  churn: Churn | undefined;
  /** How many layers of an image are unpacked at a time. */
  readonly unpacks: number;
  /** What containerd computes now, by thread. */
  errands: Map<number, Errand>;
  /** Counts containers, networks and volumes ever made: their ids come from it. */
  made: number;
  daemon: number;
  containerd: number;
}

export type Status = "created" | "running" | "paused" | "restarting" | "exited";

export interface LogLine {
  readonly at: Nanos;
  readonly text: string;
}

export interface Joined {
  readonly network: string;
  readonly aliases: readonly string[];
}

export interface Endpoint {
  readonly network: string;
  readonly address: string;
  readonly mac: string;
}

/** Processes in a group with a view of their own, and a writable layer. There is no kernel in it. */
export interface Container {
  readonly id: string;
  /** Place in the order of creation. */
  readonly made: number;
  readonly createdAt: Nanos;
  readonly image: string;
  name: string;
  settings: Settings;
  status: Status;
  /** Row of the start-up table it has come to; -1: it is not starting. */
  stage: number;
  /** The parts of the way to its first request since it was last asked for. */
  stages: readonly StageRecord[];
  /** Counts starts and ends: what was planned before is stale after. */
  turn: number;
  /** Host pid of its PID 1, of its shim and of the sandbox of its runtime; 0 when none. */
  pid: number;
  shim: number;
  sandbox: number;
  /** When somebody asked for this run, and when its program could first answer; -1 = not yet. */
  askedAt: Nanos;
  readyAt: Nanos;
  startedAt: Nanos;
  finishedAt: Nanos;
  exitCode: number;
  oomKilled: boolean;
  /** Kills in its group that happened before this run. */
  oomBefore: number;
  error: string;
  /** Somebody asked it to stop: no policy starts it again. */
  stopping: boolean;
  /** `docker restart`: it is started again once it has stopped. */
  comesBack: boolean;
  /** Of a proxy: to whom it passed its last request. */
  passedTo: string;
  restarts: number;
  backOff: Nanos;
  upper: Upper;
  /** What is in its tmpfs mounts: gone when it stops. */
  scratch: ReadonlyMap<string, ReadonlyMap<string, FileSpec>>;
  /** Networks it belongs to, and the places it has in them while it runs. */
  joined: readonly Joined[];
  endpoints: readonly Endpoint[];
  /** The namespaces of its processes while it runs or starts. */
  view: View | undefined;
  /** Volumes that were made for it, by path. */
  anonymous: ReadonlyMap<string, string>;
  log: readonly LogLine[];
  /** How far the script has come that its PID 1 runs; undefined when it runs none. */
  script?: ScriptState | undefined;
  /** Key of its app among those of the machine. */
  readonly app: string;
  /** The last fact about its life. */
  because: number;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: "bridge" | "host" | "null";
  /** `172.17`: the first half of its addresses; "" for those without. */
  readonly prefix: string;
  readonly createdAt: Nanos;
}

export interface Volume {
  readonly name: string;
  readonly anonymous: boolean;
  readonly createdAt: Nanos;
  files: ReadonlyMap<string, FileSpec>;
}

/** An image on its way. */
export interface Pull {
  readonly name: string;
  readonly layers: readonly { readonly digest: string; readonly bytes: number; readonly plain: boolean; readonly known: boolean }[];
  /** What of each is still to come: replaced, never changed. */
  left: readonly number[];
  /** Digests of layers that are on the disk, and of those that are being unpacked: replaced, never changed. */
  unpacked: ReadonlySet<string>;
  unpacking: ReadonlySet<string>;
  readonly startedAt: Nanos;
  /** When the last byte had come; -1 = not yet. */
  fetchedAt: Nanos;
  readonly because: number;
}

/** An image on its way to the registry. Never changed: replaced. */
export interface Push {
  readonly image: Image;
  /** Bytes still to go, and the layers they belong to. */
  readonly left: number;
  readonly sent: readonly string[];
  readonly because: number;
}

/** Somebody outside who sends requests to a port of the machine. */
export interface Client {
  readonly name: string;
  readonly port: number;
  perSecond: number;
  turn: number;
  sent: number;
  failed: number;
  /** When each container last took a request of it. */
  readonly servedBy: Map<string, Nanos>;
}

/** Containers that come and go (`churn.ts`), and two callers who try to reach them. Never changed: another one takes its place. */
export interface Churn {
  readonly network: string;
  readonly image: string;
  readonly port: number;
  readonly containers: number;
  readonly life: Nanos;
  /** Id of the container that both callers ask from. */
  readonly caller: string;
  readonly services: readonly string[];
  /** What the first caller wrote down, and when. */
  readonly list: readonly ListEntry[];
  readonly listedAt: Nanos;
  /** Ids, oldest first; and of the one whose successor has been started, "" for nobody. */
  readonly ages: readonly string[];
  readonly leaving: string;
  readonly replaced: number;
  readonly byList: Asked;
  readonly byName: Asked;
}

export interface ListEntry {
  readonly service: string;
  readonly address: string;
}

export interface Asked {
  readonly sent: number;
  readonly failed: number;
}

/** Work of containerd for somebody, or of a container's program before it can serve. */
export type Errand =
  | { readonly about: "warmUp"; readonly container: string; readonly turn: number }
  | { readonly about: "stage"; readonly container: string; readonly turn: number }
  | { readonly about: "layer"; readonly pull: string; readonly digest: string };

export const GROUP = "/system.slice/docker.service";
export const groupOf = ({ id, settings: { pod } }: Pick<Container, "id" | "settings">): string => (pod === undefined ? `/system.slice/docker-${id}.scope` : `${pod.cgroup}/cri-containerd-${id}.scope`);

export function copyDocker(d: Docker): Docker {
  return {
    ...d, layers: new Map(d.layers), images: new Map(d.images), tags: new Map(d.tags), networks: new Map(d.networks),
    directories: new Map(d.directories), errands: new Map(d.errands), pushes: new Map(d.pushes),
    containers: copied(d.containers), volumes: copied(d.volumes), pulls: copied(d.pulls),
    clients: new Map([...d.clients].map(([name, c]) => [name, { ...c, servedBy: new Map(c.servedBy) }])),
  };
}

function copied<T extends object>(from: ReadonlyMap<string, T>): Map<string, T> {
  const into = new Map<string, T>();
  for (const [key, value] of from) into.set(key, { ...value });
  return into;
}

/** By name, full id, or the beginning of an id. */
export function containerOf(d: Docker, key: string): Container | undefined {
  for (const c of d.containers.values()) if (c.name === key || c.id === key) return c;
  const like = key.length < 4 || !/^[0-9a-f]+$/.test(key) ? [] : [...d.containers.values()].filter((c) => c.id.startsWith(key));
  return like.length === 1 ? like[0] : undefined;
}

export const isUp = (c: Container): boolean => c.status === "running" || c.status === "paused";
