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
 * by all pulls at the same time) or its card takes, whichever is less. Three layers are fetched at a time
 * (`max-concurrent-downloads` of dockerd); they are unpacked one after the other, each upon the one below it, or as many
 * at a time as a parallel snapshotter is told, which costs CPU time and a write to the disk. Layers that other images
 * brought are not moved again.
 */

const PIECE = 50 * MILLISECOND;
const AT_A_TIME = 3;
/** gunzip and untar: 155 MB take about a second of one CPU. */
const UNPACK_PER_BYTE: Nanos = (0.92 * SECOND) / 155e6;
/** untar alone, where nothing was compressed: a copy from the page cache to the file. */
const UNTAR_PER_BYTE: Nanos = (0.08 * SECOND) / 155e6;

export function beginPull(world: World, machine: Machine, asked: string, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const name = fullName(asked);
  const image = inRegistry(world, name);
  if (image === undefined) return no(notFound(world, name));
  return () => {
    if (docker.pulls.has(name)) return;
    const because = env.note("imagePulling", `image/${name}`, { machine: machine.path });
    const layers = image.layers.map((layer) => ({ digest: layer.digest, bytes: layer.bytes, plain: layer.plain === true, known: docker.layers.has(layer.digest) }));
    const left = layers.map(({ bytes, known }) => (known ? 0 : bytes));
    const unpacked = new Set(layers.filter(({ known }) => known).map(({ digest }) => digest));
    const pull: Pull = { name, layers, left, unpacked, unpacking: new Set(), startedAt: env.now, fetchedAt: -1, because };
    docker.pulls.set(name, pull);
    goOn(world, machine, pull, env);
  };
}

export function inRegistry(world: World, name: string): Image | undefined {
  const pushed = world.pushed.get(name);
  if (pushed !== undefined) return pushed;
  const spec = world.scenario.registry?.images.find((image) => fullName(image.name) === name);
  return spec === undefined ? undefined : imageOf(spec);
}

function notFound(world: World, name: string): string {
  const repository = repositoryOf(name);
  const names = [...world.pushed.keys(), ...(world.scenario.registry?.images ?? []).map((image) => fullName(image.name))];
  if (names.some((one) => repositoryOf(one) === repository)) return `Error response from daemon: manifest for ${name} not found: manifest unknown: manifest unknown`;
  return `Error response from daemon: pull access denied for ${repository}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`;
}

/** Unpacks what can be unpacked, and asks for more as long as something is missing. */
function goOn(world: World, machine: Machine, pull: Pull, env: WorldEnv): void {
  if (isFetched(pull)) {
    if (pull.fetchedAt < 0) pull.fetchedAt = env.now;
  } else env.after(PIECE, { type: "docker", what: "pull", machine: machine.path, name: pull.name });
  unpackNext(world, machine, pull, env);
}

const isFetched = (pull: Pull): boolean => pull.left.every((bytes) => bytes === 0);

/** A twentieth of a second has passed: what came in it, equally of all layers that are on their way. */
export function pieceDue(world: World, machine: Machine, name: string, env: WorldEnv): void {
  const pull = machine.docker?.pulls.get(name);
  if (pull === undefined || !machine.up) return;
  let budget = (rate(world, machine, pull, env) * PIECE) / SECOND;
  const left = [...pull.left];
  while (budget > 1) {
    const fetched = left.flatMap((bytes, at) => (bytes > 0 ? [at] : [])).slice(0, AT_A_TIME);
    if (fetched.length === 0) break;
    const each = Math.min(budget / fetched.length, ...fetched.map((at) => left[at]!));
    for (const at of fetched) left[at] = left[at]! - each < 1 ? 0 : left[at]! - each;
    budget -= each * fetched.length;
  }
  transmit(world, machine, Math.round(sum(pull.left) - sum(left)), 0);
  pull.left = left;
  env.because([pull.because], () => goOn(world, machine, pull, env));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Bytes a second for one pull: its part of what the registry gives, as far as every card on the way has room. */
function rate(world: World, machine: Machine, pull: Pull, env: WorldEnv): number {
  const active = [...machine.docker!.pulls.values()].filter((other) => !isFetched(other)).length;
  const given = (8 * world.scenario.registry!.bytesPerSecond) / Math.max(1, active);
  return fairShare(world, machine, `pull/${pull.name}`, "rx", given, env.now) / 8;
}

/** The lowest layers that are not on the disk yet, as they come; behind the last one the image is complete. */
function unpackNext(world: World, machine: Machine, pull: Pull, env: WorldEnv): void {
  if (pull.unpacked.size === pull.layers.length) return pullDone(world, machine, pull, env);
  const lowest = pull.layers.flatMap((layer, at) => (pull.unpacked.has(layer.digest) ? [] : [{ ...layer, left: pull.left[at]! }])).slice(0, machine.docker!.unpacks);
  for (const { digest, bytes, plain, left } of lowest) {
    if (left > 0 || pull.unpacking.has(digest)) continue;
    pull.unpacking = new Set(pull.unpacking).add(digest);
    runErrand(world, machine, { about: "layer", pull: pull.name, digest }, bytes * (plain ? UNTAR_PER_BYTE : UNPACK_PER_BYTE), env);
  }
}

/** The CPU part of unpacking is over: how many bytes go to the disk now. */
export function layerUnpacked(machine: Machine, errand: Extract<Errand, { about: "layer" }>): number {
  return machine.docker!.pulls.get(errand.pull)?.layers.find((layer) => layer.digest === errand.digest)?.bytes ?? 0;
}

export function layerWritten(world: World, machine: Machine, errand: Extract<Errand, { about: "layer" }>, env: WorldEnv): void {
  const pull = machine.docker!.pulls.get(errand.pull);
  if (pull === undefined || !pull.unpacking.has(errand.digest)) return;
  pull.unpacking = new Set([...pull.unpacking].filter((digest) => digest !== errand.digest));
  pull.unpacked = new Set(pull.unpacked).add(errand.digest);
  env.because([pull.because], () => unpackNext(world, machine, pull, env));
}

function pullDone(world: World, machine: Machine, pull: Pull, env: WorldEnv): void {
  const docker = machine.docker!;
  docker.pulls.delete(pull.name);
  docker.pulled = new Map(docker.pulled).set(pull.name, { at: pull.startedAt, fetched: pull.fetchedAt - pull.startedAt, unpacked: env.now - pull.fetchedAt });
  const image = inRegistry(world, pull.name)!;
  const newer = docker.tags.get(pull.name) !== image.id;
  keepImage(docker, image, pull.name);
  const bytes = sum(pull.layers.map((layer) => (layer.known ? 0 : layer.bytes)));
  env.note("imagePulled", `image/${pull.name}`, { fetched_bytes: bytes, seconds: (env.now - pull.startedAt) / SECOND, known: pull.layers.filter((layer) => layer.known).map((layer) => layer.digest).join(","), newer, machine: machine.path }, [pull.because]);
  if (docker.kind === "containerd") env.after(0, { type: "cluster", what: "pulled", machine: machine.path, image: pull.name });
}

/** The image is on the disk: its layers once each, its name on it. */
export function keepImage(docker: Docker, image: Image, name: string): void {
  for (const layer of image.layers) docker.layers.set(layer.digest, layer);
  docker.images.set(image.id, image);
  docker.tags.set(fullName(name), image.id);
}

