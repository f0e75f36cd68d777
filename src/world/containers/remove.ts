import { serviceGone } from "../hypervisor/fleet/balancer.ts";
import type { Machine } from "../machine/machine.ts";
import type { WorldEnv } from "../state.ts";
import { closeTraffic } from "../workload/traffic.ts";
import type { Container } from "./docker.ts";
import { usersOf } from "./volumes.ts";

/** A container goes, and its writable layer with it; its anonymous volumes only when asked (`--rm`, `rm -v`). */
export function forgetContainer(machine: Machine, c: Container, volumes: boolean, env: WorldEnv): void {
  const docker = machine.docker!;
  serviceGone(machine, c.app, machine);
  const app = machine.apps.get(c.app);
  if (app?.container === c.id && app.traffic !== undefined) closeTraffic(app.traffic);
  if (app?.container === c.id) machine.apps.delete(c.app);
  docker.containers.delete(c.id);
  if (volumes || c.settings.autoRemove) for (const name of c.anonymous.values()) if (usersOf(docker, name).length === 0) docker.volumes.delete(name);
  c.because = env.note("containerRemoved", `container/${c.name}`, { id: c.id, exit_code: c.exitCode, error: c.error, printed: c.log.slice(-50).map((line) => `${line.at} ${line.text}`).join("\n"), machine: machine.path });
}
