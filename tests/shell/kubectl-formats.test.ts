import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { readJsonPath } from "../../src/shell/programs/kubectl/jsonpath.ts";
import { isWrong } from "../../src/shell/programs/kubectl/resources.ts";
import { readSelector } from "../../src/shell/programs/kubectl/selector.ts";
import { unified } from "../../src/shell/programs/kubectl/unified.ts";
import { yamlLines } from "../../src/shell/programs/kubectl/yaml.ts";

const pods = {
  items: [
    { metadata: { name: "a", labels: { "app.kubernetes.io/name": "shop" } }, status: { phase: "Running", restarts: 0 }, spec: { containers: [{ image: "x:1" }, { image: "y:2" }] } },
    { metadata: { name: "b" }, status: { phase: "Pending", restarts: 4 }, spec: { containers: [{ image: "x:1" }] } },
  ],
};

describe("a JSONPath prints", () => {
  test.each([
    ["{.items[*].metadata.name}", "a b"],
    ["{.items[0].spec.containers[*].image}", "x:1 y:2"],
    ["{.items[-1:].metadata.name}", "b"],
    ["{range .items[*]}{.metadata.name}{\"\\t\"}{.status.phase}{\"\\n\"}{end}", "a\tRunning\nb\tPending\n"],
    ["{.items[?(@.status.phase==\"Pending\")].metadata.name}", "b"],
    ["{.items[?(@.status.restarts>3)].metadata.name}", "b"],
    ["{.items[0].metadata.labels.app\\.kubernetes\\.io/name}", "shop"],
    ["{.items[0].metadata.labels['app.kubernetes.io/name']}", "shop"],
    ["{..image}", "x:1 y:2 x:1"],
    ["pods: {.items[*].metadata.name}!", "pods: a b!"],
    ["{.items[0].status}", '{"phase":"Running","restarts":0}'],
    ["{.items[*].nothing}", ""],
  ])("%s", (template, text) => {
    const path = readJsonPath(template);
    expect(isWrong(path) ? path : path.text(pods)).toBe(text);
  });

  test("nothing from a template that cannot be read", () => {
    expect(readJsonPath("{.items[*}")).toEqual({ wrong: "error: error parsing jsonpath {.items[*}, unrecognized character in action: [" });
    expect(readJsonPath("{range .items[*]}{.metadata.name}")).toEqual({ wrong: "error: error parsing jsonpath {range .items[*]}{.metadata.name}, unclosed action: range needs {end}" });
  });
});

describe("a selector picks labels", () => {
  const labels = { app: "shop", tier: "web" };
  test.each([
    ["app=shop", true], ["app==shop,tier=web", true], ["app!=shop", false], ["stage!=prod", true], ["app in (shop, blog)", true], ["tier notin (web)", false], ["app", true], ["!app", false], ["!canary,tier", true],
  ])("%s", (text, picks) => {
    const selector = readSelector(text);
    expect(isWrong(selector) ? selector : selector(labels)).toBe(picks);
  });

  test("or says what it cannot read", () => {
    expect(readSelector("app=shop)")).toEqual({ wrong: `Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "app=shop)", field selector "": found ')', expected: ',' or 'end of string'` });
  });
});

test("YAML is written as it is read again, text that looks like something else in quotes", () => {
  const value = { b: ["x", { y: 1, z: [] }, ""], a: { no: "no", number: "80", time: "2026-03-02T09:00:00Z", colon: "a: b", star: "*", dash: "-f", empty: {}, lines: "one\ntwo\n", text: "plain text" } };
  expect(yamlLines(value)).toMatchInlineSnapshot(`
    [
      "a:",
      "  colon: 'a: b'",
      "  dash: -f",
      "  empty: {}",
      "  lines: |",
      "    one",
      "    two",
      "  "no": "no"",
      "  number: "80"",
      "  star: '*'",
      "  text: plain text",
      "  time: "2026-03-02T09:00:00Z"",
      "b:",
      "- x",
      "- "y": 1",
      "  z: []",
      "- """,
    ]
  `);
  expect(parseDocument(yamlLines(value).join("\n")).toJS()).toEqual(value);
});

test("a unified diff shows three lines around what changed, and joins what is near", () => {
  const before = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  const after = before.with(4, "new").toSpliced(15, 1);
  expect(unified(before, after)).toEqual([
    "@@ -2,7 +2,7 @@", " line 1", " line 2", " line 3", "-line 4", "+new", " line 5", " line 6", " line 7",
    "@@ -13,7 +13,6 @@", " line 12", " line 13", " line 14", "-line 15", " line 16", " line 17", " line 18",
  ]);
  expect(unified([], ["a"])).toEqual(["@@ -0,0 +1 @@", "+a"]);
  expect(unified(before, before)).toEqual([]);
});
