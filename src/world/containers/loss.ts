import { SECOND } from "../../kernel/time.ts";
import { bringUp, halt } from "../machine/machine-life.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { createDocker } from "./begin.ts";
import { recordsIn } from "./files.ts";

/**
 * A host whose disk dies: images, containers and volumes are gone, and its kernel stops. A new machine takes its place,
 * with the same name and an empty disk; that somebody has to order and install it first is left out.
 */

const REPLACED_AFTER = 30 * SECOND;

export function loseDisk(world: World, name: string, env: WorldEnv): void {
  const machine = [...world.machines.values()].find((m) => m.name === name);
  if (machine?.docker === undefined || !machine.up) return;
  const { docker } = machine;
  const volumes = [...docker.volumes.values()].map((v) => ({ name: v.name, records: recordsIn(v.files, "") }));
  const fact = env.note("diskLost", `machine/${machine.path}`, { containers: docker.containers.size, images: docker.images.size, volumes: volumes.length });
  env.because([fact], () => {
    for (const v of volumes) env.note("volumeLost", `volume/${v.name}`, { records: Math.max(0, v.records), machine: machine.path });
    halt(world, machine.path, env);
    empty(world, machineOf(world, machine.path)!);
    env.after(REPLACED_AFTER, { type: "docker", what: "hostReplaced", machine: machine.path, because: fact });
  });
}

/** What was on the disk goes; who sends requests to this address does not know. */
function empty(world: World, machine: Machine): void {
  for (const c of machine.docker!.containers.values()) machine.apps.delete(c.app);
  const docker = { ...createDocker("docker", machine.docker!.unpacks), clients: machine.docker!.clients };
  const bare = { images: [], networks: [], volumes: [], containers: [], clients: [], files: [] };
  world.machines.set(machine.path, { ...machine, docker, spec: { ...machine.spec, docker: { ...machine.spec.docker, ...bare } } });
}

export function replaceHost(world: World, path: string, because: number, env: WorldEnv): void {
  const machine = machineOf(world, path);
  if (machine === undefined || machine.up) return;
  env.because([env.note("hostReplaced", `machine/${path}`, {}, [because])], () => bringUp(world, path, env));
}
