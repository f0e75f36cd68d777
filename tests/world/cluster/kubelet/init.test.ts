import { expect, test } from "vitest";
import { conditionOf, type Container, type PodSpec } from "../../../../src/world/cluster/objects.ts";
import { after, look, type Play } from "../../scenes.ts";
import { ask, create, eventsOf, nodes, podNamed, podOn, pods } from "../clusters.ts";

const images = [
  { name: "migrate:1", from: "debian:12", cmd: ["migrate"], programs: [{ name: "migrate", endsAfter: "5s", endsWith: 0 }, { name: "fail", endsAfter: "1s", endsWith: 3 }] },
  { name: "job:1", from: "debian:12", cmd: ["job"], programs: [{ name: "job", endsAfter: "10s", endsWith: 0 }] },
  { name: "proxy:1", from: "debian:12", cmd: ["proxy"], programs: [{ name: "proxy", onTerm: 0 }] },
];
const migrate: Container = { name: "migrate", image: "migrate:1" };
const proxy: Container = { name: "proxy", image: "proxy:1", restartPolicy: "Always" };

const started = (initContainers: Container[], container: Partial<Container> = {}, spec: Partial<PodSpec> = {}): Play => create(nodes(["n1"], images), podOn("n1", "web", container, { initContainers, ...spec }));

test("init containers run one after another, before the others", () => {
  const t = started([migrate, { ...migrate, name: "seed" }]);
  expect([4, 11, 25].map((s) => pods(after(t, s))[0])).toEqual(["web 0/1 Init:0/2 0", "web 0/1 Init:1/2 0", "web 1/1 Running 0"]);
  expect(conditionOf(podNamed(after(t, 9), "web")!.status.conditions, "Initialized")).toMatchObject({ status: "False", reason: "ContainersNotInitialized", message: "containers with incomplete status: [seed]" });
});

test("one that fails is tried again, with back-off", () => {
  const t = after(started([{ ...migrate, command: ["fail"] }]), 12);
  expect(pods(t)).toEqual(["web 0/1 Init:CrashLoopBackOff 1 (5s ago)"]);
  expect(pods(after(started([{ ...migrate, command: ["fail"] }], {}, { restartPolicy: "Never" }), 12))).toEqual(["web 0/1 Init:Error 0"]);
});

test("a sidecar starts before the others and does not hold them back; when they have ended, it is ended", () => {
  const t = started([proxy], { image: "job:1" }, { restartPolicy: "Never" });
  expect([8, 30].map((s) => pods(after(t, s))[0])).toEqual(["web 2/2 Running 0", "web 0/2 Completed 0"]);
  const [proxied, job] = look(after(t, 30)).facts.filter(({ type }) => type === "containerStarted" ).slice(-2).map(({ at }) => at);
  expect(proxied! < job!).toBe(true);
});

test("when a pod is deleted, everything in it ends", () => {
  const t = ask(after(started([proxy], { image: "proxy:1" }), 20), { do: "delete", kind: "Pod", key: "default/web" });
  expect([eventsOf(t, "web").length > 0, pods(after(t, 3))]).toEqual([true, []]);
});
