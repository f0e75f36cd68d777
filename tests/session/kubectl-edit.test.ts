import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { beginSession } from "../../src/session/begin.ts";
import { sandboxLesson } from "../../src/session/sandbox.ts";
import type { Session } from "../../src/session/session.ts";
import { submit } from "../../src/session/terminal.ts";
import { update } from "../../src/session/update.ts";
import { readScenario } from "../../src/world/scenario-file.ts";

const read = readScenario(readFileSync(join(import.meta.dirname, "../shell/kubectl/trio.yaml"), "utf8"), "trio", { file: "trio.yaml", before: 0 });
if (!read.ok) throw new Error(read.problems[0]!.what);
const lesson = sandboxLesson(read.scenario, 1);
const course = { title: "x", chapters: [] };

const opened = (): Session => submit(submit(beginSession({ course, lesson, sandbox: true }), "kubectl create deployment web --image=nginx:1.27"), "kubectl edit deployment web");
const text = (s: Session): string => s.terminal.follow!.edit!.text;
const said = (s: Session): string[] => s.terminal.printed.filter(({ kind }) => kind === "output").map(({ line }) => lineText(line)).slice(1);
const edited = (s: Session, change: (text: string) => string | undefined): Session => update(s, { type: "edited", text: change(text(s)) });
const wish = (s: Session): string[] => said(submit(s, "kubectl get deploy web -o jsonpath='{.spec.replicas}'")).slice(-1);

test("the editor gets the object, and time stands still meanwhile", () => {
  const s = opened();
  expect(text(s)).toMatch(/^# Please edit the object below\.[\s\S]*\napiVersion: apps\/v1\nkind: Deployment\n[\s\S]*\n {2}replicas: 1\n/);
  expect([s.clock!.playing, s.terminal.follow!.edit!.name]).toEqual([false, "deployments-web.yaml"]);
});

test("what was changed is stored, and the world goes on", () => {
  const s = edited(opened(), (yaml) => yaml.replace("replicas: 1", "replicas: 4"));
  expect([said(s), wish(s), s.clock!.playing]).toEqual([["deployment.apps/web edited"], ["4"], true]);
});

test.each<[string, (yaml: string) => string | undefined]>([
  ["nothing was changed", (yaml) => yaml],
  ["the file is empty", () => "\n"],
  ["only remarks were changed", (yaml) => `# hello\n${yaml}`],
  ["there was no editor", () => undefined],
])("when %s, nothing is", (_when, change) => {
  const s = edited(opened(), change);
  expect([said(s), wish(s)]).toEqual([["Edit cancelled, no changes made."], ["1"]]);
});

test("what the server refuses comes back with its reasons, until it is right or left as it is", () => {
  const refused = edited(opened(), (yaml) => yaml.replace("replicas: 1", "replicas: -1"));
  expect(text(refused)).toContain('# deployments.apps "web" was not valid:\n# The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0\n#\napiVersion');
  expect(said(edited(refused, (yaml) => yaml))).toEqual(["Edit cancelled, no valid changes were saved."]);
  const mended = edited(refused, (yaml) => yaml.replace("replicas: -1", "replicas: 2"));
  expect([said(mended), wish(mended)]).toEqual([["deployment.apps/web edited"], ["2"]]);
});

test("text that is no YAML comes back too", () => {
  const s = edited(opened(), (yaml) => yaml.replace("spec:", "spec: ["));
  expect(text(s)).toContain("# The edited file had a syntax error: error converting YAML to JSON: yaml: line ");
});
