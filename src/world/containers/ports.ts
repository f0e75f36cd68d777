import type { Machine } from "../machine/machine.ts";
import { isUp, type Container, type Docker } from "./docker.ts";
import { netOwner } from "./networks.ts";
import { programOf, type Image } from "./image.ts";
import { commandOf } from "./program.ts";
import type { Port } from "./spec.ts";

/** Who listens where. A published port of the host has one owner; a port inside has one per net namespace. */

const meets = (a: Port, b: Port): boolean => a.host === b.host && (a.address === b.address || a.address === "0.0.0.0" || b.address === "0.0.0.0");

/** The port of the host that a container wants and another one has. */
export function portTaken(machine: Machine, c: Container): Port | undefined {
  const others = [...machine.docker!.containers.values()].filter((other) => other !== c && (isUp(other) || other.endpoints.length > 0));
  return c.settings.ports.find((port) => others.some((other) => other.settings.ports.some((theirs) => meets(port, theirs))));
}

/** The port that a container's program listens on now; 0 for none. */
export function listening(docker: Docker, c: Container): number {
  if (c.status !== "running" || c.pid === 0 || c.readyAt < 0) return 0;
  const image = docker.images.get(c.image) as Image;
  return programOf(image, commandOf(image, c.settings)[0] ?? "")?.port ?? 0;
}

/** Who answers on a port of an address, asked from a container: nobody, or the container whose program listens there. */
export function listenerAt(docker: Docker, asker: Container | undefined, address: string, port: number): Container | undefined {
  const own = asker === undefined ? undefined : (netOwner(docker, asker) ?? asker);
  const meant = (c: Container): boolean => {
    const owner = netOwner(docker, c) ?? c;
    if (address.startsWith("127.") || address === "localhost") return own !== undefined && owner === own;
    return owner.endpoints.some((e) => e.address === address);
  };
  return [...docker.containers.values()].find((c) => listening(docker, c) === port && meant(c));
}

/** Whether a packet gets from one to the other: bridges do not pass traffic on to each other. */
export function reaches(docker: Docker, asker: Container, address: string): boolean {
  const owner = netOwner(docker, asker) ?? asker;
  if (address.startsWith("127.")) return true;
  return owner.endpoints.some((e) => e.address.split(".").slice(0, 2).join(".") === address.split(".").slice(0, 2).join("."));
}

/** Who answers on a published port of the machine; `--network host` needs no publishing. */
export function publishedAt(docker: Docker, port: number): Container | undefined {
  for (const c of docker.containers.values()) {
    if (!isUp(c)) continue;
    if (c.settings.network === "host" && listening(docker, c) === port) return c;
    const mapping = c.settings.ports.find((p) => p.host === port);
    if (mapping === undefined) continue;
    return [...docker.containers.values()].find((other) => listening(docker, other) === mapping.inside && (netOwner(docker, other) ?? other) === c);
  }
  return undefined;
}
