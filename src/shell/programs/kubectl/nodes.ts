import type { AnyObject } from "../../../world/cluster/api/decode.ts";
import type { Node, Taint, TaintEffect } from "../../../world/cluster/objects.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { DRY_RUN, hasFlag, kubectl, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { isWrong, kindOf, listed, one, type Wrong } from "./resources.ts";
import { readSelector } from "./selector.ts";
import { carriedOut, updateRequest, type Outcome } from "./submit.ts";

/** Nodes by name or by label. */
export function nodesMeant(kube: Kube, names: readonly string[]): readonly Node[] | Wrong {
  const selector = textFlag(kube.values, "selector");
  const test = selector === undefined ? undefined : readSelector(selector, "/v1, Resource=nodes");
  if (isWrong(test)) return test;
  if (test !== undefined) return listed(kube, "Node", test).map(({ object }) => object as Node);
  const found = names.map((name) => one(kube, "Node", name.replace(/^nodes?\//, "")));
  return found.find(isWrong) ?? (found as Node[]);
}

const updated = (node: Node, spec: Node["spec"], says: string): Outcome => {
  const object = { kind: "Node", object: { ...node, spec } } as AnyObject;
  return { request: updateRequest(object), object, says };
};

/** `cordon` and `uncordon`: the same field, set and taken away. Source: `kubectl/pkg/cmd/drain/drain.go`, RunCordonOrUncordon. */
const cordoning = (path: "cordon" | "uncordon", about: string) => kubectl({
  path,
  about,
  flags: [SELECTOR, DRY_RUN],
  args: [{ name: "node", about: "which", completes: "kubeNode", optional: true, many: true }],
  example: `kubectl ${path} n1`,
  run(kube) {
    if (kube.values.args.length === 0 && textFlag(kube.values, "selector") === undefined) return fail(`error: USAGE: ${path} NODE [flags]`, `See 'kubectl ${path} -h' for help and examples`);
    const nodes = nodesMeant(kube, kube.values.args);
    if (isWrong(nodes)) return fail(nodes.wrong, nodes.hint);
    return carriedOut(kube, nodes.map((node) => cordoned(node, path === "cordon")));
  },
});

export function cordoned(node: Node, on: boolean): Outcome {
  const { unschedulable = false, ...spec } = node.spec;
  const word = on ? "cordoned" : "uncordoned";
  if (unschedulable === on) return { object: { kind: "Node", object: node } as AnyObject, says: `already ${word}` };
  return updated(node, on ? { ...spec, unschedulable: true } : spec, word);
}

export const cordon = cordoning("cordon", "no new pods for a node");
export const uncordon = cordoning("uncordon", "new pods for a node again");

const EFFECTS: readonly string[] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

interface TaintChange {
  readonly taint: Taint;
  /** Takes it away; without an effect all of that key. */
  readonly remove: boolean;
  readonly anyEffect: boolean;
}

export const taint = kubectl({
  path: "taint",
  about: "what pods have to tolerate on a node",
  flags: [{ name: "--overwrite", about: "in place of another value" }, { name: "--all", about: "all nodes" }, SELECTOR, DRY_RUN],
  args: [{ name: "nodes", about: "nodes NAME KEY=VALUE:EFFECT, or KEY:EFFECT- to take it away", completes: "kubeTaint", optional: true, many: true }],
  unmodelled: ["--validate"],
  example: "kubectl taint nodes n1 maintenance=soon:NoSchedule",
  run(kube) {
    const [kind, ...words] = kube.values.args;
    const info = kind === undefined ? undefined : kindOf(kind);
    if (info === undefined || isWrong(info) || info.kind !== "Node") return fail(`error: invalid resource type ${kind ?? ""}, only node(s) is supported`, "kubectl taint nodes NAME KEY=VALUE:EFFECT");
    const [names, written] = [words.filter((word) => !/[:=]|-$/.test(word)), words.filter((word) => /[:=]|-$/.test(word))];
    const changes = written.map(taintChange);
    const bad = changes.find(isWrong);
    if (bad !== undefined) return fail(bad.wrong, bad.hint);
    if (changes.length === 0) return fail("error: at least one taint update is required");
    const nodes = hasFlag(kube.values, "all") ? listed(kube, "Node").map(({ object }) => object as Node) : nodesMeant(kube, names);
    if (isWrong(nodes)) return fail(nodes.wrong, nodes.hint);
    return nodes.length === 0 ? fail("error: at least one resource name must be specified since 'all' parameter is not set") : tainted(kube, nodes, changes as TaintChange[]);
  },
});

/** `key=value:Effect`, `key:Effect`, `key:Effect-`, `key-`. Source: `kubectl/pkg/cmd/taint/utils.go`, parseTaints. */
function taintChange(word: string): TaintChange | Wrong {
  const [, key = "", value, effect, minus] = /^([^=:]+?)(?:=([^:]*))?(?::([A-Za-z]+))?(-)?$/.exec(word) ?? [];
  if (key === "" || (effect === undefined && minus === undefined)) return { wrong: `error: invalid taint spec: ${word}`, hint: "KEY=VALUE:EFFECT, with the effect NoSchedule, PreferNoSchedule or NoExecute" };
  if (effect !== undefined && !EFFECTS.includes(effect)) return { wrong: `error: invalid taint effect: ${effect}, unsupported taint effect` };
  return { taint: { key, ...(value === undefined ? {} : { value }), effect: (effect ?? "NoSchedule") as TaintEffect }, remove: minus !== undefined, anyEffect: effect === undefined };
}

function tainted(kube: Kube, nodes: readonly Node[], changes: readonly TaintChange[]): Reply {
  const outcomes = nodes.map((node): Outcome => {
    let taints = node.spec.taints ?? [];
    for (const { taint: wanted, remove, anyEffect } of changes) {
      const same = (other: Taint): boolean => other.key === wanted.key && (anyEffect || other.effect === wanted.effect);
      if (remove && !taints.some(same)) return { error: `error: taint "${wanted.key}${anyEffect ? "" : `:${wanted.effect}`}" not found` };
      if (!remove && taints.some(same) && !hasFlag(kube.values, "overwrite")) return { error: `error: node ${node.metadata.name} already has ${wanted.key} taint(s) with same effect(s) and --overwrite is false` };
      taints = [...taints.filter((other) => !same(other)), ...(remove ? [] : [wanted])];
    }
    const { taints: _before, ...spec } = node.spec;
    return updated(node, taints.length === 0 ? spec : { ...spec, taints }, changes.every(({ remove }) => remove) ? "untainted" : changes.some(({ remove }) => remove) ? "modified" : "tainted");
  });
  return carriedOut(kube, outcomes);
}

