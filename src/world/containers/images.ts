import { done, refused, type Result } from "../../kernel/model.ts";
import type { Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { buildSpec } from "./build.ts";
import { imageNamed } from "./create.ts";
import { short } from "./digest.ts";
import type { Docker } from "./docker.ts";
import { fullName, imageOf, type Image } from "./image.ts";
import { keepImage } from "./pull.ts";

/** Names of images on a host, and their removal. */

export function tagImage(docker: Docker, from: string, to: string): Result {
  const image = imageNamed(docker, from);
  if (image === undefined) return refused(`Error response from daemon: No such image: ${fullName(from)}`);
  if (!/^[a-z0-9]+([._/-][a-z0-9]+)*(:[\w][\w.-]{0,127})?$/.test(to)) return refused("Error parsing reference: invalid reference format");
  docker.tags.set(fullName(to), image.id);
  return done;
}

/** Takes the name away, and with the last name the image and the layers that no other image has. */
export function removeImages(docker: Docker, names: readonly string[], force: boolean): Result {
  for (const name of names) {
    const refusal = removable(docker, name, force);
    if (refusal !== undefined) return refusal;
  }
  for (const name of names) removeImage(docker, name);
  return done;
}

function removable(docker: Docker, name: string, force: boolean): Result | undefined {
  const image = imageNamed(docker, name);
  if (image === undefined) return refused(`Error response from daemon: No such image: ${fullName(name)}`);
  if (tagsOf(docker, image).length > 1 && docker.tags.has(fullName(name))) return undefined;
  const user = [...docker.containers.values()].find((c) => c.image === image.id);
  if (user === undefined) return undefined;
  const running = user.status === "running" || user.status === "paused";
  if (!running && force) return undefined;
  const what = running ? `container ${short(user.id)} is using its referenced image ${short(image.id)}` : `container ${short(user.id)} is using its referenced image ${short(image.id)}`;
  return refused(`Error response from daemon: conflict: unable to remove repository reference "${name}" (${running ? "cannot" : "must"} force) - ${what}`);
}

export const tagsOf = (docker: Docker, image: Image): string[] => [...docker.tags].filter(([, id]) => id === image.id).map(([tag]) => tag);

function removeImage(docker: Docker, name: string): void {
  const image = imageNamed(docker, name)!;
  const tag = fullName(name);
  if (docker.tags.has(tag)) docker.tags.delete(tag);
  else for (const other of tagsOf(docker, image)) docker.tags.delete(other);
  if (tagsOf(docker, image).length > 0 || [...docker.containers.values()].some((c) => c.image === image.id)) return;
  docker.images.delete(image.id);
  const kept = new Set([...docker.images.values()].flatMap((other) => other.layers.map((layer) => layer.digest)));
  for (const layer of image.layers) if (!kept.has(layer.digest)) docker.layers.delete(layer.digest);
}

export function build(_world: World, machine: Machine, file: string, name: string, env: WorldEnv): Result {
  const docker = machine.docker!;
  const text = docker.directories.get("/root")?.get(`/${file}`)?.text;
  if (text === undefined) return refused(`ERROR: failed to build: failed to solve: failed to read dockerfile: open ${file}: no such file or directory`);
  const spec = buildSpec(docker, text, name);
  if (typeof spec === "string") return refused(`ERROR: failed to build: failed to solve: ${spec}`);
  keepImage(docker, imageOf(spec), name);
  env.note("imageBuilt", `image/${fullName(name)}`, { file, machine: machine.path });
  return done;
}
