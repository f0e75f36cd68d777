import { expect, test } from "vitest";
import { after, look, round, type Play } from "../../scenes.ts";
import type { Container, PodSpec } from "../../../../src/world/cluster/objects.ts";
import { ask, create, eventsOf, nodes, podOn, pods } from "../clusters.ts";

const program = { port: 8080, program: { kind: "serve" as const, perSecond: 0, work: "10ms" } };
const images = [
  { name: "polite:1", from: "debian:12", cmd: ["polite"], programs: [{ name: "polite", onTerm: 0, stopsIn: "100ms", ...program }] },
  { name: "deaf:1", from: "debian:12", cmd: ["deaf"], programs: [{ name: "deaf", ...program }] },
];

const told = (container: Partial<Container>, spec: Partial<PodSpec> = {}, graceSeconds?: number): Play => {
  const t = after(create(nodes(["n1"], images), podOn("n1", "web", container, spec)), 10);
  return ask(t, { do: "delete", kind: "Pod", key: "default/web", ...(graceSeconds === undefined ? {} : { graceSeconds }) });
};

/** How the program ended, in seconds after it was asked to. */
const ends = (t: Play): string[] => look(t).facts.filter(({ type, about }) => type === "containerDied" && about === "container/web/app").map(({ at, detail }) => `${round(at / 1e9 - 10, 1)}s exit ${detail!["exit_code"]}`);

test("a program that heeds SIGTERM ends at once, and its pod is forgotten", () => {
  const t = told({ image: "polite:1" });
  expect([pods(after(t, 0.05)), pods(after(t, 2))]).toEqual([["web 1/1 Terminating 0"], []]);
  expect([ends(after(t, 2)), eventsOf(after(t, 2), "web").slice(-1)]).toEqual([["0.1s exit 0"], ["Normal Killing Stopping container app"]]);
});

test("one that does not is killed when its grace period is over", () => {
  const t = told({ image: "deaf:1" });
  expect([pods(after(t, 29)), pods(after(t, 32)), ends(after(t, 40))]).toEqual([["web 1/1 Terminating 0"], [], ["30s exit 137"]]);
  expect(ends(after(told({ image: "deaf:1" }, { terminationGracePeriodSeconds: 5 }), 10))).toEqual(["5s exit 137"]);
  expect(ends(after(told({ image: "deaf:1" }, {}, 2), 10))).toEqual(["2s exit 137"]);
});

test("who has waited long enough may ask for less", () => {
  const t = ask(after(told({ image: "deaf:1" }), 8), { do: "delete", kind: "Pod", key: "default/web", graceSeconds: 1 });
  expect(ends(after(t, 10))).toEqual(["9s exit 137"]);
});

test("a preStop hook comes before SIGTERM, and its time counts", () => {
  const preStop = (seconds: number): Partial<Container> => ({ lifecycle: { preStop: { sleep: { seconds } } } });
  expect(ends(after(told({ image: "polite:1", ...preStop(5) }), 10))).toEqual(["5.1s exit 0"]);
  expect(ends(after(told({ image: "deaf:1", ...preStop(5) }, { terminationGracePeriodSeconds: 8 }), 20))).toEqual(["8s exit 137"]);
  expect(ends(after(told({ image: "deaf:1", ...preStop(60) }, { terminationGracePeriodSeconds: 8 }), 20))).toEqual(["10s exit 137"]);
  expect(ends(after(told({ image: "polite:1", lifecycle: { preStop: { exec: { command: ["sh", "-c", "sleep 3"] } } } }), 10))).toEqual(["3.1s exit 0"]);
});

test("force: the API server forgets it at once, the kubelet ends what is left", () => {
  const t = told({ image: "deaf:1" }, {}, 0);
  expect([pods(t), ends(after(t, 2))]).toEqual([[], ["0s exit 137"]]);
  expect(look(after(t, 2)).tables.processes.filter(({ group }) => group.startsWith("/kubepods"))).toEqual([]);
});
