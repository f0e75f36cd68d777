import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { fairShare, transmit } from "../machine/network.ts";
import type { World, WorldEnv } from "../state.ts";
import { no, type Answer } from "./answer.ts";
import type { Docker, Errand, Pull } from "./docker.ts";
import { runErrand } from "./errand.ts";
import { fullName, imageOf, repositoryOf, type Image } from "./image.ts";

/**
 * Pulling: bytes of the layers that are not here yet come over the machine's network at what the registry gives (shared
 * by all pulls at the same time) or its card takes, whichever is less; each layer is unpacked when it is complete, which
 * costs CPU time and a write to the disk. Layers that other images brought are not moved again.
 */

const PIECE = 50 * MILLISECOND;
/** gunzip and untar: 155 MB take about a second of one CPU. */
const UNPACK_PER_BYTE: Nanos = (0.92 * SECOND) / 155e6;

export function beginPull(world: World, machine: Machine, asked: string, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const name = fullName(asked);
  const image = inRegistry(world, name);
  if (image === undefined) return no(notFound(world, name));
  return () => {
    if (docker.pulls.has(name)) return;
    const because = env.note("imagePulling", `image/${name}`, { machine: machine.path });
    const layers = image.layers.map((layer) => ({ digest: layer.digest, bytes: layer.bytes, known: docker.layers.has(layer.digest) }));
    const pull: Pull = { name, layers, layer: 0, fetched: 0, unpacked: 0, startedAt: env.now, because };
    docker.pulls.set(name, pull);
    nextLayer(world, machine, pull, env);
  };
}

export function inRegistry(world: World, name: string): Image | undefined {
  const spec = world.scenario.registry?.images.find((image) => fullName(image.name) === name);
  return spec === undefined ? undefined : imageOf(spec);
}

function notFound(world: World, name: string): string {
  const repository = repositoryOf(name);
  const tags = world.scenario.registry?.images.filter((image) => repositoryOf(fullName(image.name)) === repository) ?? [];
  if (tags.length > 0) return `Error response from daemon: manifest for ${name} not found: manifest unknown: manifest unknown`;
  return `Error response from daemon: pull access denied for ${repository}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`;
}

/** Goes on with the first layer that has to be fetched; behind the last one the image is complete. */
function nextLayer(world: World, machine: Machine, pull: Pull, env: WorldEnv): void {
  while (pull.layer < pull.layers.length && pull.layers[pull.layer]!.known) pull.layer++;
  pull.fetched = 0;
  if (pull.layer >= pull.layers.length) {
    if (pull.unpacked === missing(pull)) pullDone(world, machine, pull, env);
    return;
  }
  planPiece(machine, pull, env);
}

const missing = (pull: Pull): number => pull.layers.filter((layer) => !layer.known).length;

/** Asks for the next piece: a twentieth of a second, or what is left of the layer. */
function planPiece(machine: Machine, pull: Pull, env: WorldEnv): void {
  env.after(PIECE, { type: "docker", what: "pull", machine: machine.path, name: pull.name });
}

export function pieceDue(world: World, machine: Machine, name: string, env: WorldEnv): void {
  const pull = machine.docker?.pulls.get(name);
  if (pull === undefined || !machine.up) return;
  let budget = (rate(world, machine, pull, env) * PIECE) / SECOND;
  env.because([pull.because], () => {
    while (budget > 0 && pull.layer < pull.layers.length) budget -= fetch(world, machine, pull, budget, env);
    if (pull.layer < pull.layers.length) planPiece(machine, pull, env);
  });
}

/** Bytes a second for one pull: its part of what the registry gives, as far as every card on the way has room. */
function rate(world: World, machine: Machine, pull: Pull, env: WorldEnv): number {
  const active = [...machine.docker!.pulls.values()].filter((other) => other.layer < other.layers.length).length;
  const given = (8 * world.scenario.registry!.bytesPerSecond) / Math.max(1, active);
  return fairShare(world, machine, `pull/${pull.name}`, "rx", given, env.now) / 8;
}

function fetch(world: World, machine: Machine, pull: Pull, budget: number, env: WorldEnv): number {
  const layer = pull.layers[pull.layer]!;
  const bytes = Math.min(budget, layer.bytes - pull.fetched);
  pull.fetched += bytes;
  transmit(world, machine, Math.round(bytes), 0);
  if (pull.fetched < layer.bytes) return bytes;
  runErrand(world, machine, { about: "layer", pull: pull.name, digest: layer.digest }, layer.bytes * UNPACK_PER_BYTE, env);
  pull.layer++;
  pull.fetched = 0;
  while (pull.layer < pull.layers.length && pull.layers[pull.layer]!.known) pull.layer++;
  return Math.max(bytes, 1e-6);
}

/** The CPU part of unpacking is over: how many bytes go to the disk now. */
export function layerUnpacked(machine: Machine, errand: Extract<Errand, { about: "layer" }>): number {
  return machine.docker!.pulls.get(errand.pull)?.layers.find((layer) => layer.digest === errand.digest)?.bytes ?? 0;
}

export function layerWritten(world: World, machine: Machine, errand: Extract<Errand, { about: "layer" }>, env: WorldEnv): void {
  const pull = machine.docker!.pulls.get(errand.pull);
  if (pull === undefined) return;
  pull.unpacked++;
  if (pull.layer >= pull.layers.length && pull.unpacked === missing(pull)) pullDone(world, machine, pull, env);
}

function pullDone(world: World, machine: Machine, pull: Pull, env: WorldEnv): void {
  const docker = machine.docker!;
  docker.pulls.delete(pull.name);
  keepImage(docker, inRegistry(world, pull.name)!, pull.name);
  const bytes = pull.layers.reduce((sum, layer) => sum + (layer.known ? 0 : layer.bytes), 0);
  env.note("imagePulled", `image/${pull.name}`, { fetched_bytes: bytes, seconds: (env.now - pull.startedAt) / SECOND, known: pull.layers.filter((layer) => layer.known).map((layer) => layer.digest).join(","), machine: machine.path }, [pull.because]);
  if (docker.kind === "containerd") env.after(0, { type: "cluster", what: "pulled", machine: machine.path, image: pull.name });
}

/** The image is on the disk: its layers once each, its name on it. */
export function keepImage(docker: Docker, image: Image, name: string): void {
  for (const layer of image.layers) docker.layers.set(layer.digest, layer);
  docker.images.set(image.id, image);
  docker.tags.set(fullName(name), image.id);
}

