import type { Machine } from "../machine/machine.ts";
import { spawn } from "../machine/process-life.ts";
import type { World, WorldEnv } from "../state.ts";
import { planRequest } from "./asks.ts";
import { createContainer, refusesContainer } from "./create.ts";
import { GROUP, type Docker } from "./docker.ts";
import { STORE, storeBytes, writeFile } from "./files.ts";
import { fullName } from "./image.ts";
import { addNetwork, bridgeDevice } from "./networks.ts";
import { inRegistry, keepImage } from "./pull.ts";
import { programFor } from "./asks.ts";
import type { ContainerSpec, DockerSpec } from "./spec.ts";
import { startAtOnce, startContainer } from "./start.ts";
import { addVolume } from "./volumes.ts";

/** The Docker engine of a machine: what is on its disk from the beginning, and its daemons whenever the machine is up. */

export function createDocker(kind: Docker["kind"] = "docker", unpacks = 1): Docker {
  return {
    kind, unpacks,
    layers: new Map(), images: new Map(), tags: new Map(), containers: new Map(), networks: new Map(), volumes: new Map(), directories: new Map(),
    pulls: new Map(), pulled: new Map(), pushes: new Map(), clients: new Map(), churn: undefined, errands: new Map(), made: 0, daemon: 0, containerd: 0,
  };
}

const MIB = 2 ** 20;

/** The machine is up: containerd and dockerd start, and with them what ran before and is to run again. */
export function bringUpDocker(world: World, machine: Machine, env: WorldEnv): void {
  const { docker, spec } = machine;
  if (docker?.kind !== "docker" || spec.docker === undefined) return;
  startContainerd(world, machine, env);
  docker.daemon = spawn(world, machine, { name: "dockerd", command: "/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock", user: "root", group: GROUP, threads: 0, quiet: 12, anonBytes: 44 * MIB, fileBytes: 42 * MIB, because: -1 }, env).pid;
  if (docker.networks.size === 0) furnish(world, machine, spec.docker, env);
  else for (const c of docker.containers.values()) if (c.comesBack) startContainer(machine, c, 1, env);
  for (const c of docker.containers.values()) c.comesBack = false;
}

export function startContainerd(world: World, machine: Machine, env: WorldEnv): void {
  machine.docker!.containerd = spawn(world, machine, { name: "containerd", command: "/usr/bin/containerd", user: "root", group: "/system.slice/containerd.service", threads: 0, quiet: 9, anonBytes: 22 * MIB, fileBytes: 30 * MIB, because: -1 }, env).pid;
}

/** The first time: networks, volumes, images, files and containers of the scenario. */
function furnish(world: World, machine: Machine, spec: DockerSpec, env: WorldEnv): void {
  const docker = machine.docker!;
  addNetwork(docker, machine.path, "bridge", env.now);
  addNetwork(docker, machine.path, "host", env.now, "host");
  addNetwork(docker, machine.path, "none", env.now, "null");
  for (const name of spec.networks) addNetwork(docker, machine.path, name, env.now);
  for (const network of docker.networks.values()) if (network.driver === "bridge") bridgeDevice(machine, network);
  for (const name of spec.volumes) addVolume(docker, name, false, env.now);
  docker.directories.set("/root", new Map(spec.files.map((file) => [file.path, file])));
  for (const name of spec.images) keepImage(docker, inRegistry(world, fullName(name))!, name);
  for (const { name, port, perSecond } of spec.clients) docker.clients.set(name, { name, port, perSecond, turn: 0, sent: 0, failed: 0, servedBy: new Map() });
  for (const container of spec.containers) beginContainer(world, machine, container, env);
  for (const { name } of spec.clients) planRequest(machine, docker.clients.get(name)!, env);
}

function beginContainer(world: World, machine: Machine, { settings, records, running }: ContainerSpec, env: WorldEnv): void {
  const docker = machine.docker!;
  const name = fullName(settings.image);
  if (!docker.tags.has(name)) keepImage(docker, inRegistry(world, name)!, name);
  const refusal = refusesContainer(machine, settings);
  if (refusal !== undefined) throw new Error(`the scenario's container ${settings.name} cannot be made: ${refusal.reason}`);
  const made = createContainer(world, machine, settings, env);
  const store = programFor(docker, made)?.store;
  if (store !== undefined && records > 0) writeFile(docker, made, `${store}/${STORE}`, storeBytes(records), undefined);
  if (running) startAtOnce(world, machine, made, env);
}

