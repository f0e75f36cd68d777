import { expect, test } from "vitest";
import { readScenario } from "../../../src/world/scenario-file.ts";
import { after, doing, look, play, round, type Play } from "../scenes.ts";
import { PLAIN } from "../../../src/world/containers/spec.ts";

/** Two hosts with a registry whose service takes a second of waiting, two of work and two of checks before it serves. */
function hosts(cpus = 4): Play {
  const text = `title: two hosts
registry:
  images:
    - { name: svc, from: "debian:12", layers: [{ by: RUN a, size: 70MB }, { by: COPY svc, size: 10MB }], cmd: [svc], programs: [{ name: svc, program: { kind: serve, perSecond: 10, arrivals: steady, work: 5ms }, warmUp: 1s, warmWork: 2s, check: 2s, onTerm: 0 }] }
    - { name: burn, from: alpine, cmd: [burn], programs: [{ name: burn, program: busy, threads: 8 }] }
hosts:
  - { name: one, cpus: ${cpus}, memory: 8GiB, docker: { images: [svc, burn] } }
  - { name: two, cpus: ${cpus}, memory: 8GiB, docker: {} }
`;
  const read = readScenario(text, "hosts", { file: "hosts.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return play(read.scenario);
}

const run = (t: Play, image: string, name: string, machine = "one"): Play => doing(t, { type: "docker", machine, do: "create", start: true, settings: { ...PLAIN, image, name } });
const row = (t: Play, name: string) => look(t).tables.containers.find((c) => c.name === name)!;
const parts = (t: Play, of: string): Record<string, number> => Object.fromEntries(look(t).tables.stages.filter((s) => s.of === of).map((s) => [s.name, round(s.seconds, 2)]));

test("a program waits, computes, and is checked before its first request: nobody asks it before", () => {
  const early = after(run(hosts(), "svc", "web"), 5);
  expect([row(early, "web").first_request_s, look(early).tables.apps.find((a) => a.name === "web")!.requests]).toEqual([-1, 0]);
  const t = after(early, 3);
  expect(round(row(t, "web").first_request_s, 2)).toBe(5.57);
  expect(parts(t, "web")).toEqual({ "client and daemon": 0.12, "containerd and shim": 0.16, namespaces: 0.01, "cgroup and overlay mount": 0.08, network: 0.12, exec: 0.08, app: 3, health: 2 });
  expect(round(look(t).tables.apps.find((a) => a.name === "web")!.served)).toBe(10);
});

test("its work is done on the machine's CPUs, in its own group: on a full one it takes longer", () => {
  const alone = after(run(hosts(2), "svc", "web"), 12);
  const crowd = after(run(after(run(hosts(2), "burn", "burn"), 2), "svc", "web"), 12);
  expect(parts(alone, "web").app).toBe(3);
  expect(parts(crowd, "web").app).toBeGreaterThan(3);
});

test("a program that ends while it warms up is never ready; started again it warms up again", () => {
  const killed = after(doing(after(run(hosts(), "svc", "web"), 2.5), { type: "docker", machine: "one", do: "kill", ids: [row(after(run(hosts(), "svc", "web"), 2.5), "web").id], signal: "KILL" }), 8);
  expect([row(killed, "web").status, row(killed, "web").first_request_s]).toEqual(["exited", -1]);
  const again = after(doing(killed, { type: "docker", machine: "one", do: "start", ids: [row(killed, "web").id] }), 8);
  expect(round(row(again, "web").first_request_s, 2)).toBe(5.57);
});

test("what was pushed on one host can be pulled on another; only missing layers travel", () => {
  const built = doing(hosts(), { type: "docker", machine: "one", do: "tag", from: "svc", to: "mine:1" });
  const pull = { type: "docker", machine: "two", do: "pull", name: "mine:1" } as const;
  const pushed = after(doing(built, { type: "docker", machine: "one", do: "push", name: "mine:1" }), 1);
  expect(look(pushed).facts.findLast((f) => f.type === "imagePushed")!.detail!.sent).toBe("");
  const there = after(doing(pushed, pull), 6);
  expect(look(there).tables.images.filter((i) => i.machine === "two").map((i) => `${i.repository}:${i.tag}`)).toEqual(["mine:1"]);
});
