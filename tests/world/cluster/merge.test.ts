import { describe, expect, test } from "vitest";
import { jsonPatch, mergePatch, strategic, threeWay } from "../../../src/world/cluster/api/merge.ts";

const container = (name: string, more: object = {}) => ({ name, image: `${name}:1`, ...more });
const withContainers = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });

describe("apply merges what is wanted into what is there", () => {
  const last = { spec: { replicas: 3, minReadySeconds: 5, ...withContainers(container("shop", { env: [{ name: "A", value: "1" }, { name: "B", value: "2" }] })).spec } };

  test("what somebody else changed stays, what is no longer wanted goes", () => {
    const there = { spec: { ...last.spec, replicas: 7, paused: true } };
    const wanted = { spec: withContainers(container("shop", { env: [{ name: "B", value: "3" }] })).spec };
    expect(threeWay("Deployment", there, last, wanted)).toEqual({ spec: { paused: true, ...withContainers(container("shop", { env: [{ name: "B", value: "3" }] })).spec } });
  });

  test("a container that a controller put beside the others stays", () => {
    const there = withContainers(container("shop"), container("mesh"));
    expect(threeWay("Deployment", there, withContainers(container("shop")), withContainers(container("shop", { image: "shop:2" })))).toEqual(withContainers(container("shop", { image: "shop:2" }), container("mesh")));
  });

  test("a list without a key is one value", () => {
    const command = (words: string[]) => withContainers(container("shop", { command: words }));
    expect(threeWay("Deployment", command(["a", "b"]), command(["a", "b"]), command(["c"]))).toEqual(command(["c"]));
  });
});

describe("a strategic patch", () => {
  const there = withContainers(container("shop", { ports: [{ containerPort: 80 }] }), container("log"));

  test.each([
    ["changes the container it names and no other", withContainers({ name: "shop", image: "shop:2" }), withContainers(container("shop", { image: "shop:2", ports: [{ containerPort: 80 }] }), container("log"))],
    ["adds one that is not there", withContainers(container("new")), withContainers(container("shop", { ports: [{ containerPort: 80 }] }), container("log"), container("new"))],
    ["takes one away", withContainers({ name: "log", $patch: "delete" }), withContainers(container("shop", { ports: [{ containerPort: 80 }] }))],
    ["takes a field away with null", withContainers({ name: "shop", ports: null }), withContainers(container("shop"), container("log"))],
  ])("%s", (_what, patch, after) => expect(strategic("Deployment", there, patch)).toEqual(after));
});

test("a merge patch knows no keys of lists: it replaces them", () => {
  expect(mergePatch(withContainers(container("a"), container("b")), withContainers(container("c")))).toEqual(withContainers(container("c")));
  expect(mergePatch({ a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: 4 } })).toEqual({ b: { c: 4, d: 3 } });
});

describe("a JSON patch", () => {
  const there = { spec: { replicas: 2, list: ["a", "b"] } };

  test.each([
    ["replaces", [{ op: "replace", path: "/spec/replicas", value: 4 }], { spec: { replicas: 4, list: ["a", "b"] } }],
    ["adds to a list at a place, and at its end", [{ op: "add", path: "/spec/list/0", value: "x" }, { op: "add", path: "/spec/list/-", value: "y" }], { spec: { replicas: 2, list: ["x", "a", "b", "y"] } }],
    ["removes", [{ op: "remove", path: "/spec/list/1" }], { spec: { replicas: 2, list: ["a"] } }],
    ["moves", [{ op: "move", from: "/spec/replicas", path: "/spec/size" }], { spec: { list: ["a", "b"], size: 2 } }],
    ["reads escaped keys", [{ op: "add", path: "/spec/a~1b", value: 1 }], { spec: { replicas: 2, list: ["a", "b"], "a/b": 1 } }],
    ["tests first", [{ op: "test", path: "/spec/replicas", value: 3 }, { op: "remove", path: "/spec" }], { wrong: "testing path /spec/replicas value failed" }],
    ["refuses what is not there", [{ op: "replace", path: "/spec/nothing", value: 1 }], { wrong: "replace operation does not apply: doc is missing path: /spec/nothing: missing value" }],
  ])("%s", (_what, operations, after) => expect(jsonPatch(there, operations)).toEqual(after));
});
