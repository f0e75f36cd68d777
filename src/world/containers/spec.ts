import type { Nanos } from "../../kernel/time.ts";
import type { Program } from "../scenario.ts";
import type { List } from "./script/read.ts";

/** Images, registries and what runs on a Docker host, as a scenario gives them. Sizes in bytes. */

export interface FileSpec {
  readonly path: string;
  readonly bytes: number;
  /** What it says, where somebody may read it. */
  readonly text?: string;
}

/** One line of a Dockerfile and what it added. Equal lines above equal layers are the same layer: it is kept once. */
export interface LayerSpec {
  readonly by: string;
  readonly bytes: number;
  /** It is kept as it is: weights of a model hardly get smaller by gzip. Source: OCI image-spec, `layer.v1.tar`. */
  readonly plain?: boolean;
  readonly files: readonly FileSpec[];
}

/** What a program of an image does when it is started. */
export interface ImageProgram {
  /** Its name, as the first word of a command: `nginx`. */
  readonly name: string;
  /** Its command line as `ps` shows it; "" = as it was started. */
  readonly title: string;
  readonly program: Program;
  readonly memoryBytes: number;
  readonly threads: number;
  /** Command lines of the processes it starts and that only wait: workers that `ps` shows. */
  readonly children: readonly string[];
  /** Exit status on SIGTERM, SIGINT or SIGQUIT; -1: it has no handler. */
  readonly onTerm: number;
  /** From SIGTERM to its end, where it has a handler: it takes no new connection meanwhile. */
  readonly stopsIn: Nanos;
  /** The port it listens on; 0 = none. */
  readonly port: number;
  /** What a GET answers. */
  readonly page: string;
  /** A server of files: the directory that paths lead into. What is not there is answered with 404. */
  readonly root?: string;
  /** From its start to the first request it can take: it waits for others, then computes, then passes a health check. */
  readonly warmUp: Nanos;
  readonly warmWork: Nanos;
  readonly check: Nanos;
  /** Lines it prints when it starts. */
  readonly prints: readonly string[];
  /** A shell's script, which says what it does. */
  readonly script?: List;
  /** Ends by itself; undefined: runs until it is ended. */
  readonly ends?: { readonly after: Nanos; readonly status: number };
  /** Directories it has to be able to write to when it starts. */
  readonly writes: readonly string[];
  /** Environment variables without which it ends when it starts, with a line that says so. */
  readonly needsEnv: readonly string[];
  /** How long after its start it notices that something is missing. */
  readonly noticesAfter: Nanos;
  /** Whom it asks for every request it serves. */
  readonly asks?: ProgramAsks;
  /** One of a gang that trains together: how long all of them have to work, once all are there. */
  readonly trains?: Nanos;
  /** The environment variable that says how often they save what they have, and what each time costs; without it nothing is saved. */
  readonly saves?: { readonly env: string; readonly costs: Nanos };
  /** Where it keeps records: a directory. */
  readonly store?: string;
}

/** Others that a program cannot do without. */
export interface ProgramAsks {
  /** The environment variable that holds their names, or a URL with one in it; and their port, where that does not say it. */
  readonly env: string;
  readonly port: number;
  /** All of them for each request, or one after the other. */
  readonly which: "all" | "next";
  /** Paths whose answer is whether the others are there: 503 when one is not. */
  readonly paths: readonly string[];
  /** It asks them when it starts, and ends with status 1 when one is not there, after this line; "": it does not ask then. */
  readonly elseExits: string;
}

export interface ImageSpec {
  /** `nginx:1.27`; no tag means `latest`. */
  readonly name: string;
  readonly distribution: string;
  readonly layers: readonly LayerSpec[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly workdir: string;
  readonly exposes: readonly number[];
  readonly volumes: readonly string[];
  readonly stopSignal: string;
  readonly programs: readonly ImageProgram[];
}

export interface RegistrySpec {
  readonly bytesPerSecond: number;
  readonly images: readonly ImageSpec[];
}

/** What a machine with Docker has when the scenario begins. */
export interface DockerSpec {
  /** Images that have been pulled. */
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** Containers that are there, running or not. */
  readonly containers: readonly ContainerSpec[];
  /** Who sends requests to a port of this machine. */
  readonly clients: readonly ClientSpec[];
  /** Files in /root: Dockerfiles and what they copy. */
  readonly files: readonly FileSpec[];
  /**
   * How many layers of an image are unpacked at a time; one when not given, as containerd does by itself. Source:
   * `soci-snapshotter`, parallel_pull_unpack, max_concurrent_unpacks_per_image.
   */
  readonly unpacks?: number;
  /** Version of its runc; a patched one when not given. */
  readonly runc?: string;
  /** dockerd `--userns-remap=default`: root of every container is uid 100000 outside (dockremap in /etc/subuid). */
  readonly usernsRemap?: boolean;
}

export interface ContainerSpec {
  readonly settings: Settings;
  /** Records in its store when the scenario begins. */
  readonly records: number;
  readonly running: boolean;
}

export interface ClientSpec {
  readonly name: string;
  readonly port: number;
  readonly perSecond: number;
}

export interface Port {
  readonly host: number;
  readonly inside: number;
  readonly address: string;
}

export interface MountSpec {
  readonly kind: "volume" | "bind" | "tmpfs";
  /** Name of a volume ("" = anonymous), or a directory of the host. */
  readonly source: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/** Limits that are not set are -1. */
export interface Limits {
  readonly nanoCpus: number;
  readonly cpuShares: number;
  readonly cpuset: string;
  readonly memoryBytes: number;
  /** Memory and swap together; -2 = swap without limit. */
  readonly memorySwapBytes: number;
  readonly pids: number;
}

export const UNLIMITED: Limits = { nanoCpus: -1, cpuShares: -1, cpuset: "", memoryBytes: -1, memorySwapBytes: -1, pids: -1 };

export interface Restart {
  readonly policy: "no" | "always" | "unless-stopped" | "on-failure";
  readonly most: number;
}

/** What `docker run` was told. Never changed: `update` puts another one in its place. */
export interface Settings {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly entrypoint: readonly string[] | undefined;
  readonly env: readonly string[];
  readonly ports: readonly Port[];
  readonly mounts: readonly MountSpec[];
  /** `bridge`, `host`, `none`, `container:NAME` or a network of one's own. */
  readonly network: string;
  readonly aliases: readonly string[];
  readonly hostname: string;
  readonly restart: Restart;
  readonly autoRemove: boolean;
  readonly limits: Limits;
  readonly user: string;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly securityOpts: readonly string[];
  readonly readOnly: boolean;
  readonly privileged: boolean;
  readonly runtime: string;
  /** `-i` and `-t`: somebody sits in front of it, at this terminal; "" for nobody. */
  readonly terminal: string;
  /** Without `-d`: whoever started it waits for it and sees what it prints. */
  readonly attached: boolean;
  /** What the kubelet adds where it is the client. */
  readonly pod?: PodSettings;
}

/** A container of a pod, or the sandbox in whose namespaces the others live: `cri-api/pkg/apis/runtime/v1/api.proto`. */
export interface PodSettings {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  /** Its name in the pod; "" for the sandbox. */
  readonly container: string;
  readonly attempt: number;
  /** The pod's cgroup: its own is made in it. */
  readonly cgroup: string;
  readonly oomScoreAdj: number;
  /** Id of its sandbox; "" for a sandbox. */
  readonly sandbox: string;
  /** The address that a sandbox gets. */
  readonly address: string;
}

export const PLAIN: Settings = {
  name: "", image: "", command: [], entrypoint: undefined, env: [], ports: [], mounts: [], network: "bridge", aliases: [], hostname: "",
  restart: { policy: "no", most: 0 }, autoRemove: false, limits: UNLIMITED, user: "", capAdd: [], capDrop: [], securityOpts: [], readOnly: false,
  privileged: false, runtime: "runc", terminal: "", attached: false,
};
