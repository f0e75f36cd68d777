import type { Fields } from "../../../world/cluster/api/decode.ts";
import { directory, readFile, resolve } from "../../files.ts";
import { count, generator } from "./create-workload.ts";
import { hasFlag, textFlag, type Kube } from "./kubectl.ts";
import { isWrong, type Wrong } from "./resources.ts";

/** Settings and rules that `kubectl create` makes out of flags. */

export const createNamespace = generator({
  path: "namespace",
  about: "a namespace",
  flags: [],
  example: "kubectl create namespace shop",
  failing: "failed to create namespace",
  manifest: (_kube, name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } }),
});

const SOURCES = [
  { name: "--from-literal", about: "an entry: KEY=VALUE", value: "literal" },
  { name: "--from-file", about: "an entry from a file: FILE or KEY=FILE, or all files of a folder", value: "kubeFile" },
  { name: "--from-env-file", about: "entries from a file of KEY=VALUE lines", value: "kubeFile" },
] as const;

export const createConfigMap = generator({
  path: "configmap",
  about: "a ConfigMap from entries or files",
  flags: SOURCES,
  unmodelled: ["--append-hash"],
  example: "kubectl create configmap shop --from-literal=GREETING=hello",
  failing: "failed to create configmap",
  manifest(kube, name) {
    const data = entries(kube);
    return isWrong(data) ? data : { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, ...(Object.keys(data).length === 0 ? {} : { data }) };
  },
});

export const createSecret = generator({
  path: "secret",
  about: "a Secret: generic NAME, from entries or files",
  flags: SOURCES,
  args: [{ name: "rest", about: "generic, then its name", optional: true, many: true }],
  unmodelled: ["--append-hash", "--type"],
  example: "kubectl create secret generic db --from-literal=password=paper",
  failing: "failed to create secret",
  manifest(kube, kind, [name]) {
    if (kind === "docker-registry" || kind === "tls") return { wrong: `error: kubectl create secret ${kind}: real, not simulated here`, hint: "kubectl create secret generic NAME --from-literal=KEY=VALUE" };
    if (kind !== "generic" || name === undefined) return { wrong: "error: exactly one NAME is required, got 0", hint: "kubectl create secret generic NAME --from-literal=KEY=VALUE" };
    const stringData = entries(kube);
    return isWrong(stringData) ? stringData : { apiVersion: "v1", kind: "Secret", metadata: { name }, type: "Opaque", stringData };
  },
});

function entries(kube: Kube): Record<string, string> | Wrong {
  const data: Record<string, string> = {};
  for (const literal of (textFlag(kube.values, "from-literal") ?? "").split(/,(?=[\w.-]+=)/).filter((one) => one !== "")) {
    const [, key, value = ""] = /^([^=]+)=(.*)$/s.exec(literal) ?? [];
    if (key === undefined) return { wrong: `error: invalid literal source ${literal}, expected key=value` };
    data[key] = value;
  }
  for (const source of (textFlag(kube.values, "from-file") ?? "").split(",").filter((one) => one !== "")) {
    const read = fromFile(kube, source);
    if (isWrong(read)) return read;
    Object.assign(data, read);
  }
  const variables = textFlag(kube.values, "from-env-file");
  const lines = variables === undefined ? [] : textOf(kube, variables);
  return isWrong(lines) ? lines : { ...data, ...Object.fromEntries(lines.filter((one) => /^[\w.-]+=/.test(one)).map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)])) };
}

function fromFile(kube: Kube, source: string): Record<string, string> | Wrong {
  const [, key, path = source] = /^([^=/]+)=(.+)$/.exec(source) ?? [];
  const inside = directory(resolve(path, kube.seat.directory), kube.seen, kube.seat);
  const files = inside?.map((name) => [name, `${path.replace(/\/+$/, "")}/${name}`] as const) ?? [[key ?? path.slice(path.lastIndexOf("/") + 1), path] as const];
  const data: Record<string, string> = {};
  for (const [name, file] of files) {
    const lines = textOf(kube, file);
    if (isWrong(lines)) return lines;
    data[name] = `${lines.join("\n")}\n`;
  }
  return data;
}

function textOf({ seen, seat }: Kube, path: string): readonly string[] | Wrong {
  const read = readFile(resolve(path, seat.directory), seen, seat);
  return "lines" in read ? read.lines : { wrong: `error: error reading ${path}: ${read.refused.toLowerCase()}` };
}

export const createQuota = generator({
  path: "quota",
  about: "the most that a namespace may have",
  flags: [{ name: "--hard", about: "cpu=2,memory=4Gi,pods=10", value: "kubeResources" }],
  unmodelled: ["--scopes"],
  example: "kubectl create quota team --hard=requests.cpu=2,pods=10",
  failing: "failed to create quota",
  manifest: (kube, name) => ({ apiVersion: "v1", kind: "ResourceQuota", metadata: { name }, spec: { hard: pairs(textFlag(kube.values, "hard") ?? "") } }),
});

const pairs = (text: string): Fields => Object.fromEntries(text.split(",").filter((one) => one.includes("=")).map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]));

const whole = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

export const createBudget = generator({
  path: "poddisruptionbudget",
  about: "how many pods have to stay",
  flags: [{ name: "--selector", about: "which pods: app=shop", value: "kubeSelector" }, { name: "--min-available", about: "so many have to stay: 2, 50%", value: "count" }, { name: "--max-unavailable", about: "so many may be away", value: "count" }],
  example: "kubectl create pdb shop --selector=app=shop --min-available=1",
  failing: "failed to create poddisruptionbudgets",
  manifest(kube, name) {
    const [selector, least, most] = ["selector", "min-available", "max-unavailable"].map((flag) => textFlag(kube.values, flag));
    if (selector === undefined) return { wrong: "error: a selector must be specified" };
    if ((least === undefined) === (most === undefined)) return { wrong: `error: ${least === undefined ? "one of min-available or max-unavailable must be specified" : "min-available and max-unavailable cannot be both specified"}` };
    const wish = least === undefined ? { maxUnavailable: whole(most!) } : { minAvailable: whole(least) };
    return { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name }, spec: { ...wish, selector: { matchLabels: pairs(selector) } } };
  },
});

export const createPriorityClass = generator({
  path: "priorityclass",
  about: "a name for how important pods are",
  flags: [{ name: "--value", about: "higher is more important", value: "count" }, { name: "--global-default", about: "pods that name none get it" }, { name: "--description", about: "for people", value: "text" }, { name: "--preemption-policy", about: "PreemptLowerPriority or Never", value: "policy" }],
  example: "kubectl create priorityclass important --value=1000",
  failing: "failed to create priorityclass",
  manifest(kube, name) {
    const value = count(kube, "value", 0);
    if (isWrong(value)) return value;
    return {
      apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name }, value, globalDefault: hasFlag(kube.values, "global-default"),
      preemptionPolicy: textFlag(kube.values, "preemption-policy") ?? "PreemptLowerPriority", description: textFlag(kube.values, "description") ?? "",
    };
  },
});

const TYPES: Readonly<Record<string, string>> = { clusterip: "ClusterIP", nodeport: "NodePort", loadbalancer: "LoadBalancer", externalname: "ExternalName" };

export const createService = generator({
  path: "service",
  about: "a Service: its type, then its NAME",
  flags: [{ name: "--tcp", about: "its port, and that of the pods: 80:8080", value: "port" }, { name: "--node-port", about: "with nodeport: which", value: "port" }, { name: "--external-name", about: "with externalname: the other name", value: "kubeHost" }, { name: "--clusterip", about: "None: no address of its own", value: "address" }],
  args: [{ name: "rest", about: "the type, then its name", optional: true, many: true }],
  example: "kubectl create service clusterip shop --tcp=80:8080",
  failing: "failed to create service",
  manifest(kube, kind, [name]) {
    const type = TYPES[kind];
    if (type === undefined || name === undefined) return { wrong: "error: a type and a NAME are required", hint: "kubectl create service clusterip NAME --tcp=80:8080" };
    const ports = (textFlag(kube.values, "tcp") ?? "").split(",").filter((one) => one !== "").map((one) => one.split(":"));
    const nodePort = textFlag(kube.values, "node-port");
    if (ports.length === 0 && type !== "ExternalName" && textFlag(kube.values, "clusterip") !== "None") return { wrong: "error: at least one tcp port specifier must be provided" };
    return {
      apiVersion: "v1", kind: "Service", metadata: { name, labels: { app: name } },
      spec: {
        type, selector: { app: name }, ...(ports.length === 0 ? {} : { ports: ports.map(([port = "", target = port]) => ({ name: `${port}-${target}`.replace(/^(\d+)-\1$/, "$1"), port: Number(port), targetPort: whole(target), protocol: "TCP", ...(nodePort === undefined ? {} : { nodePort: Number(nodePort) }) })) }),
        ...(type === "ExternalName" ? { externalName: textFlag(kube.values, "external-name") ?? "" } : {}), ...(textFlag(kube.values, "clusterip") === undefined ? {} : { clusterIP: textFlag(kube.values, "clusterip") }),
      },
    };
  },
});
