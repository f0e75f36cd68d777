import type { Machine } from "../machine/machine.ts";
import type { WorldEnv } from "../state.ts";
import { no, type Answer, type Refusal } from "./answer.ts";
import { buildSpec } from "./build.ts";
import { imageNamed } from "./create.ts";
import { short } from "./digest.ts";
import type { Docker } from "./docker.ts";
import { fullName, imageOf, type Image } from "./image.ts";
import { keepImage } from "./pull.ts";

/** Names of images on a host, and their removal. */

export function tagImage(docker: Docker, from: string, to: string): Answer {
  const image = imageNamed(docker, from);
  if (image === undefined) return no(`Error response from daemon: No such image: ${fullName(from)}`);
  if (!/^[a-z0-9]+([._/-][a-z0-9]+)*(:[\w][\w.-]{0,127})?$/.test(to)) return no("Error parsing reference: invalid reference format");
  return () => void docker.tags.set(fullName(to), image.id);
}

/** Takes the name away, and with the last name the image and the layers that no other image has. */
export function removeImages(docker: Docker, names: readonly string[], force: boolean): Answer {
  for (const name of names) {
    const refusal = removable(docker, name, force);
    if (refusal !== undefined) return refusal;
  }
  return () => {
    for (const name of names) removeImage(docker, name);
  };
}

function removable(docker: Docker, name: string, force: boolean): Refusal | undefined {
  const image = imageNamed(docker, name);
  if (image === undefined) return no(`Error response from daemon: No such image: ${fullName(name)}`);
  if (tagsOf(docker, image).length > 1 && docker.tags.has(fullName(name))) return undefined;
  const user = [...docker.containers.values()].find((c) => c.image === image.id);
  if (user === undefined) return undefined;
  const running = user.status === "running" || user.status === "paused";
  if (!running && force) return undefined;
  const what = `container ${short(user.id)} is using its referenced image ${short(image.id)}`;
  return no(`Error response from daemon: conflict: unable to remove repository reference "${name}" (${running ? "cannot" : "must"} force) - ${what}`);
}

const tagsOf = (docker: Docker, image: Image): string[] => [...docker.tags].filter(([, id]) => id === image.id).map(([tag]) => tag);

function removeImage(docker: Docker, name: string): void {
  const image = imageNamed(docker, name);
  if (image === undefined) return;
  const tag = fullName(name);
  if (docker.tags.has(tag)) docker.tags.delete(tag);
  else for (const other of tagsOf(docker, image)) docker.tags.delete(other);
  if (tagsOf(docker, image).length > 0 || [...docker.containers.values()].some((c) => c.image === image.id)) return;
  docker.images.delete(image.id);
  const kept = new Set([...docker.images.values()].flatMap((other) => other.layers.map((layer) => layer.digest)));
  for (const layer of image.layers) if (!kept.has(layer.digest)) docker.layers.delete(layer.digest);
}

export function build(machine: Machine, file: string, name: string, env: WorldEnv): Answer {
  const docker = machine.docker!;
  const text = docker.directories.get("/root")?.get(`/${file}`)?.text;
  if (text === undefined) return no(`ERROR: failed to build: failed to solve: failed to read dockerfile: open ${file}: no such file or directory`);
  const spec = buildSpec(docker, text, name);
  if (typeof spec === "string") return no(`ERROR: failed to build: failed to solve: ${spec}`);
  return () => {
    keepImage(docker, imageOf(spec), name);
    env.note("imageBuilt", `image/${fullName(name)}`, { file, machine: machine.path });
  };
}
