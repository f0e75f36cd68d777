import type { Fields } from "../../../world/cluster/api/decode.ts";
import { parseQuantity } from "../../../world/cluster/quantity.ts";
import type { Flag, Reply } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { changes, podSpecPath, withField } from "./change.ts";
import { CHOOSING, missing, OBJECT, split, withChosen } from "./chosen.ts";
import { DRY_RUN, kubectl, OUTPUT, textFlag, hasFlag, type Kube } from "./kubectl.ts";
import { isWrong, kindOf, named, type Found, type Wrong } from "./resources.ts";
import { carriedOut, type Outcome } from "./submit.ts";

type Container = Fields & { readonly name: string };

const CONTAINERS: Flag = { name: "--containers", short: "-c", about: "which containers; * for all", value: "kubeContainer" };

const isPair = (word: string): boolean => /^[^/\s]*=/.test(word);

/** Changes containers of what the words mean; `says` tells of each object that changed. */
function onContainers(kube: Kube, objects: readonly string[], says: string, change: (containers: readonly Container[]) => readonly Container[] | Wrong): Reply {
  return withChosen(kube, objects, (selection) => {
    const outcomes = selection.found.flatMap((one): Outcome[] => {
      const path = podSpecPath(one.kind);
      if (path === undefined) return [{ error: `error: could not find containers in ${named(one.kind, one.object.metadata.name)}` }];
      return changes(kube, [one], (document) => changedContainers(document, path, change), says);
    });
    return carriedOut(kube, [...outcomes, ...missing(selection)]);
  });
}

function changedContainers(document: Fields, path: readonly string[], change: (containers: readonly Container[]) => readonly Container[] | Wrong): Fields | Wrong {
  const lists = ["containers", "initContainers"];
  let wrong: Wrong | undefined;
  const after = withField(document, path, (spec) => {
    const fields = spec as Fields;
    const all = lists.flatMap((list) => ((fields[list] ?? []) as readonly Container[]));
    const made = change(all);
    if (isWrong(made)) {
      wrong = made;
      return fields;
    }
    return { ...fields, ...Object.fromEntries(lists.filter((list) => fields[list] !== undefined).map((list) => [list, (fields[list] as readonly Container[]).map(({ name }) => made.find((one) => one.name === name)!)])) };
  });
  return wrong ?? after;
}

/** `-c` as a test of names. */
function meant(kube: Kube): (name: string) => boolean {
  const names = (textFlag(kube.values, "containers") ?? "*").split(",");
  return (name) => names.some((one) => one === name || one === "*");
}

const pairOf = (word: string): [string, string] => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)];

export const setImage = kubectl({
  path: "set image",
  about: "another image for containers",
  flags: [...CHOOSING, DRY_RUN, OUTPUT],
  args: [{ ...OBJECT, completes: "kubeImage", many: true }],
  unmodelled: ["--local", "-R", "--recursive"],
  example: "kubectl set image deployment/shop shop=shop:2",
  run(kube) {
    const { objects, rest } = split(kube.values.args, isPair);
    if (rest.length === 0) return fail("error: at least one image update is required", "kubectl set image deployment/NAME CONTAINER=IMAGE");
    const images = rest.map(pairOf);
    return onContainers(kube, objects, "image updated", (containers) => {
      const stranger = images.find(([name]) => name !== "*" && !containers.some((one) => one.name === name));
      if (stranger !== undefined) return { wrong: `error: unable to find container named "${stranger[0]}"`, hint: `its containers: ${containers.map(({ name }) => name).join(", ")}` };
      return containers.map((one) => ({ ...one, image: images.findLast(([name]) => name === "*" || name === one.name)?.[1] ?? one.image }));
    });
  },
});

/** `cpu=300m,memory=64Mi` as a list of resources. */
function amounts(kube: Kube, flag: string): Fields | Wrong {
  const text = textFlag(kube.values, flag);
  if (text === undefined) return {};
  const pairs = text.split(",").map((one) => /^([^=]+)=(.+)$/.exec(one));
  if (pairs.includes(null)) return { wrong: `error: invalid argument syntax ${text}, expected <resource>=<value>` };
  const bad = pairs.find((pair) => parseQuantity(pair![2]!) === undefined);
  if (bad !== undefined) return { wrong: "error: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'", hint: `${bad![2]} is no amount: 300m, 0.5, 64Mi, 1Gi` };
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
}

export const setResources = kubectl({
  path: "set resources",
  about: "other requests and limits for containers",
  flags: [{ name: "--requests", about: "what is set aside: cpu=300m,memory=64Mi", value: "kubeResources" }, { name: "--limits", about: "what it may use at most", value: "kubeResources" }, CONTAINERS, ...CHOOSING, DRY_RUN, OUTPUT],
  args: [{ ...OBJECT, many: true }],
  unmodelled: ["--local", "-R", "--recursive"],
  example: "kubectl set resources deployment shop --requests=cpu=300m",
  run(kube) {
    const [requests, limits] = [amounts(kube, "requests"), amounts(kube, "limits")];
    if (isWrong(requests) || isWrong(limits)) return fail((isWrong(requests) ? requests : (limits as Wrong)).wrong, (isWrong(requests) ? requests : (limits as Wrong)).hint);
    if (Object.keys(requests).length + Object.keys(limits).length === 0) return fail("error: you must specify an update to requests or limits (in the form of --requests/--limits)");
    const isMeant = meant(kube);
    return onContainers(kube, kube.values.args, "resource requirements updated", (containers) => {
      if (!containers.some(({ name }) => isMeant(name))) return { wrong: `error: unable to find container named ${textFlag(kube.values, "containers")}` };
      return containers.map((one) => (isMeant(one.name) ? { ...one, resources: withAmounts((one.resources ?? {}) as Fields, requests, limits) } : one));
    });
  },
});

const withAmounts = (before: Fields, requests: Fields, limits: Fields): Fields => ({
  ...before,
  ...(Object.keys(requests).length === 0 ? {} : { requests: { ...(before.requests as Fields | undefined), ...requests } }),
  ...(Object.keys(limits).length === 0 ? {} : { limits: { ...(before.limits as Fields | undefined), ...limits } }),
});

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

/** `KEY=VALUE` or `KEY-`, which no kind is called. */
const isVariable = (word: string): boolean => /^[A-Za-z_][\w.-]*=/.test(word) || (/^[A-Za-z_][\w.]*-$/.test(word) && isWrong(kindOf(word.slice(0, -1))));

export const setEnv = kubectl({
  path: "set env",
  about: "other environment variables for containers",
  flags: [CONTAINERS, { name: "--list", about: "print them" }, { name: "--from", about: "all entries of configmap/NAME or secret/NAME", value: "kubeConfiguration" }, { name: "--prefix", about: "with --from: begins every name", value: "prefix" }, ...CHOOSING, DRY_RUN, OUTPUT],
  args: [{ ...OBJECT, many: true }],
  unmodelled: ["--local", "--resolve", "--keys", "--overwrite", "-e", "--env"],
  example: "kubectl set env deployment/shop DB_URL=postgres://db/shop",
  run(kube) {
    const { objects, rest } = split(kube.values.args, isVariable);
    if (hasFlag(kube.values, "list")) return listedVariables(kube, objects);
    const from = fromEntries(kube);
    if (isWrong(from)) return fail(from.wrong);
    if (rest.length === 0 && from.length === 0) return fail("error: at least one environment variable must be provided", "kubectl set env deployment/NAME KEY=VALUE, or KEY- to take it away");
    const removed = new Set(rest.filter((word) => !word.includes("=")).map((word) => word.slice(0, -1)));
    const given: Variable[] = [...from, ...rest.filter((word) => word.includes("=")).map(pairOf).map(([name, value]) => ({ name, value }))];
    const isMeant = meant(kube);
    return onContainers(kube, objects, "env updated", (containers) => containers.map((one) => (isMeant(one.name) ? withVariables(one, given, removed) : one)));
  },
});

function withVariables(container: Container, given: readonly Variable[], removed: ReadonlySet<string>): Container {
  const before = (container.env ?? []) as readonly Variable[];
  const kept = before.filter(({ name }) => !removed.has(name)).map((one) => given.find(({ name }) => name === one.name) ?? one);
  const env = [...kept, ...given.filter(({ name }) => !before.some((one) => one.name === name))];
  const { env: _env, ...rest } = container;
  return env.length === 0 ? (rest as Container) : { ...container, env };
}

/** The variables that the entries of a ConfigMap or Secret become. */
function fromEntries(kube: Kube): Variable[] | Wrong {
  const from = textFlag(kube.values, "from");
  if (from === undefined) return [];
  const [word = "", name = ""] = from.split("/");
  const info = kindOf(word);
  if (isWrong(info)) return info;
  if (info.kind !== "ConfigMap" && info.kind !== "Secret") return { wrong: "error: unsupported resource specified in --from" };
  const source = kube.view.get(info.kind, `${kube.namespace}/${name}`);
  if (source === undefined) return { wrong: `Error from server (NotFound): ${info.resource} "${name}" not found` };
  const reference = info.kind === "ConfigMap" ? "configMapKeyRef" : "secretKeyRef";
  return Object.keys(source.data ?? {}).sort().map((key) => ({ name: `${textFlag(kube.values, "prefix") ?? ""}${key.toUpperCase().replaceAll(/[^A-Z0-9_]/g, "_")}`, valueFrom: { [reference]: { key, name } } }));
}

/** `# Deployment shop, container shop`, then a line for each variable. Source: `kubectl/pkg/cmd/set/set_env.go`. */
function listedVariables(kube: Kube, objects: readonly string[]): Reply {
  return withChosen(kube, objects, ({ found, errors }) => {
    if (errors.length > 0) return fail(errors.join("\n"));
    return say(found.flatMap((one) => containersOf(one).flatMap((container) => [`# ${one.kind} ${one.object.metadata.name}, container ${container.name}`, ...((container.env ?? []) as readonly Variable[]).map(variableText)])));
  });
}

function containersOf({ kind, object }: Found): readonly Container[] {
  const spec = (podSpecPath(kind) ?? []).reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], object);
  return ((spec as Fields | undefined)?.containers ?? []) as readonly Container[];
}

function variableText({ name, value, valueFrom }: Variable): string {
  const [kind, reference] = Object.entries((valueFrom ?? {}) as Readonly<Record<string, { readonly name: string; readonly key: string; readonly fieldPath?: string }>>)[0] ?? [];
  if (kind === undefined || reference === undefined) return `${name}=${value ?? ""}`;
  return kind === "fieldRef" ? `# ${name} from field path ${reference.fieldPath}` : `# ${name} from ${kind === "configMapKeyRef" ? "configmap" : "secret"} ${reference.name}, key ${reference.key}`;
}

export const setSelector = kubectl({
  path: "set selector",
  about: "other labels for a Service to find its pods by",
  flags: [DRY_RUN, OUTPUT],
  args: [{ ...OBJECT, completes: "kubeService", many: true }],
  unmodelled: ["--local", "--all", "--resource-version", "-f", "--filename"],
  example: "kubectl set selector service shop app=shop",
  run(kube) {
    const { objects, rest } = split(kube.values.args, (word) => word.includes("="));
    const text = rest.join(",");
    if (text === "") return fail("error: one selector is required", "kubectl set selector service NAME KEY=VALUE");
    const pairs = text.split(",").map((one) => /^([^=!\s]+)=([^=\s]*)$/.exec(one));
    if (pairs.includes(null)) return fail(`error: invalid selector: ${text}: a Service compares with = alone`);
    const selector = Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
    return withChosen(kube, objects, (selection) => {
      const other = selection.found.find(({ kind }) => kind !== "Service");
      if (other !== undefined) return fail("error: selectors can only be set on Services here", "the selector of a Deployment cannot be changed any more");
      return carriedOut(kube, [...changes(kube, selection.found, (document) => withField(document, ["spec", "selector"], () => selector), "selector updated"), ...missing(selection)]);
    });
  },
});
