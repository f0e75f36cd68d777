import { expect, test } from "vitest";
import { after, type Play } from "../../scenes.ts";
import type { Container, Probe } from "../../../../src/world/cluster/objects.ts";
import { create, eventsOf, nodes, podNamed, podOn, pods } from "../clusters.ts";

/** Needs twenty seconds from its start to its first answer. */
const slow = { name: "slow:1", from: "debian:12", cmd: ["slow"], programs: [{ name: "slow", onTerm: 0, port: 8080, warmUp: "20s", program: { kind: "serve" as const, perSecond: 0, work: "10ms" } }] };
const http = (more: Partial<Probe> = {}): Probe => ({ httpGet: { path: "/healthz", port: 8080 }, ...more });

const running = (container: Partial<Container>, s: number): Play => after(create(nodes(["n1"], [slow]), podOn("n1", "slow", { image: "slow:1", ...container })), s);
const messages = (t: Play): string[] => eventsOf(t, "slow").filter((line) => /Unhealthy|Killing/.test(line)).map((line) => line.replaceAll(/10\.244\.\d+\.\d+/g, "IP"));

test("without probes a container counts as ready the moment it runs", () => {
  expect(pods(running({}, 5))).toEqual(["slow 1/1 Running 0"]);
});

test("a readiness probe keeps a pod out of service until it answers, and never restarts it", () => {
  const probed = { readinessProbe: http({ periodSeconds: 5 }) };
  expect(pods(running(probed, 15))).toEqual(["slow 0/1 Running 0"]);
  const t = running(probed, 30);
  expect([pods(t), messages(t)]).toEqual([["slow 1/1 Running 0"], ['Warning Unhealthy Readiness probe failed: Get "http://IP:8080/healthz": dial tcp IP:8080: connect: connection refused (x4)']]);
});

test("a liveness probe that is too early kills what is still starting, for ever", () => {
  const t = running({ livenessProbe: http({ periodSeconds: 5 }) }, 70);
  expect(pods(t)).toEqual(["slow 0/1 CrashLoopBackOff 2 (14s ago)"]);
  expect(messages(t)).toEqual([
    'Warning Unhealthy Liveness probe failed: Get "http://IP:8080/healthz": dial tcp IP:8080: connect: connection refused (x9)',
    "Normal Killing Container app failed liveness probe, will be restarted (x3)",
  ]);
});

test("a startup probe holds the others back until it has passed", () => {
  const t = running({ startupProbe: http({ periodSeconds: 5, failureThreshold: 30 }), livenessProbe: http({ periodSeconds: 5 }), readinessProbe: http() }, 40);
  expect([pods(t), messages(t)]).toEqual([
    ["slow 1/1 Running 0"],
    ['Warning Unhealthy Startup probe failed: Get "http://IP:8080/healthz": dial tcp IP:8080: connect: connection refused (x4)'],
  ]);
  expect(podNamed(running({ startupProbe: http() }, 10), "slow")!.status.containerStatuses![0]).toMatchObject({ started: false, ready: false });
});

test("a startup probe that never passes is as bad as a liveness probe", () => {
  const t = running({ startupProbe: http({ periodSeconds: 2, failureThreshold: 2 }) }, 20);
  expect(messages(t)).toEqual([
    'Warning Unhealthy Startup probe failed: Get "http://IP:8080/healthz": dial tcp IP:8080: connect: connection refused (x4)',
    "Normal Killing Container app failed startup probe, will be restarted (x2)",
  ]);
});

test("commands look at files", () => {
  const t = running({ readinessProbe: { exec: { command: ["cat", "/tmp/ready"] } } }, 30);
  expect([pods(t), messages(t)]).toEqual([["slow 0/1 Running 0"], ["Warning Unhealthy Readiness probe failed: cat: /tmp/ready: No such file or directory (x3)"]]);
  expect(pods(running({ livenessProbe: { exec: { command: ["cat", "/etc/os-release"] } } }, 60))).toEqual(["slow 1/1 Running 0"]);
});
