import type { Nanos } from "../../kernel/time.ts";
import { no, type Answer } from "./answer.ts";
import type { Container, Docker, Volume } from "./docker.ts";
import { mountsOf } from "./files.ts";

/** Directories that the engine keeps on the host for containers: they outlive every container, but not the host. */

/** The volume of that name, made if it is not there. */
export function addVolume(docker: Docker, name: string, anonymous: boolean, now: Nanos): Volume {
  const known = docker.volumes.get(name);
  if (known !== undefined) return known;
  const made: Volume = { name, anonymous, createdAt: now, files: new Map() };
  docker.volumes.set(name, made);
  return made;
}

export const usersOf = (docker: Docker, volume: string): Container[] => [...docker.containers.values()].filter((c) => mountsOf(docker, c).some((m) => m.kind === "volume" && m.source === volume));

/** Refused while a container has it, running or not. */
export function removeVolumes(docker: Docker, names: readonly string[]): Answer {
  for (const name of names) {
    if (!docker.volumes.has(name)) return no(`Error response from daemon: get ${name}: no such volume`);
    const users = usersOf(docker, name);
    if (users.length > 0) return no(`Error response from daemon: remove ${name}: volume is in use - [${users.map((c) => c.id).join(", ")}]`);
  }
  return () => {
    for (const name of names) docker.volumes.delete(name);
  };
}
