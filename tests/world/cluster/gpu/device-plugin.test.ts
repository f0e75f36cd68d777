import { describe, expect, test } from "vitest";
import { readScenario } from "../../../../src/world/scenario-file.ts";
import { after, look, play, type Play } from "../../scenes.ts";

/** A node with GPUs, what its plugin is told with a label, and pods of a model that fills 5 GiB. */
function cluster({ gpus, labels = "", wants, pods }: { gpus: number; labels?: string; wants: string; pods: number }): Play {
  const read = readScenario(`
title: t
registry: { images: [{ name: "model:1", from: "debian:12", cmd: [model], programs: [{ name: model, program: { kind: serve, perSecond: 0, work: 1ms, onGpu: 10ms, gpuMemory: 5GiB }, memory: 64MiB }] }] }
hosts: [{ name: n1, cpus: 16, memory: 64GiB, gpus: ${gpus} }]
cluster:
  operators: [gpu-operator]
  nodes: [{ machine: n1, labels: { ${labels} } }]
  manifests:
    - |
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: time-slicing-config, namespace: gpu-operator }
      data:
        two: "sharing: { timeSlicing: { resources: [{ name: nvidia.com/gpu, replicas: 2 }] } }"
        odd: "sharing: { timeSlicing: { resources: [{ name: nvidia.com/gpu, replicas: some }] } }"
    - |
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: model }
      spec:
        replicas: ${pods}
        selector: { matchLabels: { app: model } }
        template:
          metadata: { labels: { app: model } }
          spec: { containers: [{ name: model, image: "model:1", resources: { limits: { ${wants}: 1 } } }] }
`, "t", { file: "t.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return after(play(read.scenario), 60);
}

const held = (t: Play): readonly string[] => look(t).tables.gpu_parts.map(({ name, programs }) => `${name}: ${programs}`);
const waiting = (t: Play): number => look(t).tables.pods.filter(({ status }) => status === "Pending").length;
const offered = (t: Play): Record<string, string> => Object.fromEntries(Object.entries(look(t).cluster!.get("Node", "n1")!.status.allocatable!).filter(([name]) => name.startsWith("nvidia.com/")));

describe("devices of a node", () => {
  test("are whole, and each is given to one pod", () => {
    const t = cluster({ gpus: 2, wants: "nvidia.com/gpu", pods: 3 });
    expect([offered(t), held(t), waiting(t)]).toEqual([{ "nvidia.com/gpu": "2" }, ["n1/0: 1", "n1/1: 1"], 1]);
  });

  test("are given out twice where the plugin is told so, and evenly", () => {
    const t = cluster({ gpus: 2, labels: "nvidia.com/device-plugin.config: two", wants: "nvidia.com/gpu", pods: 4 });
    expect([offered(t), held(t), waiting(t)]).toEqual([{ "nvidia.com/gpu": "4" }, ["n1/0: 2", "n1/1: 2"], 0]);
  });

  test("are given out once where the plugin's configuration says nothing that it understands", () => {
    expect(offered(cluster({ gpus: 1, labels: "nvidia.com/device-plugin.config: odd", wants: "nvidia.com/gpu", pods: 1 }))).toEqual({ "nvidia.com/gpu": "1" });
  });

  test("are divided as the node's label wishes: pieces have names of their own", () => {
    const t = cluster({ gpus: 2, labels: "nvidia.com/mig.config: all-balanced", wants: "nvidia.com/mig-2g.20gb", pods: 3 });
    expect(offered(t)).toEqual({ "nvidia.com/gpu": "0", "nvidia.com/mig-1g.10gb": "4", "nvidia.com/mig-2g.20gb": "2", "nvidia.com/mig-3g.40gb": "2" });
    expect([held(t).filter((one) => one.endsWith(": 1")), waiting(t)]).toEqual([["n1/0/2: 1", "n1/1/2: 1"], 1]);
  });
});
