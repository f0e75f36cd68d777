import type { Reply } from "../../verb.ts";
import { line } from "../../../display/line.ts";
import { fail } from "../say.ts";
import { ALL_NAMESPACES, hasFlag, kubectl, OUTPUT, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { endpoints } from "./endpoints.ts";
import { isTabular, printed } from "./output.ts";
import { byKind, tables } from "./rows.ts";
import { withFields } from "./with-fields.ts";
import { watched } from "./watch.ts";
import { isWrong, select, wanted, type Wanted } from "./resources.ts";

const NOTHING_NAMED = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).`;

export const get = kubectl({
  path: "get",
  about: "list objects of the cluster",
  flags: [
    OUTPUT, SELECTOR, ALL_NAMESPACES,
    { name: "--show-labels", about: "a column with the labels" },
    { name: "--label-columns", short: "-L", about: "a column for each of these labels", value: "kubeLabels" },
    { name: "--no-headers", about: "without the first line" },
    { name: "--sort-by", about: "the order: a field like .metadata.name", value: "jsonpath" },
    { name: "--field-selector", about: "only those with these fields: spec.nodeName=n1", value: "fields" },
    { name: "--watch", short: "-w", about: "go on: a line for everything that changes" },
    { name: "--watch-only", about: "the same without the list at the beginning" },
    { name: "--ignore-not-found", about: "nothing is said about what is not there" },
  ],
  args: [{ name: "kind", about: "pods, deployments, nodes, svc, all, … or kind/name", completes: "kubeObject", optional: true, many: true }],
  unmodelled: ["--raw", "--subresource", "--template", "--chunk-size", "--server-print", "--show-kind", "--show-managed-fields", "-k", "--kustomize", "-R", "--recursive"],
  example: "kubectl get pods -o wide",
  run: (kube) => (kube.values.args.length === 0 ? fail(NOTHING_NAMED) : (endpoints(kube) ?? listing(kube))),
});

function listing(kube: Kube): Reply {
  const what = wanted(kube.values.args);
  if (isWrong(what)) return fail(what.wrong, what.hint);
  const selected = select(kube, what);
  if (isWrong(selected)) return fail(selected.wrong, selected.hint);
  const filtered = withFields(kube, selected.found, what.kinds);
  if (isWrong(filtered)) return fail(filtered.wrong, filtered.hint);
  const errors = hasFlag(kube.values, "ignore-not-found") ? [] : [...selected.errors, ...(selected.hint === undefined ? [] : [selected.hint])];
  const asked = textFlag(kube.values, "output") ?? "";
  if (hasFlag(kube.values, "watch") || hasFlag(kube.values, "watch-only")) return selected.errors.length > 0 ? fail(selected.errors.join("\n"), selected.hint) : watched(kube, filtered, what, asked);
  if (filtered.length === 0 && (isTabular(asked) || what.names.length > 0)) return errors.length > 0 || what.names.length > 0 ? { kind: "say", lines: [], errors, status: errors.length > 0 ? 1 : 0 } : nothing(kube, what);
  const list = what.names.length !== 1 || filtered.length !== 1;
  const lines = isTabular(asked) ? tables(kube, byKind(filtered, what), asked === "wide", what.kinds.length > 1) : printed(kube, filtered, asked, list);
  if (isWrong(lines)) return fail(lines.wrong, lines.hint);
  return { kind: "say", lines: lines.map((text) => line(text)), errors, status: errors.length > 0 ? 1 : 0 };
}

/** Where an engineer looks for the control plane's pods, it says where those parts are. */
function nothing(kube: Kube, { kinds }: Wanted): Reply {
  const everywhere = hasFlag(kube.values, "all-namespaces") || !kinds.some(({ namespaced }) => namespaced);
  const system = kube.namespace === "kube-system" && kinds.some(({ kind }) => kind === "Pod") && textFlag(kube.values, "selector") === undefined;
  const parts = "etcd, the API server, CoreDNS and kube-proxy are parts of their machines here, not pods";
  return { kind: "say", lines: [], errors: [everywhere ? "No resources found" : `No resources found in ${kube.namespace} namespace.`, ...(system && !everywhere ? [parts] : [])] };
}
