import type { Nanos } from "../../kernel/time.ts";
import { standsStill } from "../machine/process.ts";
import type { Machine } from "../machine/machine.ts";
import type { World } from "../state.ts";
import { programFor, upstreamsThere } from "./asks.ts";
import type { Container } from "./docker.ts";
import { filesOf } from "./files.ts";
import { webAnswer } from "./web-root.ts";
import { listening } from "./ports.ts";

/** `refused`: nobody listens there. `silent`: the connection stands, and no answer comes in time. Else a status of HTTP. */
export type Answering = "refused" | "silent" | 200 | 403 | 404 | 503;

/** How the program of a container would answer a GET now: from what it is doing, without being disturbed. */
export function answering(world: World, machine: Machine, c: Container, port: number, path: string, patience: Nanos, now: Nanos): Answering {
  if (listening(machine.docker!, c) !== port) return "refused";
  if (!takesRequests(machine, c) || waitsLonger(machine, c, patience, now)) return "silent";
  const docker = machine.docker!;
  const { asks, root } = programFor(docker, c) ?? {};
  if (root !== undefined) return webAnswer(root, path, (file) => filesOf(docker, c, docker.images.get(c.image)!).get(file)).status;
  if (asks === undefined || !asks.paths.includes(path.split("?")[0]!)) return 200;
  return upstreamsThere(world, machine, c, now) ? 200 : 503;
}

/** It has a process that runs and is not stuck. */
function takesRequests(machine: Machine, c: Container): boolean {
  const process = machine.processes.get(c.pid);
  return process !== undefined && !standsStill(process) && !machine.paused && machine.apps.get(c.app)?.stuck !== true;
}

/** What has come before has waited longer already. */
function waitsLonger(machine: Machine, c: Container, patience: Nanos, now: Nanos): boolean {
  const oldest = machine.apps.get(c.app)?.traffic?.waiting[0];
  return oldest !== undefined && now - oldest.at > patience;
}
