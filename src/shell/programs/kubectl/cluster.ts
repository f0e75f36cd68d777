import { serverAddress } from "../../../world/cluster/api-server.ts";
import { groupOf, KINDS, operatorOf, type KindInfo } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { line } from "../../../display/line.ts";
import { fail, said, say } from "../say.ts";
import { yamlLines } from "./yaml.ts";
import { hasFlag, kubectl, OUTPUT, textFlag, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { inAll } from "./resources.ts";

/** Commands about the cluster as a whole, and about how kubectl speaks with it. */

export const apiResources = kubectl({
  path: "api-resources",
  about: "the kinds of objects there are",
  flags: [OUTPUT, { name: "--namespaced", about: "true or false: only those that live in namespaces, or not", value: "kubeSwitch", alone: "true" }, { name: "--api-group", about: "only those of this group", value: "group" }, { name: "--no-headers", about: "without the first line" }],
  args: [],
  unmodelled: ["--verbs", "--categories", "--sort-by", "--cached"],
  example: "kubectl api-resources",
  run({ values, view }) {
    const [namespaced, group, output] = ["namespaced", "api-group", "output"].map((flag) => textFlag(values, flag));
    const kinds = KINDS.filter((info) => isInstalled(view, info) && (namespaced === undefined || `${info.namespaced}` === namespaced) && (group === undefined || groupOf(info) === group));
    if (output === "name") return say(kinds.map((info) => (groupOf(info) === "" ? info.resource : `${info.resource}.${groupOf(info)}`)));
    const wide = output === "wide";
    if (output !== undefined && !wide) return fail(`error: --output ${output} is not available`, "wide or name");
    const cells = kinds.map((info) => [info.resource, info.shortNames.join(","), info.apiVersion, `${info.namespaced}`, info.kind, ...(wide ? [VERBS, inAll(info.kind) ? "all" : ""] : [])]);
    return say(tabbed(hasFlag(values, "no-headers") ? cells : [["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", ...(wide ? ["VERBS", "CATEGORIES"] : [])], ...cells]));
  },
});

const VERBS = "create,delete,deletecollection,get,list,patch,update,watch";

export const apiVersions = kubectl({
  path: "api-versions",
  about: "the groups of kinds, with their versions",
  flags: [],
  args: [],
  example: "kubectl api-versions",
  run: ({ view }) => say([...new Set(KINDS.filter((info) => isInstalled(view, info)).map(({ apiVersion }) => apiVersion))].sort()),
});

/** Kinds of operators are there when those are. */
function isInstalled({ spec }: Kube["view"], info: KindInfo): boolean {
  const operator = operatorOf(info);
  return operator === undefined || spec.operators.includes(operator);
}

export const version = kubectl({
  path: "version",
  offline: true,
  about: "versions of kubectl and of the API server",
  flags: [OUTPUT, { name: "--client", about: "of kubectl alone" }],
  args: [],
  example: "kubectl version",
  run({ view, values }) {
    const client = [`Client Version: ${view.spec.version}`, "Kustomize Version: v5.7.1"];
    const output = textFlag(values, "output");
    if (output !== undefined) return versionAs(output, view.spec.version, hasFlag(values, "client") || view.unreachable !== undefined);
    if (hasFlag(values, "client")) return say(client);
    return view.unreachable === undefined ? say([...client, `Server Version: ${view.spec.version}`]) : said(client, [view.unreachable.message]);
  },
});

function versionAs(output: string, version: string, clientAlone: boolean): Reply {
  const [major = "", minor = ""] = version.replace(/^v/, "").split(".");
  const info = { compiler: "gc", gitTreeState: "clean", gitVersion: version, major, minor, platform: "linux/amd64" };
  const document = { clientVersion: info, kustomizeVersion: "v5.7.1", ...(clientAlone ? {} : { serverVersion: info }) };
  if (output === "json") return say(JSON.stringify(document, null, 2).split("\n"));
  return output === "yaml" ? say(yamlLines(document)) : fail("error: --output must be 'yaml' or 'json'");
}

const serverUrl = ({ view }: Kube): string => `https://${serverAddress(view.list("Node"))}`;

export const clusterInfo = kubectl({
  path: "cluster-info",
  about: "where the control plane is reached",
  flags: [],
  args: [],
  example: "kubectl cluster-info",
  run(kube) {
    const server = serverUrl(kube);
    return say([`Kubernetes control plane is running at ${server}`, `CoreDNS is running at ${server}/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy`, "", "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'."]);
  },
});

const context = ({ view }: Kube): string => `kubernetes-admin@${view.spec.name}`;

const CONFIG: Readonly<Record<string, (kube: Kube, rest: readonly string[]) => Reply>> = {
  view: (kube) => say(configuration(kube)),
  "current-context": (kube) => say([context(kube)]),
  "get-contexts": (kube) => say(tabbed([["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"], ["*", context(kube), kube.view.spec.name, "kubernetes-admin", kube.seat.kubeNamespace ?? ""]])),
  "get-clusters": (kube) => say(["NAME", kube.view.spec.name]),
  "use-context": (kube, [name]) => (name === context(kube) ? say([`Switched to context "${name}".`]) : fail(`error: no context exists with the name: "${name ?? ""}"`, `there is one: ${context(kube)}`)),
  "set-context": setContext,
};

export const config = kubectl({
  path: "config",
  offline: true,
  about: "which cluster and which namespace kubectl speaks of",
  flags: [{ name: "--current", about: "with set-context: the one in use" }, { name: "--minify", about: "accepted" }],
  args: [{ name: "what", about: Object.keys(CONFIG).join(", "), completes: "kubeConfig", optional: true }, { name: "name", about: "a context", optional: true }],
  unmodelled: ["--flatten", "--raw", "--cluster", "--user", "-o", "--output"],
  example: "kubectl config set-context --current --namespace=kube-system",
  run(kube) {
    const [what = "view", ...rest] = kube.values.args;
    const run = Object.hasOwn(CONFIG, what) ? CONFIG[what] : undefined;
    return run === undefined ? fail(`error: unknown command "${what}" for "kubectl config"`, `known here: ${Object.keys(CONFIG).join(", ")}`) : run(kube, rest);
  },
});

/** The namespace that commands look at from now on: kept with the seat, as a kubeconfig is the user's. */
function setContext(kube: Kube, [name]: readonly string[]): Reply {
  const namespace = textFlag(kube.values, "namespace");
  if (name !== undefined && name !== context(kube)) return fail(`error: only the context ${context(kube)} is there`);
  if (name === undefined && !hasFlag(kube.values, "current")) return fail("error: you must specify a non-empty context name or --current");
  const seat = namespace === undefined ? kube.seat : { ...kube.seat, kubeNamespace: namespace };
  return { kind: "sit", seat, lines: [line(`Context "${context(kube)}" modified.`)] };
}

function configuration(kube: Kube): string[] {
  const { name } = kube.view.spec;
  const namespace = kube.seat.kubeNamespace;
  return [
    "apiVersion: v1", "clusters:", "- cluster:", "    certificate-authority-data: DATA+OMITTED", `    server: ${serverUrl(kube)}`, `  name: ${name}`, "contexts:", "- context:", `    cluster: ${name}`,
    ...(namespace === undefined ? [] : [`    namespace: ${namespace}`]), "    user: kubernetes-admin", `  name: ${context(kube)}`, `current-context: ${context(kube)}`, "kind: Config", "users:", "- name: kubernetes-admin", "  user:",
    "    client-certificate-data: DATA+OMITTED", "    client-key-data: DATA+OMITTED",
  ];
}
