import type { Env } from "../kernel/model.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Choosing } from "./choosing/choosing.ts";
import type { YearEvent } from "./choosing/year.ts";
import type { Cluster } from "./cluster/cluster.ts";
import type { ClusterEvent } from "./cluster/events.ts";
import type { DockerEvent } from "./containers/command.ts";
import type { Image } from "./containers/image.ts";
import type { FleetEvent } from "./hypervisor/fleet/balancer.ts";
import type { HypervisorEvent } from "./hypervisor/vm.ts";
import type { BlockEvent } from "./machine/block.ts";
import type { JobEvent } from "./machine/job.ts";
import type { Machine } from "./machine/machine.ts";
import type { TrainingEvent, TrainingRun } from "./training/run.ts";
import type { Scenario } from "./scenario.ts";

/**
 * The simulated infrastructure: machines by path (`atlas`, `atlas/web1`), everything else inside them.
 * Copies share machines until one side writes: who changes a machine takes it from `machineOf`.
 */
export interface World {
  readonly scenario: Scenario;
  machines: Map<string, Machine>;
  /** Names of apps that run on more than one machine: facts call those `machine/name`. */
  readonly repeated: ReadonlySet<string>;
  /** Names of faults that have been injected. */
  faultsDone: Set<string>;
  /** The Kubernetes cluster on these machines, where there is one: who changes it takes it from `clusterOf`. */
  cluster: Cluster | undefined;
  /** Images that somebody pushed to the registry, by full name: replaced, never changed. */
  pushed: ReadonlyMap<string, Image>;
  /** Homes that were chosen for workloads, where a world is about choosing. */
  choosing: Choosing | undefined;
  /** The last run of `lab train`. Replaced, never changed. */
  training: TrainingRun | undefined;
  /** Hardware hosts whose CPUs have to be shared out anew before time goes on. */
  dirty: string[];
  /** Who may write: a machine that carries another mark is copied first. */
  mark: object;
}

/** What is going to happen. Handlers look their subject up by name and cope with its absence. */
export type WorldEvent =
  /** Something changes on the CPUs of this hardware host or in its guests at `at`; another `at` than planned is stale. */
  | { readonly type: "cpu"; readonly host: string; readonly at: Nanos }
  /** The meter of a hardware host and its guests takes its readings. */
  | { readonly type: "sample"; readonly host: string }
  /** A thread's timer. Stale when the thread no longer waits for this one. */
  | { readonly type: "wake"; readonly machine: string; readonly tid: number; readonly at: Nanos }
  /** A request arrives at an app; stale when the load was changed since. */
  | { readonly type: "arrival"; readonly machine: string; readonly app: string; readonly turn: number }
  /** Clients whose patience ends. */
  | { readonly type: "giveUp"; readonly machine: string; readonly app: string; readonly at: Nanos }
  /** The supervisor starts what died. */
  | { readonly type: "restart"; readonly machine: string; readonly app: string; readonly turn: number; readonly because: readonly number[] }
  /** The boot of a host is through; a host that goes down in order looks whether its guests are off, `until` then. Stale when its power has a newer fact. */
  | { readonly type: "power"; readonly machine: string; readonly what: "boot"; readonly because: number }
  | { readonly type: "power"; readonly machine: string; readonly what: "down"; readonly until: Nanos; readonly because: number }
  | HypervisorEvent
  | FleetEvent
  | JobEvent
  | BlockEvent
  | DockerEvent
  | YearEvent
  | TrainingEvent
  | ClusterEvent;

/** All event types of the hypervisor are `vm`, of disks `block`, of containers `docker`, of Kubernetes `cluster`: the router looks no further. */
export type WorldEnv = Env<WorldEvent>;
