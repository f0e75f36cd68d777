import type { Nanos } from "../../kernel/time.ts";
import type { AnyObject } from "./api/decode.ts";
import type { Operator } from "./kinds.ts";
import type { Labels, Taint } from "./objects.ts";
import type { ScoringStrategy } from "./scheduler/scoring-strategy.ts";

/** A cluster as a scenario describes it: every default filled in. Plain data. */
export interface ClusterSpec {
  readonly name: string;
  /** `v1.34.1`: whose texts and periods its components follow. */
  readonly version: string;
  readonly nodes: readonly NodeSpec[];
  /** Nodes whose kubelets run no containers, as kubemark has them: for clusters of thousands. */
  readonly hollow: readonly HollowSpec[];
  /** Machines that the cluster autoscaler may switch on and off. */
  readonly groups: readonly NodeGroupSpec[];
  /** How the scheduler scores what nodes have left. */
  readonly scoringStrategy: ScoringStrategy;
  /** Operators that are installed. */
  readonly operators: readonly Operator[];
  /** Objects that were applied before anybody looks. */
  readonly manifests: readonly AnyObject[];
  /** Files of the learner, paths from /root: `manifests/shop.yaml`. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Who sends requests to services from outside, from the first moment on. */
  readonly clients: readonly ClientSpec[];
  readonly podSubnet: string;
  readonly serviceSubnet: string;
}

/** Who sends requests to a service, until somebody changes that with `lab load`. */
export interface ClientSpec {
  /** Key of the service. */
  readonly service: string;
  /** When they begin to come. */
  readonly after: Nanos;
  /** How many come a second, one after the other and again from the beginning; a wave of length 0 stays. */
  readonly waves: readonly { readonly perSecond: number; readonly length: Nanos }[];
}

/** A machine of the world that is a node. */
export interface NodeSpec {
  /** Its name among the world's machines, host or VM: also the node's name. */
  readonly machine: string;
  readonly controlPlane: boolean;
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  /** Kept from pods for the system, for the kubelet, and for the hard eviction threshold: allocatable = capacity - these. */
  readonly reserved: { readonly cpuMilli: number; readonly memoryBytes: number };
  readonly maxPods: number;
}

/** Like machines, all of them VMs that are also among the nodes: those that are off at first are room to grow. */
export interface NodeGroupSpec {
  readonly name: string;
  readonly machines: readonly string[];
  readonly min: number;
  readonly max: number;
}

export interface HollowSpec {
  readonly prefix: string;
  readonly count: number;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly maxPods: number;
  /** Zones that its nodes are spread over in turn. */
  readonly zones: readonly string[];
}
