import type { Lens } from "../lesson/lesson.ts";
import type { Observation } from "../world/observation.ts";
import { addressesPanel, answersPanel } from "./answers.ts";
import { billPanel } from "./bill.ts";
import { containersPanel } from "./by-hand.ts";
import { autoscalerPanel } from "./cluster/autoscaler.ts";
import { besidePanel, hostsPanel } from "./cluster/hosts.ts";
import { decisionPanel } from "./cluster/decision.ts";
import { evictionPanel } from "./cluster/eviction-order.ts";
import { livesPanel } from "./cluster/lives.ts";
import { looksPanel } from "./cluster/looks.ts";
import { nodeMemoryPanel, nodesPanel } from "./cluster/nodes.ts";
import { podsPanel } from "./cluster/pods.ts";
import { relayPanel } from "./cluster/relay.ts";
import { rolloutPanel } from "./cluster/rollout.ts";
import { endpointsPanel, serviceHistory, servicesPanel } from "./cluster/services.ts";
import { wishesPanel } from "./cluster/wishes.ts";
import { estatePanel, harmPanel, sheetPanel, yearPanel } from "./choosing.ts";
import { cpuPanel, lanesPanel, threadsPanel } from "./cpu.ts";
import { dataPanel } from "./data.ts";
import { discoveryPanel } from "./discovery.ts";
import { diskPanel } from "./disk.ts";
import { eventsPanel } from "./events.ts";
import { fleetHistory, fleetPanel } from "./fleet.ts";
import { cpuHistory } from "./history.ts";
import { gatesPanels } from "./gates.ts";
import { groupsPanel } from "./groups.ts";
import { insidePanel } from "./inside.ts";
import { kernelsPanel } from "./kernels.ts";
import { machinesPanel } from "./machines.ts";
import { memoryPanel } from "./memory.ts";
import type { Offer } from "./offer.ts";
import { layersPanel } from "./layers.ts";
import { periodsPanel } from "./periods.ts";
import { racePanel } from "./race.ts";
import { requestsPanel } from "./requests.ts";
import { sharersPanel } from "./sharers.ts";
import { gpuMemoryPanel } from "./gpu.ts";
import { gpusPanel, trainingPanel } from "./training.ts";
import { startupPanel } from "./startup.ts";
import { viewsPanel } from "./views.ts";

type Maker = (seen: Observation) => Offer | readonly Offer[] | undefined;

/** The panels of each lens, most telling first. */
const LENSES: Readonly<Record<Lens, readonly Maker[]>> = {
  hypervisor: [fleetPanel, cpuPanel, memoryPanel, eventsPanel, startupPanel, requestsPanel, threadsWithoutVms, diskPanel, machinesPanel, lanesPanel, cpuHistory, withFleet(billPanel), fleetHistory],
  cgroups: [cpuPanel, threadsPanel, memoryPanel, requestsPanel, eventsPanel, lanesPanel, machinesPanel, diskPanel, cpuHistory],
  walls: [eventsPanel],
  choosing: [sheetPanel, yearPanel, estatePanel, harmPanel, eventsPanel],
  orchestration: [trainingPanel, gpusPanel, gpuMemoryPanel, podsPanel, servicesPanel, rolloutPanel, wishesPanel, autoscalerPanel, nodesPanel, eventsPanel, withoutCluster(requestsPanel), withoutCluster(machinesPanel), withoutCluster(cpuPanel), withoutCluster(memoryPanel)],
};

/** They answer what a step may be about to ask: only where its text names them, or where there is no text at all. By how their titles begin. */
const NAMED: Readonly<Record<string, Maker>> = {
  Inside: insidePanel, Views: viewsPanel, Kernels: kernelsPanel, Groups: groupsPanel, Periods: periodsPanel, "Who shares": sharersPanel, Gates: gatesPanels,
  "Who answers": answersPanel, "Where data": dataPanel, Addresses: addressesPanel, Discovery: discoveryPanel, Containers: containersPanel, Layers: layersPanel, Race: racePanel,
};

/** The same for what a cluster shows of itself. */
const NAMED_IN_CLUSTERS: readonly Maker[] = [relayPanel, decisionPanel, livesPanel, nodeMemoryPanel, evictionPanel, endpointsPanel, serviceHistory, looksPanel, withCluster(hostsPanel), withCluster(besidePanel)];

/** A world of images and fleets is about what VMs cost; elsewhere the memory panel tells enough. */
function withFleet(maker: Maker): Maker {
  return (seen) => (seen.tables.fleets.length === 0 ? undefined : maker(seen));
}

/** What stands around a cluster. */
function withCluster(maker: Maker): Maker {
  return (seen) => (seen.cluster === undefined ? undefined : maker(seen));
}

/** Where there is a cluster, its nodes say what its machines do. */
function withoutCluster(maker: Maker): Maker {
  return (seen) => (seen.cluster === undefined ? maker(seen) : undefined);
}

/** Where guests are, their vCPUs are what competes, and the CPU bars show them. */
function threadsWithoutVms(seen: Observation): Offer | undefined {
  return seen.tables.vms.length > 0 ? undefined : threadsPanel(seen);
}

/** The panels of a lens for what is seen now. Those that the step names come first and are lit. */
export function panelsOf(lens: Lens, seen: Observation, focus: readonly string[]): Offer[] {
  const place = (o: Offer): number => focus.findIndex((name) => named(o, name));
  const wanted = ([title]: readonly [string, Maker]): boolean => (focus.length === 0 ? seen.cluster === undefined : focus.some((name) => begin(name, title)));
  const inside = Object.entries(NAMED).filter(wanted).flatMap(([, make]) => make(seen) ?? []).filter((o) => focus.length === 0 || place(o) >= 0);
  const above = NAMED_IN_CLUSTERS.flatMap((make) => make(seen) ?? []).filter((o) => focus.length === 0 || place(o) >= 0);
  const offers = [...LENSES[lens].flatMap((make) => make(seen) ?? []), ...above, ...inside];
  const lit = offers.filter((o) => place(o) >= 0).sort((a, b) => place(a) - place(b));
  return [...lit.map((o) => ({ ...o, lit: true })), ...offers.filter((o) => place(o) < 0 && !isEmptyLog(o))];
}

/** A log without entries is only worth its rows to somebody who was told to look at it. */
const isEmptyLog = ({ panel }: Offer): boolean => panel.kind === "log" && panel.entries.length === 0;

/** A panel's title may carry its legend after a colon. */
export const titleOf = (o: Offer): string => o.panel.title.split(":")[0]!;

const named = (o: Offer, name: string): boolean => titleOf(o).toLowerCase().startsWith(name.toLowerCase());

/** One of them is how the other begins. */
const begin = (a: string, b: string): boolean => a.toLowerCase().startsWith(b.toLowerCase()) || b.toLowerCase().startsWith(a.toLowerCase());
