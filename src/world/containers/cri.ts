import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import { ensureGroup } from "../machine/groups.ts";
import type { Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { addProgram, blankContainer, imageNamed, newId } from "./create.ts";
import { isUp, type Container } from "./docker.ts";
import { CNI } from "./networks.ts";
import { PAUSE } from "./node.ts";
import { PLAIN, UNLIMITED, type PodSettings, type Settings } from "./spec.ts";
import { startContainer } from "./start.ts";

/** containerd as the kubelet uses it: `cri-api/pkg/apis/runtime/v1/api.proto`. Images, namespaces, groups and programs are those of any container. */

/** RunPodSandbox: its namespaces and a process that holds them. */
export function runSandbox(world: World, machine: Machine, pod: PodSettings, hostNetwork: boolean, runtime: string, env: WorldEnv): Container {
  ensureGroup(world, machine, pod.cgroup, env.now);
  const settings: Settings = { ...PLAIN, name: pod.name, image: PAUSE, hostname: hostNetwork ? machine.name : pod.name, network: hostNetwork ? "host" : CNI, limits: { ...UNLIMITED, cpuShares: 2 }, runtime, pod };
  const made = blankContainer(machine, imageNamed(machine.docker!, PAUSE)!, { id: newId(machine, env), name: `${pod.name}/POD`, settings, app: "" }, env);
  startContainer(machine, made, 0, env);
  return made;
}

/** CreateContainer and StartContainer, once its image is there: `app` is what its program is called on the machine. */
export function runContainer(world: World, machine: Machine, settings: Settings, app: string, env: WorldEnv): Container {
  const image = imageNamed(machine.docker!, settings.image)!;
  const made = blankContainer(machine, image, { id: newId(machine, env), name: settings.name, settings, app }, env);
  addProgram(world, machine, image, made);
  startContainer(machine, made, 0, env);
  return made;
}

const RELIST: Nanos = SECOND;

/**
 * A container of a pod has started, could not be started, or has ended. What the kubelet asked for it hears at once; what
 * happens by itself it finds when it lists the containers again, every second (`pkg/kubelet/pleg/generic.go`).
 */
export function tellKubelet(machine: Machine, c: Container, env: WorldEnv): void {
  if (c.settings.pod === undefined) return;
  const asked = isUp(c) || c.stopping || c.error !== "";
  env.after(asked ? MILLISECOND : RELIST - (env.now % RELIST), { type: "cluster", what: "container", machine: machine.path, container: c.id });
}
