import { type Model, type Result } from "../kernel/model.ts";
import { applyKube } from "./cluster/apply.ts";
import { keepFile } from "./cluster/files.ts";
import { handleCluster } from "./cluster/events.ts";
import { loadService, serviceNamed } from "./cluster/network/clients.ts";
import { controlOf } from "./cluster/control-plane.ts";
import { applyChoosing } from "./choosing/apply.ts";
import { copyChoosing } from "./choosing/choosing.ts";
import { dayDue } from "./choosing/year.ts";
import type { Command } from "./command.ts";
import { applyDocker, handleDocker } from "./containers/apply.ts";
import { injectFault } from "./fault.ts";
import { handleFleet, setFleetLoad } from "./hypervisor/fleet/balancer.ts";
import { fleetHost } from "./hypervisor/fleet/scale.ts";
import { applyVm, handleVm } from "./hypervisor/life.ts";
import { applyProvisioning } from "./hypervisor/provisioning/apply.ts";
import { handleBlock } from "./machine/block.ts";
import { handleJob } from "./machine/job.ts";
import { powerDue, restart } from "./machine/power.ts";
import { takeSample } from "./machine/meter.ts";
import { applyNamespaces } from "./machine/namespace-commands.ts";
import { applyGroup } from "./machine/cgroup-commands.ts";
import { renice, setAffinity, setOomScoreAdj } from "./machine/ruling.ts";
import { cpuDue, settleDirty } from "./machine/scheduling.ts";
import { signal } from "./machine/signals.ts";
import { beginWorld } from "./begin.ts";
import { startRace } from "./race/race.ts";
import { applyTrain, trainingDue } from "./training/run.ts";
import type { Scenario } from "./scenario.ts";
import type { World, WorldEnv, WorldEvent } from "./state.ts";
import { restartApp } from "./workload/app.ts";
import { wake } from "./workload/program.ts";
import { arrive, giveUp, setLoad } from "./workload/traffic.ts";

export type { World, WorldEnv, WorldEvent } from "./state.ts";

/** The simulated infrastructure as a domain of the kernel. It only dispatches: every mechanism has a file of its own. */
export const world: Model<Scenario, World, Command, WorldEvent> = {
  begin(scenario, env) {
    const made = beginWorld(scenario, env);
    settleDirty(made, env);
    return made;
  },

  apply(state, command, env) {
    const result = applyCommand(state, command, env);
    settleDirty(state, env);
    return result;
  },

  handle(state, event, env) {
    handleEvent(state, event, env);
    if (state.dirty.length > 0) settleDirty(state, env);
  },

  /** Costs one map: machines are shared, and copied by whoever writes to one first (`machineOf`). */
  copy(state) {
    state.mark = {};
    return { ...state, mark: {}, machines: new Map(state.machines), faultsDone: new Set(state.faultsDone), choosing: state.choosing && copyChoosing(state.choosing), dirty: state.dirty.slice() };
  },
};

function applyCommand(world: World, command: Command, env: WorldEnv): Result {
  switch (command.type) {
    case "renice":
      return renice(world, command, env);
    case "setOomScoreAdj":
      return setOomScoreAdj(world, command, env);
    case "setAffinity":
      return setAffinity(world, command, env);
    case "signal":
      return signal(world, command, env);
    case "makeGroup":
    case "removeGroup":
    case "writeGroupFile":
      return applyGroup(world, command, env);
    case "fault":
      return injectFault(world, command.name, env);
    case "load":
      return load(world, command.app, command.perSecond, env);
    case "docker":
      return applyDocker(world, command, env);
    case "choose":
      return applyChoosing(world, command, env);
    case "train":
      return applyTrain(world, command, env);
    case "kube":
      return applyKube(world, command, env);
    case "keepFile":
      return keepFile(world, command);
    case "race":
      return startRace(world, env);
    case "reboot":
      return restart(world, command.machine, env);
    case "unshare":
    case "nsenter":
    case "leave":
    case "setHostname":
      return applyNamespaces(world, command, env);
    case "imageClone":
    case "imageCustomize":
    case "imageRemove":
    case "domainInstall":
    case "domainClone":
    case "domainUndefine":
    case "fleetCreate":
    case "fleetScale":
    case "fleetImage":
    case "fleetRun":
      return applyProvisioning(world, command, env);
    default:
      return applyVm(world, command, env);
  }
}

/** A service of a cluster, a fleet as a whole, or an app by itself. */
function load(world: World, name: string, perSecond: number, env: WorldEnv): Result {
  const service = world.cluster && serviceNamed(world.cluster, name);
  if (service !== undefined) return loadService(controlOf(world, env)!, service, perSecond);
  const host = fleetHost(world);
  return host?.fleet?.name === name ? setFleetLoad(host, host.fleet, perSecond, env) : setLoad(world, name, perSecond, env);
}

function handleEvent(world: World, event: WorldEvent, env: WorldEnv): void {
  switch (event.type) {
    case "cpu":
      return cpuDue(world, event.host, event.at, env);
    case "wake":
      return wake(world, event.machine, event.tid, event.at, env);
    case "arrival":
      return arrive(world, event.machine, event.app, event.turn, env);
    case "giveUp":
      return giveUp(world, event.machine, event.app, event.at, env);
    case "sample":
      return takeSample(world, event.host, env);
    case "restart":
      return restartApp(world, event, env);
    case "power":
      return powerDue(world, event, env);
    case "job":
      return handleJob(world, event, env);
    case "fleet":
      return handleFleet(world, event, env);
    case "vm":
      return handleVm(world, event, env);
    case "block":
      return handleBlock(world, event, env);
    case "docker":
      return handleDocker(world, event, env);
    case "year":
      return dayDue(world, event, env);
    case "training":
      return trainingDue(world, event, env);
    case "cluster":
      return handleCluster(world, event, env);
  }
}
