import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seconds } from "../../src/kernel/time.ts";
import { theatre } from "../../src/lesson/theatre.ts";
import { complete } from "../../src/shell/complete.ts";
import { readScenario } from "../../src/world/scenario-file.ts";

const read = readScenario(readFileSync(join(import.meta.dirname, "kubectl/trio.yaml"), "utf8"), "trio", { file: "trio.yaml", before: 0 });
if (!read.ok) throw new Error(read.problems[0]!.what);
const stage = theatre.open(read.scenario, 1);
const seat = theatre.seat(read.scenario);
theatre.interpret("kubectl create deployment web --image=nginx:1.27", seat, stage);
stage.wait(seconds(1));

/** The line after Tab. */
function tab(line: string): string {
  const { from, common } = complete(line, line.length, seat, stage.look());
  return line.slice(0, from) + common;
}

test.each([
  ["a command", "kubectl desc", "kubectl describe "],
  ["a command of two words", "kubectl rollout sta", "kubectl rollout status "],
  ["a kind", "kubectl get deployme", "kubectl get deployments "],
  ["a name of that kind", "kubectl get node c", "kubectl get node cp1 "],
  ["kind and name in one word", "kubectl scale deploy/w", "kubectl scale deploy/web "],
  ["one of the pods of something", "kubectl logs deploy/w", "kubectl logs deploy/web "],
  ["the container whose image is set", "kubectl set image deploy/web ng", "kubectl set image deploy/web nginx="],
  ["a file of manifests", "kubectl apply -f manif", "kubectl apply -f manifests/"],
  ["a file behind an equals sign", "kubectl apply --filename=manifests/wr", "kubectl apply --filename=manifests/wrong.yaml "],
  ["a namespace", "kubectl get pods -n kube-s", "kubectl get pods -n kube-system "],
  ["a format", "kubectl get pods -o wi", "kubectl get pods -o wide "],
  ["a field", "kubectl explain pod.spec.restartP", "kubectl explain pod.spec.restartPolicy "],
  ["a node", "kubectl drain n", "kubectl drain n"],
  ["something to wait for", "kubectl wait --for=condition=Av", "kubectl wait --for=condition=Available "],
])("Tab completes %s", (_what, line, after) => expect(tab(line)).toBe(after));

test("what kubectl create can make stands beside its own flags", () => {
  const { options } = complete("kubectl create ", 15, seat, stage.look());
  expect(options.map(({ text }) => text)).toEqual(["deployment", "job", "cronjob", "service", "configmap", "secret", "namespace", "quota", "poddisruptionbudget", "priorityclass", "--filename", "--dry-run", "--output", "--namespace"]);
});
