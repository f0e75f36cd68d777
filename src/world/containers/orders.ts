import { submit } from "../machine/block.ts";
import type { Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { no, type Answer, type Refusal } from "./answer.ts";
import { askBridges, type Asked, asksOf, programFor } from "./asks.ts";
import { isUp, type Container, type Docker } from "./docker.ts";
import { filesOf, recordsIn, STORE, storeBytes, writeFile } from "./files.ts";

/**
 * Customers order: the program that asks a database writes a row for each into whatever answers at the name or address it
 * was given, as a database client does, which cannot tell one database from another.
 */

const MOST = 999_999;

interface Conversation {
  readonly asker: Container;
  readonly database: Container;
  readonly store: string;
}

export function placeOrders(world: World, machine: Machine, count: number, env: WorldEnv): Answer {
  const docker = machine.docker!;
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST)) return no(`${count} is not a number of orders: give 1 to ${MOST}`);
  const found = conversation(docker);
  if ("ok" in found) return found;
  const { asker, database, store } = found;
  return () => {
    const before = recordsIn(filesOf(docker, database, docker.images.get(database.image)!), store);
    writeFile(docker, database, `${store}/${STORE}`, storeBytes(before + count), undefined);
    submit(world, machine, { op: "write", bytes: storeBytes(count), tid: -1, purpose: "file" }, env);
    env.note("ordersWritten", `container/${database.name}`, { orders: count, records: before + count, by: asker.name, machine: machine.path }, [database.because]);
  };
}

/** Who asks whom: the first container whose program asks another, and the database that answers it. */
function conversation(docker: Docker): Conversation | Refusal {
  const asker = [...docker.containers.values()].find((c) => isUp(c) && asksOf(docker, c)?.which === "all" && asksOf(docker, c)!.others.length > 0);
  if (asker === undefined) return no("no program that asks a database runs here");
  const [{ name, port }] = asksOf(docker, asker)!.others as [Asked];
  const { address, container } = askBridges(docker, asker, { name, port });
  if (address === "") return no(unknownName(asker.name, name));
  if (container === undefined) return no(nobodyListens(asker.name, address, port));
  const store = programFor(docker, container)?.store;
  return store === undefined ? no(`${asker.name}: who answers at ${address} is no database`) : { asker, database: container, store };
}

/** In libpq's words (src/interfaces/libpq/fe-connect.c). */
export const unknownName = (asker: string, name: string): string => `${asker}: could not translate host name "${name}" to address: Name or service not known`;
export const nobodyListens = (asker: string, address: string, port: number): string => `${asker}: connection to server at "${address}", port ${port} failed: Connection refused`;
