import { expect, test } from "vitest";
import { zoomSubjects } from "../../src/lenses/zoom.ts";
import { registry, registryOf } from "../../src/world/containers/written.ts";
import { clusterScenario, create, podOn } from "../world/cluster/clusters.ts";
import { hermes, run } from "../world/containers/scene.ts";
import { after, app, GIB, host, look, play, vm, type Play } from "../world/scenes.ts";

/** The rings of a workload: name, counter, and whether it complains. */
const rings = (t: Play, name: string): string[] => zoomSubjects(look(t)).find((s) => s.name === name)!.rings().map((r) => `${r.name}: ${r.counter}${r.tone === "bad" || r.tone === "warn" ? " !" : ""}`);

const BURN = registryOf(registry.parse({ images: [{ name: "burn:1", from: "alpine", cmd: ["burn"], programs: [{ name: "burn", memory: "8MiB", threads: 4, program: "busy" }] }] }));

/** Two nodes that are VMs, on a host that a tenant may fill. */
function platform(tenant: boolean): Play {
  const vms = [vm("n1", 4, 8 * GIB, []), vm("n2", 4, 8 * GIB, []), vm("t1", 4, 8 * GIB, tenant ? [app("render", { kind: "busy" }, { threads: 4 })] : [])];
  const t = play({ ...clusterScenario({ nodes: [{ machine: "n1" }, { machine: "n2" }] }, [host([], { cpus: tenant ? 6 : 8, vms })]), registry: BURN });
  return after(create(t, podOn("n1", "limited", { image: "burn:1", resources: { limits: { cpu: "500m" } } }), podOn("n2", "free", { image: "burn:1" }), podOn("n2", "asking", { image: "burn:1", resources: { requests: { cpu: "1" } } })), 40);
}

test("the same slowness complains in the ring that causes it: the own limit, the neighbours, the host", () => {
  const quiet = platform(false);
  expect(rings(quiet, "limited").filter((r) => r.endsWith("!"))).toEqual([expect.stringMatching(/^program: 0\.50 CPU, waits for \d\.\d\d !$/), expect.stringMatching(/^pod cgroup: nr_throttled \d+ of \d+ !$/), expect.stringMatching(/^guest: cpu\.pressure some \d\d !$/)]);
  expect(rings(quiet, "free").filter((r) => r.endsWith("!"))).toEqual([expect.stringMatching(/^program: /), expect.stringMatching(/^guest: cpu\.pressure some \d\d !$/)]);
  const crowded = platform(true);
  expect(rings(crowded, "asking").filter((r) => r.startsWith("VM") || r.startsWith("host"))).toEqual([expect.stringMatching(/^VM: st \d\d% !$/), expect.stringMatching(/^host: 6\.00 of 6 CPU !$/)]);
});

test("rings lead from the program to the hardware; on bare metal there is no VM between", () => {
  const names = (t: Play, name: string): string[] => zoomSubjects(look(t)).find((s) => s.name === name)!.rings().map((r) => r.name);
  expect(names(platform(false), "free")).toEqual(["program", "pod", "pod cgroup", "guest", "VM", "host", "CPUs"]);
  expect(names(run(hermes(), "nginx", "web"), "web")).toEqual(["program", "container", "cgroup", "machine", "CPUs"]);
});
