import { expect, test } from "vitest";
import { after, look, type Play } from "../../scenes.ts";
import { create, eventsOf, logs, nodes, podNamed, podOn, pods } from "../clusters.ts";

/** Prints where it is, and ends with status 1 five seconds after every start. */
const crasher = { name: "crasher:1", from: "debian:12", cmd: ["crasher"], programs: [{ name: "crasher", prints: ["starting", "panic: no way on"], endsAfter: "5s", endsWith: 1 }] };
/** Holds 20 MiB and needs 380 MiB more every minute. */
const thumbs = { name: "thumbs:1", from: "debian:12", cmd: ["thumbs"], programs: [{ name: "thumbs", memory: "20MiB", program: { kind: "spike" as const, bytes: "360MiB", every: "60s", lasts: "10s" } }] };

const crashing = (spec = {}): Play => create(nodes(["n1"], [crasher]), podOn("n1", "crash", { image: "crasher:1" }, spec));

/** When the container was started again, in whole seconds since its first start. */
function restartTimes(t: Play, name: string): number[] {
  const [first, ...more] = look(t).facts.filter((fact) => fact.type === "containerStarted" && fact.about === `container/${name}/app`).map(({ at }) => at / 1e9);
  return more.map((at) => Math.round(at - first!));
}

test("a program that dies five seconds after every start is started again at once, then after 10, 20, 40 … seconds", () => {
  const t = after(crashing(), 370);
  expect(restartTimes(t, "crash")).toEqual([6, 21, 47, 92, 177, 342]);
  expect(pods(t)).toEqual(["crash 0/1 CrashLoopBackOff 6 (19s ago)"]);
});

test("CrashLoopBackOff is the waiting between two runs; what the last run printed is kept", () => {
  const t = after(crashing(), 18);
  expect(pods(t)).toEqual(["crash 0/1 CrashLoopBackOff 1 (3s ago)"]);
  const { uid } = podNamed(t, "crash")!.metadata;
  const { state, restartCount } = podNamed(t, "crash")!.status.containerStatuses![0]!;
  expect([state!.waiting!.message!.replace(uid!, "UID"), restartCount, podNamed(t, "crash")!.status.phase]).toEqual(["back-off 10s restarting failed container=app pod=crash_default(UID)", 1, "Running"]);
  expect(eventsOf(t, "crash").slice(1).map((line) => line.replaceAll(uid!, "UID"))).toEqual([
    'Normal Pulled Successfully pulled image "crasher:1" in 2.387s (2.387s including waiting). Image size: 75000000 bytes.',
    "Normal Created Created container: app (x2)",
    "Normal Started Started container app (x2)",
    'Normal Pulled Container image "crasher:1" already present on machine',
    "Warning BackOff Back-off restarting failed container app in pod crash_default(UID)",
  ]);
  const printed = ["starting", "panic: no way on"];
  expect([logs(t, "crash"), logs(t, "crash", true)]).toEqual([printed, printed]);
});

test("who may not be restarted ends: Failed with policy Never", () => {
  const t = after(crashing({ restartPolicy: "Never" }), 20);
  expect([pods(t), podNamed(t, "crash")!.status.phase]).toEqual([["crash 0/1 Error 0"], "Failed"]);
  expect(logs(t, "crash", true)).toBe('Error from server (BadRequest): previous terminated container "app" in pod "crash" not found');
});

test("over its memory limit a container is killed by the kernel and started again", () => {
  const t = after(create(nodes(["n1"], [thumbs]), podOn("n1", "thumbs", { image: "thumbs:1", resources: { limits: { memory: "256Mi" } } })), 80);
  expect(pods(t)).toEqual(["thumbs 1/1 Running 1 (16s ago)"]);
  expect(podNamed(t, "thumbs")!.status.containerStatuses![0]!.lastState!.terminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
});
