import type { Fact, FactLog } from "../kernel/facts.ts";
import type { Nanos } from "../kernel/time.ts";
import * as choosing from "./choosing/rows.ts";
import * as c from "./containers/rows.ts";
import { fleetRows, serviceRows } from "./hypervisor/fleet/rows.ts";
import { imageFileRows, jobRows } from "./hypervisor/provisioning/rows.ts";
import { vmRows } from "./hypervisor/rows.ts";
import { diskRows } from "./machine/block-rows.ts";
import { offerSeries } from "./machine/history.ts";
import { nicRows } from "./machine/network-rows.ts";
import { laneSlots } from "./rows/lanes.ts";
import { offerServiceSeries } from "./cluster/network/series.ts";
import { kubeServiceRows } from "./cluster/rows/services.ts";
import type { Cluster } from "./cluster/cluster.ts";
import { nodeRows } from "./cluster/rows/nodes.ts";
import { podRows } from "./cluster/rows/pods.ts";
import * as policies from "./cluster/rows/policies.ts";
import * as workloads from "./cluster/rows/workloads.ts";
import { acceleratorRows, gangRows } from "./cluster/training/rows.ts";
import { viewOf, type ClusterView } from "./cluster/view.ts";
import type { FaultRow, LaneSlot, Observation, Series, Tables } from "./observation.ts";
import { appRows } from "./rows/app-rows.ts";
import { groupRows, pressureRows } from "./rows/group-rows.ts";
import { stageRows } from "./rows/stage-rows.ts";
import { deviceRows, namespaceRows } from "./rows/namespace-rows.ts";
import { machineRows } from "./rows/machine-rows.ts";
import { processRows, threadRows } from "./rows/process-rows.ts";
import { racerRows } from "./race/rows.ts";
import type { World } from "./state.ts";
import { gpuPartRows, gpuProgramRows, gpuRows } from "./gpu/rows.ts";
import { trainingRows } from "./training/rows.ts";
import { wallRows } from "./wall/rows.ts";

/** The instant to look at: a kernel `Moment` is one. */
export interface Seen {
  readonly now: Nanos;
  readonly state: World;
  readonly facts: FactLog;
  readonly queue: { readonly nextAt: Nanos };
}

/**
 * What may be known of a world at an instant. Every table is computed when somebody first asks for it, from the world
 * as it was when `observe` was called: the machines seen are left alone by whatever happens later (they are copied on write).
 */
export function observe({ now, state, facts, queue }: Seen): Observation {
  state.mark = {};
  return new Look(now, { ...state, machines: new Map(state.machines), faultsDone: new Set(state.faultsDone) }, facts, queue.nextAt);
}

class Look implements Observation, Tables {
  readonly now: Nanos;
  readonly nextAt: Nanos;
  private readonly world: World;
  private readonly log: FactLog;
  private readonly known: number;
  private readonly kept = new Map<string, unknown>();

  constructor(now: Nanos, world: World, log: FactLog, nextAt: Nanos) {
    this.now = now;
    this.world = world;
    this.log = log;
    this.known = log.length;
    this.nextAt = nextAt;
  }

  get tables(): Tables {
    return this;
  }
  get machines() {
    return this.once("machines", () => machineRows(this.world, this.now));
  }
  get processes() {
    return this.once("processes", () => processRows(this.world));
  }
  get threads() {
    return this.once("threads", () => threadRows(this.world));
  }
  get groups() {
    return this.once("groups", () => groupRows(this.world));
  }
  get pressures() {
    return this.once("pressures", () => pressureRows(this.world));
  }
  get apps() {
    return this.once("apps", () => appRows(this.world, this.now));
  }
  get vms() {
    return this.once("vms", () => vmRows(this.world, this.now));
  }
  get disks() {
    return this.once("disks", () => diskRows(this.world));
  }
  get nics() {
    return this.once("nics", () => nicRows(this.world));
  }
  get image_files() {
    return this.once("image_files", () => imageFileRows(this.world));
  }
  get stages() {
    return this.once("stages", () => stageRows(this.world, this.now));
  }
  get jobs() {
    return this.once("jobs", () => jobRows(this.world));
  }
  get fleets() {
    return this.once("fleets", () => fleetRows(this.world, this.now));
  }
  get services() {
    return this.once("services", () => serviceRows(this.world));
  }
  get racers() {
    return this.once("racers", () => racerRows(this.world, this.now));
  }
  get namespaces() {
    return this.once("namespaces", () => namespaceRows(this.world));
  }
  get devices() {
    return this.once("devices", () => deviceRows(this.world));
  }
  get engines() {
    return this.once("engines", () => c.engineRows(this.world));
  }
  get containers() {
    return this.once("containers", () => c.containerRows(this.world));
  }
  get images() {
    return this.once("images", () => c.imageRows(this.world));
  }
  get layers() {
    return this.once("layers", () => c.layerRows(this.world));
  }
  get networks() {
    return this.once("networks", () => c.networkRows(this.world));
  }
  get endpoints() {
    return this.once("endpoints", () => c.endpointRows(this.world));
  }
  get volumes() {
    return this.once("volumes", () => c.volumeRows(this.world));
  }
  get mounts() {
    return this.once("mounts", () => c.mountRows(this.world));
  }
  get files() {
    return this.once("files", () => c.fileRows(this.world));
  }
  get changes() {
    return this.once("changes", () => c.changeRows(this.world));
  }
  get logs() {
    return this.once("logs", () => c.logRows(this.world));
  }
  get pulls() {
    return this.once("pulls", () => c.pullRows(this.world));
  }
  get clients() {
    return this.once("clients", () => c.clientRows(this.world, this.now));
  }
  get asks() {
    return this.once("asks", () => c.askRows(this.world, this.now));
  }
  get churns() {
    return this.once("churns", () => c.churnRows(this.world, this.now));
  }
  get walls() {
    return this.once("walls", () => wallRows(this.world));
  }
  get choosing() {
    return this.world.scenario.choosing;
  }
  get cards() {
    return this.once("cards", () => choosing.cardRows(this.world));
  }
  get placements() {
    return this.once("placements", () => choosing.placementRows(this.world));
  }
  get years() {
    return this.once("years", () => choosing.yearRows(this.world));
  }
  get kube_services() {
    return this.once("kube_services", () => kubeServiceRows(this.world.cluster, this.now));
  }
  get gangs() {
    return this.inCluster("gangs", (cluster) => gangRows(cluster, this.now));
  }
  get accelerators() {
    return this.inCluster("accelerators", (cluster) => acceleratorRows(cluster, this.now));
  }
  get gpus() {
    return this.once("gpus", () => gpuRows(this.world));
  }
  get gpu_parts() {
    return this.once("gpu_parts", () => gpuPartRows(this.world, this.now));
  }
  get gpu_programs() {
    return this.once("gpu_programs", () => gpuProgramRows(this.world, this.now));
  }
  get trainings() {
    return this.once("trainings", () => trainingRows(this.world, this.now));
  }
  get pods() {
    return this.inCluster("pods", (cluster) => podRows(this.world, cluster, this.now));
  }
  get nodes() {
    return this.inCluster("nodes", (cluster) => nodeRows(this.world, cluster));
  }
  get deployments() {
    return this.inCluster("deployments", workloads.deploymentRows);
  }
  get replica_sets() {
    return this.inCluster("replica_sets", workloads.replicaSetRows);
  }
  get stateful_sets() {
    return this.inCluster("stateful_sets", workloads.statefulSetRows);
  }
  get daemon_sets() {
    return this.inCluster("daemon_sets", workloads.daemonSetRows);
  }
  get kube_jobs() {
    return this.inCluster("kube_jobs", (cluster) => workloads.kubeJobRows(cluster, this.now));
  }
  get hpas() {
    return this.inCluster("hpas", (cluster) => policies.hpaRows(cluster, this.now));
  }
  get endpoint_slices() {
    return this.inCluster("endpoint_slices", policies.endpointSliceRows);
  }
  get pdbs() {
    return this.inCluster("pdbs", policies.pdbRows);
  }
  get pvcs() {
    return this.inCluster("pvcs", policies.pvcRows);
  }
  get kube_events() {
    return this.inCluster("kube_events", policies.kubeEventRows);
  }
  get cluster(): ClusterView | undefined {
    return this.world.cluster && viewOf(this.world, this.world.cluster, this.now);
  }
  get series(): Readonly<Record<string, Series>> {
    return this.once("series", () => seriesOf(this.world));
  }
  get facts(): readonly Fact[] {
    return this.once("facts", () => this.log.all().slice(0, this.known));
  }
  get lanes(): readonly LaneSlot[] {
    return this.once("lanes", () => laneSlots(this.world, this.now));
  }
  get faults(): readonly FaultRow[] {
    return this.once("faults", () => this.world.scenario.faults.map(({ name, about }) => ({ name, about, done: this.world.faultsDone.has(name) })));
  }

  /** Rows of a cluster; none where there is no cluster. */
  private inCluster<R>(name: string, rows: (cluster: Cluster) => readonly R[]): readonly R[] {
    return this.once(name, () => (this.world.cluster === undefined ? [] : rows(this.world.cluster)));
  }

  private once<T>(name: string, compute: () => T): T {
    const known = this.kept.get(name);
    if (known !== undefined) return known as T;
    const computed = compute();
    this.kept.set(name, computed);
    return computed;
  }
}

function seriesOf(world: World): Record<string, Series> {
  const series: Record<string, Series> = {};
  for (const machine of world.machines.values()) offerSeries(machine, series);
  if (world.cluster !== undefined) offerServiceSeries(world.cluster, series);
  return series;
}
