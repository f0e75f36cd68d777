import { line } from "../../../display/line.ts";
import { nearest } from "../../../kernel/nearest.ts";
import type { DockerCommand } from "../../../world/containers/command.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
import { stranger } from "../../strangers.ts";
import type { Positional, Reply, Seat, Values, Verb } from "../../verb.ts";
import { fail, said } from "../say.ts";

export const CONTAINER: Positional = { name: "container", about: "name, id, or the beginning of an id", completes: "container" };
export const CONTAINERS: Positional = { ...CONTAINER, many: true };

/** A docker command: it answers only where an engine runs. */
export function docker(verb: Omit<Verb, "path"> & { readonly path: string }): Verb {
  return {
    ...verb,
    path: `docker ${verb.path}`,
    run(values, seen, seat) {
      const engine = seen.tables.engines.find((one) => one.machine === seat.machine);
      if (engine?.up === true) return verb.run(values, seen, seat);
      if (engine !== undefined) return fail("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?", "dockerd or containerd has ended; nobody starts it again before the machine does");
      if (isNode(seen, seat)) return fail("docker: command not found", "the containers of this node are containerd's: crictl ps lists them", 127);
      const other = seen.tables.engines.find(({ machine }) => seen.tables.machines.some(({ path, host }) => path === machine && host === seat.machine));
      if (other !== undefined) return fail("bash: docker: command not found", `Docker runs in a VM: virsh console ${other.machine.slice(other.machine.indexOf("/") + 1)} goes in`, 127);
      return fail(stranger("docker")!, undefined, 127);
    },
  };
}

/** A kubelet runs here, and the containers are containerd's. */
export const isNode = (seen: Observation, { machine }: Seat): boolean => seen.cluster?.spec.nodes.some((node) => node.machine === machine || machine.endsWith(`/${node.machine}`)) === true;

export const containersHere = (seen: Observation, seat: Seat): ContainerRow[] => seen.tables.containers.filter((c) => c.machine === seat.machine);

export function findContainer(key: string, seen: Observation, seat: Seat): ContainerRow | undefined {
  const own = containersHere(seen, seat);
  const exact = own.find((c) => c.name === key || c.id === key || `/${c.name}` === key);
  const like = /^[0-9a-f]+$/.test(key) ? own.filter((c) => c.id.startsWith(key)) : [];
  return exact ?? (like.length === 1 ? like[0] : undefined);
}

export const noSuch = (key: string): string => `Error response from daemon: No such container: ${key}`;

/** One container, or docker's line about its absence. */
export function withContainer(key: string, seen: Observation, seat: Seat, use: (c: ContainerRow) => Reply): Reply {
  const found = findContainer(key, seen, seat);
  if (found !== undefined) return use(found);
  const near = nearest(key, containersHere(seen, seat).map((c) => c.name));
  return fail(noSuch(key), near === undefined ? "docker ps -a lists the containers" : `did you mean ${near}?`);
}

type WithoutMachine<T> = T extends unknown ? Omit<T, "type" | "machine"> : never;
export type Order = WithoutMachine<DockerCommand>;

export interface Manner {
  readonly then?: readonly string[];
  readonly errors?: readonly string[];
  readonly every?: number;
  readonly seat?: Seat;
  readonly prefix?: string;
  readonly refusedStatus?: number;
  readonly status?: number;
}

/** An order to the engine; a refusal is printed in the daemon's words alone. */
export function order(what: Order, seat: Seat, { then = [], ...manner }: Manner = {}): Reply {
  const command = { type: "docker", machine: seat.machine, ...what } as DockerCommand;
  const status = manner.status ?? ((manner.errors?.length ?? 0) > 0 ? 1 : 0);
  return { kind: "act", command, then: then.map((text) => line(text)), prefix: "", ...manner, status };
}

/** Several containers: those that are not there are complained about, the others are meant. */
export function meant(values: Values, seen: Observation, seat: Seat): { readonly found: readonly ContainerRow[]; readonly errors: readonly string[]; readonly keys: readonly string[] } {
  const keys = values.args.filter((key) => findContainer(key, seen, seat) !== undefined);
  const errors = values.args.filter((key) => !keys.includes(key)).map(noSuch);
  return { found: keys.map((key) => findContainer(key, seen, seat)!), errors, keys };
}

/** Nothing is left to do: only the complaints. */
export const complaints = (errors: readonly string[]): Reply => said([], errors);

export const MILLI = 1e6;

/** How long a client waits before it looks again: often at first, then seldom. */
export const patience = (round: number): number => (round < 20 ? 50 : round < 40 ? 250 : 1000) * MILLI;
