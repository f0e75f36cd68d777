import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seconds } from "../../src/kernel/time.ts";
import { read } from "../../src/lesson/reading.ts";
import { theatre } from "../../src/lesson/theatre.ts";
import { readScenario } from "../../src/world/scenario-file.ts";

const path = join(import.meta.dirname, "../shell/kubectl/trio.yaml");

/** A world after some lines: what an expression reads off it. */
function after(...lines: readonly string[]): (expression: string) => unknown {
  const scenario = readScenario(readFileSync(path, "utf8"), "trio", { file: "trio.yaml", before: 0 });
  if (!scenario.ok) throw new Error(scenario.problems[0]!.what);
  const stage = theatre.open(scenario.scenario, 1);
  for (const line of lines) {
    if (line.startsWith("~")) stage.wait(seconds(Number(line.slice(1))));
    else theatre.interpret(line, theatre.seat(scenario.scenario), stage);
  }
  return (expression) => {
    const seen = read(expression, stage.look());
    return seen.ok ? seen.value : seen.why;
  };
}

test("goals speak of the cluster's objects by kind and name", () => {
  const say = after("kubectl create deployment web --image=nginx:1.27 --replicas=3", "kubectl set resources deployment web --requests=cpu=300m,memory=64Mi --limits=memory=64Mi", "kubectl expose deployment web --port=80", "kubectl create pdb web --selector=app=web --min-available=2", "~20", "kubectl cordon n3");
  const told = {
    "deployment.web.ready": 3,
    "deployment.web.complete": true,
    "deployment.web.cpu_request": 0.3,
    "deployment.web.mem_limit / MiB": 64,
    "deployment.web.cpu_limit": -1,
    "pods.filter(p, p.workload == 'web' && p.ready).size()": 3,
    "pods.filter(p, p.workload == 'web')[0].qos": "Burstable",
    "nodes.map(n, pods.filter(p, p.node == n.name && p.workload == 'web').size()).max()": 1,
    "node.n1.cpu_requested": 0.3,
    "node.n1.cpu_allocatable": 3.8,
    "node.n3.schedulable": false,
    "node.cp1.roles": "control-plane",
    "kube_service.web.endpoints": 3,
    "endpoint_slices.filter(e, e.service == 'web')[0].ready": 3,
    "pdb.web.allowed": 1,
    "kube_events.exists(e, e.reason == 'ScalingReplicaSet' && e.object == 'deployment/web')": true,
    "deployment.wbe.ready": 'there is no "wbe" now, did you mean "web"?',
  };
  expect(Object.fromEntries(Object.keys(told).map((expression) => [expression, say(expression)]))).toEqual(told);
});
