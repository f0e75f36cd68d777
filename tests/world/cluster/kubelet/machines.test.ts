import { expect, test } from "vitest";
import { after, look, MIB } from "../../scenes.ts";
import { ask, create, eventsOf, nodes, podNamed, podOn, pods } from "../clusters.ts";

test("a machine registers as a node: what pods may have is less than what there is", () => {
  const { metadata, spec, status } = look(nodes(["n1"])).cluster!.get("Node", "n1")!;
  expect([metadata.name, spec.podCIDR, status.capacity, status.allocatable, status.addresses]).toEqual([
    "n1", "10.244.0.0/24",
    { cpu: "4", "ephemeral-storage": "976562500Ki", memory: "8Gi", pods: "110" },
    { cpu: "3800m", "ephemeral-storage": "878906250Ki", memory: "7Gi", pods: "110" },
    [{ type: "InternalIP", address: "192.168.10.10" }, { type: "Hostname", address: "n1" }],
  ]);
});

test("a pod's life from image to processes in cgroups, and to its end", () => {
  const asked = create(nodes(["n1"]), podOn("n1", "web", { resources: { requests: { cpu: "250m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } } }));
  const t = after(asked, 12);
  expect(pods(t)).toEqual(["web 1/1 Running 0"]);
  expect(eventsOf(t, "web")).toEqual([
    'Normal Pulling Pulling image "nginx:1.27"',
    'Normal Pulled Successfully pulled image "nginx:1.27" in 4.291s (4.291s including waiting). Image size: 145100000 bytes.',
    "Normal Created Created container: app",
    "Normal Started Started container app",
  ]);
  const { uid } = podNamed(t, "web")!.metadata;
  const groups = look(t).tables.groups.filter(({ path }) => path.startsWith("/kubepods")).map(({ path, weight, quota_us, mem_max }) => `${path.replaceAll(uid!.replaceAll("-", "_"), "UID").replaceAll(/[0-9a-f]{64}/g, "ID")} ${weight} ${quota_us} ${mem_max < 0 ? "max" : mem_max / MIB}`);
  expect(groups).toEqual([
    "/kubepods.slice 290 -1 7268",
    "/kubepods.slice/kubepods-burstable.slice 35 -1 max",
    "/kubepods.slice/kubepods-besteffort.slice 1 -1 max",
    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID.slice 35 50000 128",
    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID.slice/cri-containerd-ID.scope 1 -1 max",
    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID.slice/cri-containerd-ID.scope 35 50000 128",
  ]);
  expect(look(t).tables.processes.filter((p) => p.group.startsWith("/kubepods")).map((p) => `${p.command} ${p.oom_score_adj}`)).toEqual(["/pause -998", "nginx: master process nginx -g daemon off; 993", "nginx: worker process 993"]);
  const told = ask(t, { do: "delete", kind: "Pod", key: "default/web" });
  expect(pods(after(told, 3))).toEqual([]);
  expect(look(after(told, 3)).tables.groups.filter(({ path }) => path.startsWith("/kubepods")).length).toBe(3);
});
