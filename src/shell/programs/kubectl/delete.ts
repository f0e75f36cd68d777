import { line } from "../../../display/line.ts";
import { keyOf, kindInfo, type Kind } from "../../../world/cluster/kinds.ts";
import type { ApiRequest } from "../../../world/cluster/command.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { ALL_NAMESPACES, asks, dryMark, dryRun, FILE, hasFlag, kubectl, OUTPUT, patience, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { readDocument, unreadable, writtenDocuments } from "./documents.ts";
import { withFields } from "./with-fields.ts";
import { isWrong, named, notFound, select, typeName, wanted, type Found, type Selection, type Wrong } from "./resources.ts";

export const delete_ = kubectl({
  path: "delete",
  about: "delete objects, and wait until they are gone",
  flags: [
    FILE, SELECTOR, ALL_NAMESPACES, OUTPUT,
    { name: "--all", about: "all of that kind in the namespace" },
    { name: "--field-selector", about: "only those with these fields: status.phase=Failed", value: "fields" },
    { name: "--force", about: "at once, whatever the kubelet does" },
    { name: "--grace-period", about: "seconds from SIGTERM to SIGKILL", value: "seconds" },
    { name: "--now", about: "as --grace-period=1" },
    { name: "--wait", about: "true or false: whether it waits until they are gone", value: "kubeSwitch", alone: "true" },
    { name: "--cascade", about: "background, foreground, or orphan: what they own stays", value: "cascade", alone: "background" },
    { name: "--ignore-not-found", about: "nothing is said about what is not there" },
    { name: "--dry-run", about: "client or server: only say what would be done", value: "kubeDryRun", alone: "client" },
  ],
  args: [{ name: "object", about: "kind/name, or a kind and names", completes: "kubeObject", optional: true, many: true }],
  unmodelled: ["-k", "--kustomize", "-R", "--recursive", "--raw", "--timeout", "-i", "--interactive"],
  example: "kubectl delete pod shop-7d4b9c6f5-x2x8z",
  run(kube) {
    if (kube.values.round > 0) return waiting(kube);
    const chosen = textFlag(kube.values, "filename") === undefined ? byWords(kube) : byFiles(kube);
    return isWrong(chosen) ? fail(chosen.wrong, chosen.hint) : deleted(kube, chosen);
  },
});

function byWords(kube: Kube): Selection | Wrong {
  const { args } = kube.values;
  if (args.length === 0) return { wrong: "error: You must provide one or more resources by argument or filename.", hint: "kubectl delete pod NAME" };
  const what = wanted(args);
  if (isWrong(what)) return what;
  if (what.names.length > 0 && hasFlag(kube.values, "all")) return { wrong: "error: name cannot be provided when --all is specified" };
  if (what.names.length === 0 && textFlag(kube.values, "selector") === undefined && textFlag(kube.values, "field-selector") === undefined && !hasFlag(kube.values, "all")) return { wrong: "error: resource(s) were provided, but no name was specified" };
  const selected = select(kube, what);
  const found = isWrong(selected) ? selected : withFields(kube, selected.found, what.kinds);
  return isWrong(found) || isWrong(selected) ? (found as Wrong) : { ...selected, found };
}

/** The objects that manifests name, whatever else they say. */
function byFiles(kube: Kube): Selection | Wrong {
  const written = writtenDocuments(kube);
  if (isWrong(written)) return written;
  const read = written.map((one) => readDocument(kube, one));
  const bad = read.find((one) => !one.ok);
  if (bad !== undefined && !bad.ok) return { wrong: unreadable(bad.written, bad.reason, "deleting") };
  const there = read.flatMap((one) => (one.ok ? [{ ...one, now: kube.view.get(one.read.kind, keyOf(one.read.kind, one.read.object.metadata)) }] : []));
  const missing = there.filter(({ now }) => now === undefined).map(({ read: { kind, object }, written: { file } }) => notFound(kindInfo(kind), object.metadata.name).replace("(NotFound): ", `(NotFound): error when deleting "${file}": `));
  return { found: there.flatMap(({ read: { kind }, now }) => (now === undefined ? [] : [{ kind, object: now } as Found])), errors: missing };
}

function deleted(kube: Kube, { found, errors, hint }: Selection): Reply {
  const complaints = hasFlag(kube.values, "ignore-not-found") ? [] : [...errors, ...(hint === undefined ? [] : [hint])];
  if (found.length === 0) return { kind: "say", lines: complaints.length === 0 ? [line("No resources found")] : [], errors: complaints, status: complaints.length > 0 ? 1 : 0 };
  const immortal = found.find((one) => one.kind === "Namespace" && IMMORTAL.has(one.object.metadata.name));
  if (immortal !== undefined) return fail(`Error from server (Forbidden): namespaces "${immortal.object.metadata.name}" is forbidden: this namespace may not be deleted`);
  const asked = graceOf(kube);
  if (isWrong(asked)) return fail(asked.wrong);
  const { grace, force } = asked;
  const requests = found.map(({ kind, object }): ApiRequest => ({ do: "delete", kind, key: keyOf(kind, object.metadata), ...(grace >= 0 ? { graceSeconds: grace } : {}), ...(textFlag(kube.values, "cascade") === "orphan" ? { orphan: true } : {}) }));
  const lines = found.map((one) => told(kube, one, force));
  const warnings = force ? ["Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely."] : [];
  if (dryRun(kube) !== undefined) return { kind: "say", lines: lines.map((text) => line(text)), errors: complaints };
  const reply = { ...asks(kube, requests, lines, [...warnings, ...complaints]), status: complaints.length > 0 ? 1 : 0 };
  return force || textFlag(kube.values, "wait") === "false" ? reply : { ...reply, every: patience(0), kept: found.map(({ kind, object }) => `${kind} ${keyOf(kind, object.metadata)} ${object.metadata.uid ?? ""}`).join("\n") };
}

/** Source: `apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go`. */
const IMMORTAL: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public"]);

/** Seconds, -1 where nobody says; only with --force nobody waits at all. Source: `kubectl/pkg/cmd/delete/delete.go`, Complete. */
function graceOf({ values }: Kube): { readonly grace: number; readonly force: boolean } | Wrong {
  const text = textFlag(values, "grace-period") ?? "-1";
  if (!/^-?\d+$/.test(text)) return { wrong: `error: invalid argument "${text}" for "--grace-period" flag: strconv.ParseInt: parsing "${text}": invalid syntax` };
  const given = Number(text);
  if (hasFlag(values, "now")) return given === -1 ? { grace: 1, force: false } : { wrong: "error: --now and --grace-period cannot be specified together" };
  const force = hasFlag(values, "force");
  if (force && given > 0) return { wrong: "error: --force and --grace-period greater than 0 cannot be specified together" };
  return force ? { grace: 0, force } : { grace: given === 0 ? 1 : given, force };
}

/** Source: `kubectl/pkg/cmd/delete/delete.go`, PrintObj: since 1.34 with the namespace. */
function told(kube: Kube, { kind, object }: Found, force: boolean): string {
  if (textFlag(kube.values, "output") === "name") return named(kind, object.metadata.name);
  const where = kindInfo(kind).namespaced ? ` from ${object.metadata.namespace} namespace` : "";
  return `${typeName(kind)} "${object.metadata.name}" ${force ? "force deleted" : "deleted"}${where}${dryMark(kube)}`;
}

/** Until the last of them is gone: `kept` names them with their uids. */
function waiting({ view, values: { kept = "", round } }: Kube): Reply {
  const left = kept.split("\n").map((one) => one.split(" ")).some(([kind, key = "", uid]) => view.get(kind as Kind, key)?.metadata.uid === uid);
  return left ? { kind: "follow", every: patience(round), times: Infinity, lines: [], clear: false, kept } : { kind: "say", lines: [] };
}
