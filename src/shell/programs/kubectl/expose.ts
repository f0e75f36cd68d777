import type { Reply } from "../../verb.ts";
import type { Container, Labels } from "../../../world/cluster/objects.ts";
import { fail } from "../say.ts";
import { chosen } from "./chosen.ts";
import { created } from "./create-workload.ts";
import { DRY_RUN, kubectl, OUTPUT, textFlag, type Kube } from "./kubectl.ts";
import { isWrong, named, type Found } from "./resources.ts";

const whole = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

export const expose = kubectl({
  path: "expose",
  about: "a Service for the pods of something",
  flags: [
    { name: "--port", about: "the Service's port", value: "port" }, { name: "--target-port", about: "the pods' port", value: "port" }, { name: "--name", about: "its name, when it is another", value: "name" },
    { name: "--type", about: "ClusterIP, NodePort or LoadBalancer", value: "kubeServiceType" }, { name: "--protocol", about: "TCP or UDP", value: "protocol" }, { name: "--cluster-ip", about: "None: no address of its own", value: "address" },
    { name: "--selector", about: "other labels to find its pods by", value: "kubeSelector" }, { name: "--labels", short: "-l", about: "labels of the Service", value: "kubeLabels" }, DRY_RUN, OUTPUT,
  ],
  args: [{ name: "object", about: "deployment/NAME, rs, pod or service", completes: "kubeExposed", optional: true, many: true }],
  unmodelled: ["--external-ip", "--load-balancer-ip", "--session-affinity", "-f", "--filename", "--overrides"],
  example: "kubectl expose deployment shop --port=80 --target-port=8080",
  run(kube) {
    const selection = chosen({ ...kube, values: { ...kube.values, flags: {} } }, kube.values.args);
    if (isWrong(selection)) return fail(selection.wrong, selection.hint);
    const [one] = selection.found;
    return one === undefined ? fail(selection.errors.join("\n"), selection.hint) : exposed(kube, one);
  },
});

/** Source: `kubectl/pkg/cmd/expose/expose.go`. */
function exposed(kube: Kube, one: Found): Reply {
  const flag = (name: string): string | undefined => textFlag(kube.values, name);
  const selector = flag("selector") === undefined ? selectorOf(one) : Object.fromEntries(flag("selector")!.split(",").map((pair) => pair.split("=")));
  if (selector === undefined || Object.keys(selector).length === 0) return fail(`error: couldn't retrieve selectors via --selector flag or introspection: cannot expose a ${one.kind}`);
  const ports = flag("port") === undefined ? containerPorts(one) : [Number(flag("port"))];
  if (ports.length === 0) return fail("error: couldn't find port via --port flag or introspection", `${named(one.kind, one.object.metadata.name)} names no port of its containers: --port=80 --target-port=8080`);
  const { name, labels = {} } = one.object.metadata;
  const listed = ports.map((port) => ({ port, protocol: flag("protocol") ?? "TCP", targetPort: whole(flag("target-port") ?? `${port}`), ...(ports.length > 1 ? { name: `port-${port}` } : {}) }));
  const spec = { selector, ports: listed, ...(flag("type") === undefined ? {} : { type: flag("type") }), ...(flag("cluster-ip") === undefined ? {} : { clusterIP: flag("cluster-ip") }) };
  const reply = created(kube, { apiVersion: "v1", kind: "Service", metadata: { name: flag("name") ?? name, labels: flag("labels") === undefined ? labels : Object.fromEntries(flag("labels")!.split(",").map((pair) => pair.split("="))) }, spec }, "failed to create service");
  return reply.kind === "act" ? { ...reply, then: reply.then.map((line) => line.map((span) => ({ ...span, text: span.text.replace(/ created/, " exposed") }))) } : reply.kind === "fail" ? { ...reply, reason: reply.reason.replace("error: failed to create service: ", "Error from server (AlreadyExists): ") } : reply;
}

function selectorOf({ kind, object }: Found): Labels | undefined {
  if (kind === "Deployment" || kind === "ReplicaSet") return object.spec.selector?.matchLabels;
  if (kind === "Service") return object.spec.selector;
  return kind === "Pod" ? object.metadata.labels : undefined;
}

function containerPorts({ kind, object }: Found): number[] {
  if (kind === "Service") return (object.spec.ports ?? []).map(({ port }) => port);
  const containers: readonly Container[] = kind === "Pod" ? object.spec.containers : kind === "Deployment" || kind === "ReplicaSet" ? object.spec.template.spec.containers : [];
  return containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
}
