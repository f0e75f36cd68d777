import type { Container } from "../containers/docker.ts";
import { isUp } from "../containers/docker.ts";
import { panicVm } from "../hypervisor/life.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { dropHost } from "../machine/power.ts";
import { endProcess } from "../machine/process-life.ts";
import type { World, WorldEnv } from "../state.ts";
import { hasOwnKernel } from "./tree.ts";

/**
 * A kernel panics, by the name of a VM, of a host, or of a container whose program asked for it. Everything on that kernel
 * stops and nothing else; there is no `panic=` timeout (kernel-parameters.txt): it stays down.
 */
export function panic(world: World, name: string, env: WorldEnv): void {
  const machine = [...world.machines.values()].find((m) => m.name === name);
  if (machine !== undefined) return panicMachine(world, machine, env);
  for (const m of [...world.machines.values()]) {
    const c = [...(m.docker?.containers.values() ?? [])].find((one) => one.name === name && isUp(one));
    if (c !== undefined) return hasOwnKernel(c.settings.runtime) ? panicSandbox(world, m.path, c, env) : panicMachine(world, m, env);
  }
}

const panicMachine = (world: World, m: Machine, env: WorldEnv): void => (m.host === "" ? panicHost(world, m.path, env) : panicVm(world, m.name, env));

/** The kernel of the hardware stops, and with it the emulators of its guests. */
function panicHost(world: World, path: string, env: WorldEnv): void {
  const host = machineOf(world, path);
  if (host === undefined || !host.up) return;
  const fact = env.note("kernelPanic", `machine/${path}`, { uptime_s: Math.round((env.now - host.upSince) / 1e9) });
  env.because([fact], () => dropHost(world, path, fact, env));
}

/** The kernel of a sandbox is a process on the host: it ends, and its container with it. */
function panicSandbox(world: World, path: string, c: Container, env: WorldEnv): void {
  const fact = env.note("kernelPanic", `container/${c.name}`, { machine: path });
  const machine = machineOf(world, path);
  if (machine !== undefined) endProcess(world, machine, c.pid, { status: 137, because: [fact] }, env);
}
