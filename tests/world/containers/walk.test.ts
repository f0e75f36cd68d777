import { expect, test } from "vitest";
import { act, present, restore } from "../../../src/kernel/timeline.ts";
import { Streams } from "../../../src/kernel/random.ts";
import type { DockerCommand } from "../../../src/world/containers/command.ts";
import { observe } from "../../../src/world/observe.ts";
import { world } from "../../../src/world/world.ts";
import { after, look, type Play } from "../scenes.ts";
import { hermes, settings } from "./scene.ts";

/** Anything at all that somebody may ask an engine for, most of it at a bad moment. */
function anything(t: Play, random: Streams): DockerCommand {
  const pick = <T>(from: readonly T[]): T => from[random.below("walk", from.length)]!;
  const containers = look(t).tables.containers;
  const ids = [pick([...containers.map((c) => c.id), "nobody"])];
  const name = pick(["a", "b", "web", "db"]);
  const asked = settings(pick(["nginx", "busybox", "web:1", "postgres:16", "leaky", "nosuch"]), pick([`${name}${name}`, ""]), {
    command: pick([[], ["sleep", "2"], ["sh", "-c", "exit 1"], ["nosuch"]]), restart: pick([{ policy: "no", most: 0 }, { policy: "always", most: 0 }] as const), autoRemove: pick([true, false]),
    network: pick(["bridge", "host", "none", "net", `container:${name}${name}`]), ports: pick([[], [{ address: "0.0.0.0", host: 8080, inside: 80 }]]), limits: { memoryBytes: pick([-1, 2 ** 27]), pids: pick([-1, 8]) },
    mounts: pick([[], [{ kind: "volume", source: "data", path: "/data", readOnly: false }]] as const),
  });
  const what = pick([
    { do: "create", start: true, settings: asked }, { do: "create", start: false, settings: asked }, { do: "start", ids }, { do: "stop", ids, graceSeconds: 1 }, { do: "restart", ids, graceSeconds: 1 },
    { do: "kill", ids, signal: pick(["TERM", "KILL", "STOP"]) }, { do: "pause", ids }, { do: "unpause", ids }, { do: "rm", ids, force: pick([true, false]), volumes: true }, { do: "rename", id: ids[0]!, name: `${name}x` },
    { do: "update", ids, limits: { nanoCpus: 5e8 } }, { do: "exec", id: ids[0]!, terminal: `pts/${random.below("walk", 3)}`, shell: "sh" }, { do: "networkCreate", name: "net" }, { do: "networkRemove", names: ["net"] },
    { do: "networkConnect", network: "net", id: ids[0]!, aliases: [] }, { do: "networkDisconnect", network: "net", id: ids[0]! }, { do: "volumeRemove", names: ["data"] }, { do: "pull", name: "blog:1" }, { do: "rmi", names: ["blog:1"], force: false },
    { do: "write", id: ids[0]!, path: "/data/x", bytes: 100, append: false },
  ] as const);
  return { type: "docker", machine: "hermes", ...what } as DockerCommand;
}

/** What must hold at every moment. */
function holds(t: Play): void {
  const { containers, processes, namespaces, endpoints, groups, machines } = look(t).tables;
  const up = containers.filter((c) => c.running || c.status === "paused");
  for (const c of up) expect(processes.find((p) => p.pid === c.pid)).toMatchObject({ pid_inside: 1, ns_pid: c.ns_pid });
  expect(new Set(endpoints.map((e) => `${e.network} ${e.address}`)).size).toBe(endpoints.length);
  const published = up.flatMap((c) => c.ports.split(",").filter((port) => port !== "").map((port) => port.split("->")[0]));
  expect(new Set(published).size).toBe(published.length);
  const kinds = new Set(namespaces.map((ns) => ns.inode));
  expect(processes.filter((p) => ![p.ns_mnt, p.ns_net, p.ns_pid, p.ns_uts].every((inode) => kinds.has(inode)))).toEqual([]);
  const living = containers.filter((c) => c.running || c.starting || c.status === "paused").length;
  expect(groups.filter((g) => /docker-.*\.scope$/.test(g.path)).length).toBeLessThanOrEqual(living);
  expect(namespaces.length).toBeLessThanOrEqual(8 + 6 * living);
  expect(machines[0]!.mem_free).toBeGreaterThan(0);
}

test.each([1, 2, 3, 4])("whatever is asked of an engine: nothing is left behind, nothing is owned twice, and replay gives the same world (%i)", (seed) => {
  const random = new Streams(seed);
  let t = hermes();
  for (let step = 0; step < 150; step++) {
    [t] = act(t, anything(t, random));
    t = after(t, random.below("wait", 20) / 10);
    holds(t);
  }
  const again = restore(world, t.scenario, t.seed, t.log, t.at);
  expect(observe(present(again)).tables.containers).toEqual(look(t).tables.containers);
  expect(observe(present(again)).facts).toEqual(look(t).facts);
});
