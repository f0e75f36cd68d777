import type { Machine } from "../machine/machine.ts";
import type { AppSpec } from "../scenario.ts";
import type { StageRecord } from "../stages.ts";
import type { World, WorldEnv } from "../state.ts";
import { createApp } from "../workload/app.ts";
import { no, type Refusal } from "./answer.ts";
import { unknownCapability } from "./capabilities.ts";
import { digest, short } from "./digest.ts";
import { containerOf, groupOf, type Container, type Docker } from "./docker.ts";
import { fullName, type Image } from "./image.ts";
import { objection } from "./limits.ts";
import { networkOf, noNetwork } from "./networks.ts";
import { findProgram } from "./program.ts";
import { SECOND } from "../../kernel/time.ts";
import { RUNTIMES } from "./start.ts";
import type { ImageProgram, Settings } from "./spec.ts";
import { addVolume } from "./volumes.ts";

/** `docker create`: an image, a name, settings and an empty writable layer. Nothing runs yet. */

/** Why it cannot be made; undefined when it can. */
export function refusesContainer(machine: Machine, asked: Settings): Refusal | undefined {
  const docker = machine.docker!;
  if (imageNamed(docker, asked.image) === undefined) return no(`Error response from daemon: No such image: ${fullName(asked.image)}`);
  return objectionTo(machine, docker, asked);
}

export function createContainer(world: World, machine: Machine, asked: Settings, env: WorldEnv, waited: readonly StageRecord[] = []): Container {
  const docker = machine.docker!;
  const image = imageNamed(docker, asked.image)!;
  const name = asked.name === "" ? freeName(docker, env) : asked.name;
  const settings = resolved(docker, asked);
  const id = newId(machine, env);
  const container = blankContainer(machine, image, { id, name, settings, app: machine.apps.has(name) ? `${name}-${short(id)}` : name }, env);
  container.joined = joinsOf(docker, settings);
  container.stages = waited;
  addMounts(docker, container, image, env);
  addProgram(world, machine, image, container);
  return container;
}

/** A container that is nothing yet but its settings and an empty writable layer. */
export function blankContainer(machine: Machine, image: Image, { id, name, settings, app }: Pick<Container, "id" | "name" | "settings" | "app">, env: WorldEnv): Container {
  const container: Container = {
    id, made: machine.docker!.made++, createdAt: env.now, image: image.id, name, settings, status: "created", stage: -1, stages: [], turn: 0, pid: 0, shim: 0, sandbox: 0,
    askedAt: env.now, readyAt: -1, startedAt: -1, finishedAt: -1, exitCode: 0, oomKilled: false, oomBefore: 0, error: "", stopping: false, comesBack: false, passedTo: "", restarts: 0, backOff: 0,
    upper: new Map(), scratch: new Map(), joined: [], endpoints: [], view: undefined, anonymous: new Map(), log: [], app,
    because: env.note("containerCreated", `container/${name}`, { id, image: settings.image, machine: machine.path }),
  };
  machine.docker!.containers.set(id, container);
  return container;
}

/** What its image's program is to the machine. */
export function addProgram(world: World, machine: Machine, image: Image, { app, id, settings }: Container): void {
  machine.apps.set(app, { ...createApp(world, machine, appSpec(image, settings, groupOf({ id, settings }))), name: app, label: app, container: id });
}

export const newId = (machine: Machine, env: WorldEnv): string => digest(`${machine.path}/container/${machine.docker!.made}/${env.random.uniform(`docker/${machine.path}`)}`);

/** By name, or by the beginning of its id. */
export function imageNamed(docker: Docker, name: string): Image | undefined {
  const tagged = docker.tags.get(fullName(name));
  if (tagged !== undefined) return docker.images.get(tagged);
  const digits = name.replace(/^sha256:/, "");
  return /^[0-9a-f]{4,64}$/.test(digits) ? [...docker.images.values()].find((image) => image.id.startsWith(digits)) : undefined;
}

function objectionTo(machine: Machine, docker: Docker, asked: Settings): Refusal | undefined {
  const { name } = asked;
  if (name !== "" && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return no(`Error response from daemon: Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  const same = [...docker.containers.values()].find((c) => c.name === name);
  if (same !== undefined) {
    return no(`Error response from daemon: Conflict. The container name "/${name}" is already in use by container "${same.id}". You have to remove (or rename) that container to be able to reuse that name.`);
  }
  const power = unknownCapability(asked);
  if (power !== undefined) return no(`Error response from daemon: invalid CapAdd or CapDrop: unknown capability: "${power}"`);
  if (!RUNTIMES.includes(asked.runtime)) return no(`Error response from daemon: unknown or invalid runtime name: ${asked.runtime}`, `runtimes here: ${RUNTIMES.join(", ")}`);
  const remapped = machine.spec.docker?.usernsRemap === true;
  if (remapped && asked.privileged) return no("Error response from daemon: privileged mode is incompatible with user namespaces.  You must run the container in the host namespace when running privileged mode");
  if (remapped && asked.network === "host") return no("Error response from daemon: cannot share the host's network namespace when user namespaces are enabled");
  const other = /^container:(.+)$/.exec(asked.network)?.[1];
  if (other !== undefined && containerOf(docker, other) === undefined) return no(`Error response from daemon: No such container: ${other}`);
  if (other !== undefined && asked.ports.length > 0) return no("Error response from daemon: conflicting options: port publishing and the container type network mode");
  if (other !== undefined && asked.hostname !== "") return no("Error response from daemon: conflicting options: hostname and the network mode");
  if (other === undefined && networkOf(docker, asked.network) === undefined) return noNetwork(asked.network);
  return objection(asked.limits, machine);
}

/** Names become what they stand for: another container its id, a network its name. */
function resolved(docker: Docker, asked: Settings): Settings {
  const other = /^container:(.+)$/.exec(asked.network)?.[1];
  const network = other === undefined ? networkOf(docker, asked.network)!.name : `container:${containerOf(docker, other)!.id}`;
  return { ...asked, network, restart: asked.autoRemove ? { policy: "no", most: 0 } : asked.restart };
}

const joinsOf = (docker: Docker, { network, aliases }: Settings): Container["joined"] => (docker.networks.get(network)?.driver === "bridge" ? [{ network, aliases }] : []);

function addMounts(docker: Docker, c: Container, image: Image, env: WorldEnv): void {
  const anonymous = new Map<string, string>();
  const given = c.settings.mounts;
  for (const mount of given) {
    if (mount.kind === "volume" && mount.source !== "") addVolume(docker, mount.source, false, env.now);
    if (mount.kind === "bind" && !docker.directories.has(mount.source)) docker.directories.set(mount.source, new Map());
  }
  const unnamed = given.filter((mount) => mount.kind === "volume" && mount.source === "").map((mount) => mount.path);
  const declared = image.spec.volumes.filter((path) => !given.some((mount) => mount.path === path));
  for (const path of [...unnamed, ...declared]) anonymous.set(path, addVolume(docker, digest(`${c.id}${path}`), true, env.now).name);
  c.anonymous = anonymous;
}

/** What its program is to the machine: an app that only the engine starts. */
function appSpec(image: Image, settings: Settings, group: string): AppSpec {
  const found = findProgram(image, settings);
  const program: ImageProgram | undefined = "program" in found ? found.program : undefined;
  const words = "program" in found ? found.words : ["false"];
  const first = words[0] ?? "false";
  return {
    name: first.slice(first.lastIndexOf("/") + 1), command: program?.title || words.join(" "), user: settings.user.split(":")[0] || image.spec.user || "root",
    group, processes: 1, threads: program?.threads ?? 1, nice: 0, oomScoreAdj: settings.pod?.oomScoreAdj ?? 0, memoryBytes: program?.memoryBytes ?? 0, autostart: false,
    restart: { policy: "no", delay: SECOND }, needs: [], program: program?.program ?? { kind: "idle" },
  };
}

const ADJECTIVES = "admiring brave clever dazzling eager focused gallant happy keen lucid modest nifty pensive quirky relaxed serene tender upbeat vibrant zealous".split(" ");
const PEOPLE = "allen bardeen curie darwin euler franklin goodall hopper jackson keller lovelace meitner noether pasteur ride swartz tesla turing villani wozniak".split(" ");

/** An adjective and a person of science, as the daemon calls who has no name (moby, `namesgenerator`). */
function freeName(docker: Docker, env: WorldEnv): string {
  const taken = new Set([...docker.containers.values()].map((c) => c.name));
  for (let round = 0; ; round++) {
    const name = `${ADJECTIVES[env.random.below("docker/names", ADJECTIVES.length)]}_${PEOPLE[env.random.below("docker/names", PEOPLE.length)]}${round < 8 ? "" : round}`;
    if (!taken.has(name)) return name;
  }
}
