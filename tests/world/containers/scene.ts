import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DockerCommand } from "../../../src/world/containers/command.ts";
import type { ContainerRow } from "../../../src/world/containers/observed.ts";
import { PLAIN, UNLIMITED, type Limits, type Settings } from "../../../src/world/containers/spec.ts";
import { readScenario } from "../../../src/world/scenario-file.ts";
import type { Scenario } from "../../../src/world/scenario.ts";
import { after, doing, look, play, refusal, type Play } from "../scenes.ts";

type Order = DockerCommand extends infer D ? (D extends DockerCommand ? Omit<D, "type" | "machine"> : never) : never;

const read = readScenario(readFileSync(join(import.meta.dirname, "../../shell/docker/hermes.yaml"), "utf8"), "hermes", { file: "hermes.yaml", before: 0 });
if (!read.ok) throw new Error(read.problems[0]!.what);

/** A Docker host: 4 CPUs, 8 GiB. */
export const hermes = (engine: Scenario["engine"] = "fluid"): Play => play({ ...read.scenario, engine });

export const order = (t: Play, what: Order): Play => doing(t, { type: "docker", machine: "hermes", ...what } as DockerCommand);
export const refused = (t: Play, what: Order): string => refusal(t, { type: "docker", machine: "hermes", ...what } as DockerCommand);

export type Asked = Partial<Omit<Settings, "limits">> & { readonly limits?: Partial<Limits> };
export const settings = (image: string, name: string, { limits, ...more }: Asked = {}): Settings => ({ ...PLAIN, image, name, ...more, limits: { ...UNLIMITED, ...limits } });

/** `docker run -d`, and a second for it to come up. */
export const run = (t: Play, image: string, name: string, more: Asked = {}): Play => after(order(t, { do: "create", start: true, settings: settings(image, name, more) }), 1);

export const container = (t: Play, name: string): ContainerRow => look(t).tables.containers.find((c) => c.name === name)!;
export const idOf = (t: Play, name: string): string => container(t, name).id;
export const remove = (t: Play, name: string): Play => order(t, { do: "rm", ids: [idOf(t, name)], force: true, volumes: false });
