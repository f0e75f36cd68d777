import type { Nanos } from "../../../kernel/time.ts";
import { keyOf } from "../kinds.ts";
import { type Container, type ContainerStateTerminated, type Pod } from "../objects.ts";
import { podRequests, type Amounts } from "../pod-requests.ts";
import type { BackoffEntry } from "./backoff.ts";

/** Where a container stands. `exited`: it has run, and waits for a decision or for its back-off. */
export type Stage = "none" | "pulling" | "starting" | "running" | "exited";

export type ProbeKind = "startup" | "readiness" | "liveness";

/** The last result of a probe, and how often in a row it came. */
export interface ProbeCount {
  readonly ok: boolean;
  readonly row: number;
}

/** A container of a pod through all its runs. Never changed: a new one is put in its place. */
export interface ContainerRun {
  readonly name: string;
  readonly stage: Stage;
  /** The runtime's id of the present or the last run; "" before the first. */
  readonly id: string;
  /** What its image is by its content: `docker.io/library/nginx@sha256:…`; "" before the first run, and for hollow ones. */
  readonly imageID: string;
  /** Which image the present run was made from, as its pod said then; undefined before the first. */
  readonly image?: string;
  /** It was ended to be made anew, whatever the restart policy says. */
  readonly anew?: boolean;
  readonly restarts: number;
  readonly startedAt: Nanos;
  /** How the last run ended. */
  readonly ended: ContainerStateTerminated | undefined;
  /** How the one before that ended: `lastState` while the last run's end is the state. */
  readonly before: ContainerStateTerminated | undefined;
  /** Why it does not run now, where that is more than that it has not been started. */
  readonly waiting: { readonly reason: string; readonly message?: string } | undefined;
  readonly backoff: BackoffEntry | undefined;
  readonly imageBackoff: BackoffEntry | undefined;
  /** What it was to be told was not there: it is tried again then. */
  readonly notBefore?: Nanos;
  /** When its image was wanted, and when its pull began; -1 = not yet. */
  readonly pullAsked: Nanos;
  readonly pullBegan: Nanos;
  /** It has been told to end: nothing more is done to it until it has. */
  readonly stopping: boolean;
  /** The last fact about its life. */
  readonly because: readonly number[];
  /** Its startup probe has passed, or it has none; its readiness probe says yes, or it has none. */
  readonly started: boolean;
  readonly ready: boolean;
  readonly probes: Readonly<Partial<Record<ProbeKind, ProbeCount>>>;
}

/** The net namespace that the containers of a pod share, held by a process that does nothing. */
export interface Sandbox {
  readonly stage: "none" | "starting" | "ready";
  readonly id: string;
  readonly address: string;
  /** Counts the sandboxes the pod has had. */
  readonly attempt: number;
}

/** The end of a pod that has begun. */
export interface PodEnd {
  readonly at: Nanos;
  readonly graceSeconds: number;
}

/** What a kubelet does for one pod. Never changed: a new one is put in its place. */
export interface PodWorker {
  /** The pod as the kubelet runs it: as it last saw it, but with the resources that are in force. */
  readonly pod: Pod;
  readonly node: string;
  readonly startTime: Nanos;
  readonly sandbox: Sandbox;
  /** Init containers in their order, then the others. */
  readonly runs: readonly ContainerRun[];
  /** In this sandbox its init containers have been through: they are not run again. */
  readonly initialized: boolean;
  /** All containers have ended for good: nothing is started any more. */
  readonly over: boolean;
  readonly end: PodEnd | undefined;
  /** The kubelet has refused or evicted it, and says why. */
  readonly failed: { readonly reason: string; readonly message: string } | undefined;
  /** A change of its resources that cannot be made now, and why. */
  readonly resize: { readonly type: "PodResizePending" | "PodResizeInProgress"; readonly reason: string; readonly message: string } | undefined;
  /** What it asks for, as the node counts it. */
  readonly requests: Amounts;
}

const FRESH: Omit<ContainerRun, "name"> = {
  stage: "none", id: "", imageID: "", restarts: 0, startedAt: -1, ended: undefined, before: undefined, waiting: undefined, backoff: undefined, imageBackoff: undefined, pullAsked: -1, pullBegan: -1, stopping: false, because: [], started: false, ready: false, probes: {},
};
const fresh = ({ name }: Container): ContainerRun => ({ name, ...FRESH });

export const createWorker = (pod: Pod, node: string, now: Nanos): PodWorker => ({
  pod, node, startTime: now, sandbox: { stage: "none", id: "", address: "", attempt: 0 }, runs: containersOf(pod).map(fresh),
  initialized: false, over: false, end: undefined, failed: undefined, resize: undefined, requests: podRequests(pod.spec),
});

/** Init containers first. */
export const containersOf = ({ spec }: Pod): Container[] => [...(spec.initContainers ?? []), ...spec.containers];
export const containerNamed = (pod: Pod, name: string): Container => containersOf(pod).find((c) => c.name === name)!;

export const uidOf = ({ metadata }: Pod): string => metadata.uid ?? "";
export const podKey = ({ metadata }: Pod): string => keyOf("Pod", metadata);

/** What the kubelet's loop calls a pod: its key, and its uid because a later pod may have the same name. */
export const syncKey = (pod: Pod): string => `${podKey(pod)} ${uidOf(pod)}`;

export const runOf = (worker: PodWorker, name: string): ContainerRun | undefined => worker.runs.find((run) => run.name === name);
export const withRun = (worker: PodWorker, run: ContainerRun): PodWorker => ({ ...worker, runs: worker.runs.map((other) => (other.name === run.name ? run : other)) });

/** Changes one container's run; the same worker when nothing changed. */
export function changeRun(worker: PodWorker, name: string, change: (run: ContainerRun) => ContainerRun): PodWorker {
  const run = runOf(worker, name);
  const after = run && change(run);
  return after === undefined || after === run ? worker : withRun(worker, after);
}

/** It runs, or is on the way to. */
export const isAlive = ({ stage }: ContainerRun): boolean => stage === "starting" || stage === "running";
