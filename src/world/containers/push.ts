import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { fairShare, transmit } from "../machine/network.ts";
import type { World, WorldEnv } from "../state.ts";
import { no, type Answer } from "./answer.ts";
import { imageNamed } from "./create.ts";
import { fullName, imageOf, type Image } from "./image.ts";

/**
 * Pushing: layers that the registry does not have yet go there over the machine's network, at what the registry takes;
 * then it knows the image under its name. (The registry of a world takes every name; the public one asks who you are.)
 */

const PIECE = 50 * MILLISECOND;

export function beginPush(world: World, machine: Machine, asked: string, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const name = fullName(asked);
  const image = docker.tags.has(name) ? imageNamed(docker, name) : undefined;
  if (image === undefined) return no(`An image does not exist locally with the tag: ${asked.replace(/:[^/]*$/, "")}`);
  return () => {
    if (docker.pushes.has(name)) return;
    const known = digestsOf(world);
    const missing = image.layers.filter((layer) => !known.has(layer.digest));
    const because = env.note("imagePushing", `image/${name}`, { machine: machine.path });
    docker.pushes.set(name, { image, left: missing.reduce((sum, layer) => sum + layer.bytes, 0), sent: missing.map((layer) => layer.digest), because });
    pushDue(world, machine, name, env);
  };
}

/** Layers that the registry has. */
function digestsOf(world: World): ReadonlySet<string> {
  const images: Image[] = [...(world.scenario.registry?.images ?? []).map(imageOf), ...world.pushed.values()];
  return new Set(images.flatMap((image) => image.layers.map((layer) => layer.digest)));
}

/** The next twentieth of a second's bytes; behind the last one the registry has the image. */
export function pushDue(world: World, machine: Machine, name: string, env: WorldEnv): void {
  const docker = machine.docker!;
  const push = docker.pushes.get(name);
  if (push === undefined) return;
  if (push.left <= 0) {
    docker.pushes.delete(name);
    world.pushed = new Map(world.pushed).set(name, push.image);
    env.note("imagePushed", `image/${name}`, { sent: push.sent.join(","), machine: machine.path }, [push.because]);
    return;
  }
  const rate = fairShare(world, machine, `push/${name}`, "tx", 8 * world.scenario.registry!.bytesPerSecond, env.now) / 8;
  const bytes = Math.min(push.left, (rate * PIECE) / SECOND);
  transmit(world, machine, 0, Math.round(bytes));
  docker.pushes.set(name, { ...push, left: push.left - bytes });
  env.after(PIECE, { type: "docker", what: "push", machine: machine.path, name });
}
