import type { z } from "zod";
import { act } from "../../../src/kernel/timeline.ts";
import type { ApiRequest } from "../../../src/world/cluster/command.ts";
import type { Container, Event, Pod, PodSpec } from "../../../src/world/cluster/objects.ts";
import { podColumns } from "../../../src/world/cluster/printers/pod.ts";
import { clusterFile, clusterFrom, type ClusterFile } from "../../../src/world/cluster/written.ts";
import { registry, registryOf } from "../../../src/world/containers/written.ts";
import type { FaultSpec, HostSpec, Scenario } from "../../../src/world/scenario.ts";
import { GIB, host, look, MIB, play, scenario, type Play } from "../scenes.ts";

/** A cluster as a scenario file would give it. */
export const clusterScenario = (written: Partial<Record<keyof ClusterFile, unknown>>, hosts: readonly HostSpec[] = [host([])]): Scenario => ({ ...scenario(hosts), cluster: clusterFrom(clusterFile.parse(written)) });

/** Asks the API server for something that must be accepted. */
export function ask(t: Play, ...requests: ApiRequest[]): Play {
  const [after, result] = act(t, { type: "kube", line: "kubectl …", requests });
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return after;
}

/** A pod that somebody has put on a node. */
export const podOn = (nodeName: string, name: string, container: Partial<Container> = {}, spec: Partial<PodSpec> = {}): Pod => ({
  metadata: { name, namespace: "default", labels: { app: name } },
  spec: { nodeName, restartPolicy: "Always", terminationGracePeriodSeconds: 30, containers: [{ name: "app", image: "nginx:1.27", ...container }], ...spec },
  status: { phase: "Pending" },
});

export const create = (t: Play, ...pods: Pod[]): Play => ask(t, ...pods.map((object): ApiRequest => ({ do: "create", kind: "Pod", object })));

export const podNamed = (t: Play, name: string): Pod | undefined => look(t).cluster!.get("Pod", `default/${name}`);

/** The lines of `kubectl get pods`: name, ready, status, restarts. */
export const pods = (t: Play): string[] => look(t).cluster!.list("Pod").map((pod) => {
  const { ready, status, restarts } = podColumns(pod, look(t).now);
  return `${pod.metadata.name} ${ready} ${status} ${restarts}`;
});

/** What happened to an object, oldest first. */
export const eventsOf = (t: Play, name: string): string[] => (look(t).cluster!.list("Event") as Event[])
  .filter(({ involvedObject }) => involvedObject.name === name)
  .sort((a, b) => a.firstTimestamp - b.firstTimestamp || a.metadata.resourceVersion! - b.metadata.resourceVersion!)
  .map(({ type, reason, message, count }) => `${type} ${reason} ${message}${count > 1 ? ` (x${count})` : ""}`);

type Written = NonNullable<z.input<typeof registry>["images"]>;

/** Machines of four CPUs and 8 GiB, each a node. Their registry has the well-known images, and these. */
export const nodes = (names: readonly string[], images: Written = [], faults: readonly FaultSpec[] = []): Play =>
  play({ ...clusterScenario({ nodes: names.map((machine) => ({ machine })) }, names.map((name) => host([], { name, cpus: 4, memoryBytes: 8 * GIB, systemBytes: 700 * MIB }))), faults, registry: registryOf(registry.parse({ images })) });

/** What `kubectl logs` shows. */
export function logs(t: Play, name: string, previous = false): readonly string[] | string {
  const pod = podNamed(t, name)!;
  const log = look(t).cluster!.logs(pod, pod.spec.containers[0]!.name, previous);
  return "lines" in log ? log.lines.map(({ text }) => text) : log.refusal;
}
