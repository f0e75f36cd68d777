import { expect, test } from "vitest";
import { act, present, restore } from "../../../../src/kernel/timeline.ts";
import { Streams } from "../../../../src/kernel/random.ts";
import { seconds } from "../../../../src/kernel/time.ts";
import type { Command } from "../../../../src/world/command.ts";
import type { Container, PodSpec } from "../../../../src/world/cluster/objects.ts";
import { observe } from "../../../../src/world/observe.ts";
import { world } from "../../../../src/world/world.ts";
import { booksOf } from "../../books.ts";
import { after, fault, look, MIB, type Play } from "../../scenes.ts";
import { ask, nodes, podOn } from "../clusters.ts";

const NODES = ["n1", "n2"];
const serve = { port: 8080, onTerm: 0, program: { kind: "serve" as const, perSecond: 0, work: "10ms" } };
const images = [
  { name: "app:1", from: "debian:12", cmd: ["app"], programs: [{ name: "app", warmUp: "3s", stopsIn: "100ms", ...serve }, { name: "once", endsAfter: "2s" }, { name: "fails", endsAfter: "1s", endsWith: 3 }] },
  { name: "deaf:1", from: "debian:12", cmd: ["deaf"], programs: [{ name: "deaf" }] },
  { name: "greedy:1", from: "debian:12", cmd: ["greedy"], programs: [{ name: "greedy", program: { kind: "leak" as const, bytesPerSecond: "60MiB/s" } }] },
];
const faults = Array.from({ length: 20 }, (_, i) => [
  fault(`crash ${i}`, { crash: [`p${i % 4}`] }), fault(`deadlock ${i}`, { deadlock: [`p${i % 4}`] }), fault(`leak ${i}`, { leak: [{ app: `p${i % 4}`, bytesPerSecond: 80 * MIB }] }),
  fault(`blip ${i}`, { blip: [{ app: `p${i % 4}`, lasts: seconds(3) }] }), fault(`reboot ${i}`, { reboot: [NODES[i % 2]!] }),
]).flat();

/** Anything at all that may happen to pods and their nodes, most of it at a bad moment. */
function anything(t: Play, random: Streams): Command {
  const pick = <T>(from: readonly T[]): T => from[random.below("walk", from.length)]!;
  const name = pick(["p0", "p1", "p2", "p3"]);
  const http = { httpGet: { path: "/", port: 8080 }, periodSeconds: 2 };
  const container: Partial<Container> = {
    image: pick(["app:1", "app:1", "deaf:1", "greedy:1", "nope:1", "nginx"]), ...pick([{}, { command: ["once"] }, { command: ["fails"] }, { command: ["nosuch"] }]),
    resources: pick([{}, { requests: { cpu: "100m", memory: "64Mi" } }, { requests: { cpu: "500m", memory: "128Mi" }, limits: { cpu: "500m", memory: "128Mi" } }]),
    ...pick([{}, { livenessProbe: http }, { readinessProbe: http, startupProbe: { ...http, failureThreshold: 3 } }]), ...pick([{}, { lifecycle: { preStop: { sleep: { seconds: 2 } } } }]),
  };
  const spec: Partial<PodSpec> = { restartPolicy: pick(["Always", "OnFailure", "Never"]), terminationGracePeriodSeconds: pick([1, 5]), ...pick([{}, { initContainers: [{ name: "init", image: "app:1", command: [pick(["once", "fails"])] }] }, { initContainers: [{ name: "side", image: "app:1", restartPolicy: "Always" }] }]) };
  const pods = look(t).tables.processes.filter(({ group }) => group.startsWith("/kubepods"));
  const process = pods.length === 0 ? undefined : pick(pods);
  return pick<Command>([
    { type: "kube", line: "create", requests: [{ do: "create", kind: "Pod", object: podOn(pick(NODES), name, container, spec) }] },
    { type: "kube", line: "create", requests: [{ do: "create", kind: "Pod", object: podOn(pick(NODES), name, container, spec) }] },
    { type: "kube", line: "delete", requests: [{ do: "delete", kind: "Pod", key: `default/${name}` }] },
    { type: "kube", line: "delete", requests: [{ do: "delete", kind: "Pod", key: `default/${name}`, graceSeconds: pick([0, 1, 10]) }] },
    { type: "fault", name: pick(faults).name },
    { type: "signal", machine: process?.machine ?? "n1", pids: [process?.pid ?? 1], signal: pick(["KILL", "TERM", "STOP"]) },
  ]);
}

/** What must hold at every moment. */
function holds(t: Play): void {
  const { state } = present(t);
  expect(booksOf(state)).toEqual([]);
  const { workers, nodes: kubelets } = state.cluster!.kubelets;
  const uids = new Set([...workers.values()].map(({ pod }) => pod.metadata.uid!));
  for (const machine of state.machines.values()) {
    const made = [...machine.docker!.containers.values()];
    expect(made.filter(({ settings }) => !uids.has(settings.pod!.uid)).map(({ name }) => name)).toEqual([]);
    const slices = [...machine.groups.keys()].filter((path) => /-pod[0-9a-f_]+\.slice$/.test(path));
    expect(slices.filter((path) => !uids.has(path.slice(path.lastIndexOf("pod") + 3, -6).replaceAll("_", "-")))).toEqual([]);
    const addresses = made.flatMap(({ endpoints }) => endpoints.map(({ address }) => address));
    expect(new Set(addresses).size).toBe(addresses.length);
  }
  for (const kubelet of kubelets.values()) expect(kubelet.used["pods"] ?? 0).toBe([...workers.values()].filter(({ node, over }) => node === kubelet.node && !over).length);
}

test.each([1, 2, 3, 4])("whatever happens to pods: the books balance, nothing is left behind, and replay gives the same world (%i)", (seed) => {
  const random = new Streams(seed);
  let t = nodes(NODES, images, faults);
  for (let step = 0; step < 120; step++) {
    [t] = act(t, anything(t, random));
    t = after(t, random.below("wait", 40) / 10);
    holds(t);
  }
  const again = restore(world, t.scenario, t.seed, t.log, t.at);
  expect(observe(present(again)).cluster!.list("Pod")).toEqual(look(t).cluster!.list("Pod"));
  expect(observe(present(again)).facts).toEqual(look(t).facts);
  const gone = after(ask(t, ...look(t).cluster!.list("Pod").map(({ metadata }) => ({ do: "delete" as const, kind: "Pod" as const, key: `default/${metadata.name}` }))), 120);
  const { state } = present(gone);
  expect(look(gone).cluster!.list("Pod").map(({ metadata }) => metadata.name)).toEqual([]);
  expect([...state.cluster!.kubelets.workers.values()]).toEqual([]);
  expect([...state.machines.values()].flatMap(({ docker, apps }) => [...docker!.containers.values(), ...apps.values()].map(({ name }) => name))).toEqual([]);
});
