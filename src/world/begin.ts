import { createChoosing } from "./choosing/choosing.ts";
import { beginCluster } from "./cluster/begin.ts";
import { planArrival } from "./hypervisor/fleet/balancer.ts";
import { beginFleet } from "./hypervisor/fleet/instance.ts";
import { beginVms } from "./hypervisor/life.ts";
import { imageFrom } from "./hypervisor/provisioning/image.ts";
import { createDisk } from "./machine/disk.ts";
import { bringUp, createMachine } from "./machine/machine-life.ts";
import { createNic } from "./machine/network.ts";
import type { HostSpec, Scenario } from "./scenario.ts";
import type { World, WorldEnv } from "./state.ts";

/** A scenario comes to life: every host is up, its apps and VMs run, and their meters tick. */
export function beginWorld(scenario: Scenario, env: WorldEnv): World {
  const world: World = { scenario, machines: new Map(), repeated: repeatedNames(scenario), faultsDone: new Set(), pushed: new Map(), cluster: undefined, choosing: scenario.choosing && createChoosing(), training: undefined, dirty: [], mark: {} };
  const fact = env.note("worldBegan", "world/begin", { scenario: scenario.name });
  env.because([fact], () => {
    for (const host of scenario.hosts) beginHost(world, host, env);
    if (scenario.cluster !== undefined) beginCluster(world, scenario.cluster, env);
  });
  return world;
}

function beginHost(world: World, spec: HostSpec, env: WorldEnv): void {
  const { name: path, cpus, cpuModel, memoryBytes } = spec;
  const host = createMachine(world, { path, host: "", spec, cpuModel, cpus, memoryBytes }, env);
  host.disks.set(spec.disk.name, createDisk(spec.disk));
  host.nics.set("eno1", createNic("eno1", spec.nicBitsPerSecond));
  for (const image of (spec.images ?? []).map(imageFrom)) host.images.set(image.path, image);
  bringUp(world, path, env);
  beginVms(world, host, spec, env);
  if (host.images.size > 0) beginFleet(world, host, env);
  if (host.fleet !== undefined) planArrival(host, host.fleet, env);
  env.after(0, { type: "sample", host: path });
}

function repeatedNames(scenario: Scenario): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const host of scenario.hosts) {
    for (const { apps } of [host, ...host.vms]) for (const { name } of apps) (seen.has(name) ? repeated : seen).add(name);
  }
  return repeated;
}
