import type { Nanos } from "../kernel/time.ts";
import type { ChoosingSpec } from "./choosing/spec.ts";
import type { ClusterSpec } from "./cluster/spec.ts";
import type { TrainingSpec } from "./training/spec.ts";
import type { DockerSpec, RegistrySpec } from "./containers/spec.ts";

/**
 * A scenario as the world takes it: every size in bytes, every time in nanoseconds, every default filled in
 * (`scenario-file.ts` reads the YAML that people write). Plain data.
 */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** `sliced`: each CPU runs one thread at a time. `fluid`: rates, solved by weighted max-min sharing. */
  readonly engine: "sliced" | "fluid";
  readonly hosts: readonly HostSpec[];
  readonly faults: readonly FaultSpec[];
  /** One service in many VMs, behind a load balancer, on the first host that has images. */
  readonly fleet?: FleetSpec;
  /** Where images come from. */
  readonly registry?: RegistrySpec;
  /** A Kubernetes cluster on these machines. */
  readonly cluster?: ClusterSpec;
  /** Cards and workloads to find homes for. */
  readonly choosing?: ChoosingSpec;
  /** A training that `lab train` runs. */
  readonly training?: TrainingSpec;
  /** How often meters take their readings; 250 ms when not given. A world of thousands of machines takes them less often. */
  readonly sampleEvery?: Nanos;
}

export interface MachineSpec {
  readonly name: string;
  readonly os: "linux" | "windows";
  readonly distribution: string;
  readonly kernel: string;
  /** A newer one is installed: it runs from the next boot on. */
  readonly nextKernel?: string;
  readonly swapBytes: number;
  /** What the OS itself holds once it is up: kernel, daemons. */
  readonly systemBytes: number;
  readonly apps: readonly AppSpec[];
  /** Cgroups that are there from the start: by path, what their files say. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** So many GPUs (80 GB each) are in it. A guest has those that its host passes through to it. */
  readonly gpus?: number;
  /** A Docker engine runs here. */
  readonly docker?: DockerSpec;
  /** Version of the emulator of its VMs; a recent one when not given. */
  readonly qemu?: string;
}

export interface HostSpec extends MachineSpec {
  readonly cpus: number;
  readonly cpuModel: string;
  readonly memoryBytes: number;
  readonly disk: DiskSpec;
  readonly nicBitsPerSecond: number;
  /** Where the numbering of processes stands once its daemons run: high on a host that has been up for days. */
  readonly firstPid?: number;
  readonly vms: readonly VmSpec[];
  /** Disk images that lie there for VMs to be made from. */
  readonly images?: readonly ImageSpec[];
}

export interface ImageSpec {
  readonly file: string;
  readonly virtualBytes: number;
  readonly usedBytes: number;
  /** What is installed in it besides the system. */
  readonly packages: readonly string[];
}

/** What every instance of a fleet is like, and what it begins with. */
export interface FleetSpec {
  readonly name: string;
  /** File that new VMs are made from: copied whole, or cloned thin. */
  readonly image: string;
  readonly thin: boolean;
  /** Instances that run from the beginning, one in each VM, and the requests per second that reach them together. */
  readonly running: number;
  readonly load: number;
  readonly vcpus: number;
  /** Held by an instance's program, by a guest's system with the files its boot leaves in memory, by an emulator. */
  readonly memoryBytes: number;
  readonly systemBytes: number;
  readonly overheadBytes: number;
  /** CPU time of a request; an instance serves one at a time. */
  readonly work: Nanos;
  readonly backlog: number;
  readonly timeout: Nanos;
}

export interface DiskSpec {
  readonly name: string;
  readonly capacityBytes: number;
  readonly bytesPerSecond: number;
  /** Time the device spends on any request besides moving its bytes. */
  readonly latency: Nanos;
  /** How many requests the device serves at the same time. */
  readonly parallel: number;
}

export interface VmSpec extends MachineSpec {
  readonly vcpus: number;
  readonly vcpusMax: number;
  readonly memoryBytes: number;
  readonly memoryMaxBytes: number;
  /** The emulator process's own memory on the host. */
  readonly overheadBytes: number;
  readonly cpuShares: number;
  readonly diskBytes: number;
  /** How much of the thin disk has been written so far. */
  readonly diskAllocatedBytes: number;
  /** Firecracker's kind: a handful of devices, no firmware, and a kernel that starts its programs itself. An ordinary PC when not given. */
  readonly machine?: "microvm";
  /** What is emulated for it besides virtio devices, in QEMU's names: `isa-fdc` is a floppy controller. */
  readonly devices?: readonly string[];
  readonly running: boolean;
}

/** A named program: one or several processes, supervised together. */
export interface AppSpec {
  readonly name: string;
  readonly command: string;
  readonly user: string;
  /** The cgroup its processes live in; when not given, all such apps of a machine share one session group and compete thread by thread. */
  readonly group?: string;
  readonly processes: number;
  readonly threads: number;
  readonly nice: number;
  readonly oomScoreAdj: number;
  /** Memory each process holds from its start. */
  readonly memoryBytes: number;
  /** Started with the machine, or only by a fault. */
  readonly autostart: boolean;
  /** What the supervisor does when one of its processes dies. */
  readonly restart: { readonly policy: "no" | "always"; readonly delay: Nanos };
  /** Apps without which this one answers every request with an error. */
  readonly needs: readonly string[];
  readonly program: Program;
}

/** What each process of an app does. */
export type Program =
  | { readonly kind: "idle" }
  /** Every thread computes for ever. */
  | { readonly kind: "busy" }
  /** Computes `run`, sleeps `sleep`, for ever. */
  | { readonly kind: "cycle"; readonly run: Nanos; readonly sleep: Nanos }
  /** A wave of work every so often: every thread of the app computes `work` at once; the latency is that of the last one. A wave that is late delays the next. */
  | { readonly kind: "burst"; readonly every: Nanos; readonly work: Nanos }
  /** Holds its memory, and for `lasts` out of every `every` so much more; from `leaksAfter` on it leaks besides. */
  | { readonly kind: "spike"; readonly bytes: number; readonly every: Nanos; readonly lasts: Nanos; readonly leaksAfter: Nanos; readonly bytesPerSecond: number }
  /** Forks a child every so often, which does the same (`children: "fork"`) or only waits. What is refused is tried again. */
  | { readonly kind: "fork"; readonly every: Nanos; readonly children: "fork" | "wait" }
  /** Touches `bytes` of fresh memory in pieces, at that rate at most, and holds it. */
  | { readonly kind: "allocate"; readonly bytes: number; readonly piece: number; readonly bytesPerSecond: number }
  /** Reads a file of `bytes` from start to end through the page cache, `passes` times. */
  | { readonly kind: "read"; readonly file: string; readonly bytes: number; readonly passes: number }
  /** Allocates and never frees. */
  | { readonly kind: "leak"; readonly bytesPerSecond: number }
  /** Answers requests: one FIFO queue per app, every thread of every process takes from it. */
  | {
      readonly kind: "serve";
      readonly perSecond: number;
      /** `staggered`: steady from a moment of its own on, so that many apps of a kind do not all get theirs at once. */
      readonly arrivals: "steady" | "staggered" | "poisson";
      /** CPU time a request needs: mean, and deviation as a fraction of it. */
      readonly work: Nanos;
      readonly spread: number;
      /** Time a request spends on the GPU after that: its thread waits, and uses no CPU. */
      readonly onGpu?: Nanos;
      /** Memory of the GPU that its model fills from its start on, and that each request takes while it is there. */
      readonly gpuMemory?: number | undefined;
      readonly gpuPerRequest?: number | undefined;
      readonly timeout: Nanos;
      /** Requests beyond this many waiting are refused. */
      readonly backlog: number;
    }
  /** Keeps `depth` requests of `bytes` in flight on the machine's disk, at most `bytesPerSecond` (Infinity: as fast as it goes). */
  | { readonly kind: "disk"; readonly op: "read" | "write"; readonly bytes: number; readonly depth: number; readonly bytesPerSecond: number }
  /** Reads through files until the page cache holds `bytes` more, then keeps touching all its memory. */
  | { readonly kind: "cache"; readonly bytes: number; readonly bytesPerSecond: number };

/** Something to break, offered in the fault menu: the parts given happen together. */
export interface FaultSpec {
  readonly name: string;
  readonly about: string;
  /** Apps that start. */
  readonly start: readonly string[];
  /** Apps that stop. */
  readonly stop: readonly string[];
  /** VMs, hosts and containers: the kernel that answers their calls panics. */
  readonly panic: readonly string[];
  /** Hosts with Docker: the disk dies, with all that was on it. */
  readonly lose?: readonly string[];
  /** Containers and pods by name, or by the name of what made them: the program of one crashes; stops answering; leaks. */
  readonly crash?: readonly string[];
  readonly deadlock?: readonly string[];
  readonly leak?: readonly { readonly app: string; readonly bytesPerSecond: number }[];
  /** All programs of that name listen no more, for a while. */
  readonly blip?: readonly { readonly app: string; readonly lasts: Nanos }[];
  /** Machines: their power is cut; cut and given again; their kernels hang. */
  readonly powerOff?: readonly string[];
  readonly reboot?: readonly string[];
  readonly freeze?: readonly string[];
  /** So many GPUs fail that take part in the training. */
  readonly failGpus?: number;
  /** The program of such a container takes every turn on its GPU, and more and more of its memory. */
  readonly hogGpu?: readonly { readonly app: string; readonly bytesPerSecond: number }[];
}
