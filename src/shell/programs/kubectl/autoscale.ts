import { fail } from "../say.ts";
import { kindInfo } from "../../../world/cluster/kinds.ts";
import { chosen } from "./chosen.ts";
import { count, created } from "./create-workload.ts";
import { DRY_RUN, kubectl, OUTPUT, textFlag, type Kube } from "./kubectl.ts";
import { isWrong, type Found, type Wrong } from "./resources.ts";
import type { Reply } from "../../verb.ts";

export const autoscale = kubectl({
  path: "autoscale",
  about: "let the number of pods follow their use",
  flags: [
    { name: "--cpu", about: "target: 50% of the request, or 500m for each pod", value: "target" }, { name: "--memory", about: "target: 70% of the request, or 200Mi for each pod", value: "target" }, { name: "--cpu-percent", about: "as it was written before 1.34: 50", value: "count" },
    { name: "--min", about: "so many at least", value: "count" }, { name: "--max", about: "so many at most", value: "count" }, { name: "--name", about: "its name, when it is another", value: "name" }, DRY_RUN, OUTPUT,
  ],
  args: [{ name: "workload", about: "deployment/NAME, or deployment NAME", completes: "kubeWorkload", optional: true, many: true }],
  unmodelled: ["-f", "--filename", "-R", "--recursive"],
  example: "kubectl autoscale deployment shop --cpu=50% --min=3 --max=10",
  run(kube) {
    const [least, most] = [count(kube, "min", -1), count(kube, "max", -1)];
    if (isWrong(least) || isWrong(most)) return fail((isWrong(least) ? least : (most as Wrong)).wrong);
    if (most < 1) return fail("error: --max=MAXPODS is required and must be at least 1, max: -1".replace("-1", `${most}`));
    if (most < least) return fail(`error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${most}, min: ${least}`);
    const selection = chosen(kube, kube.values.args);
    if (isWrong(selection)) return fail(selection.wrong, selection.hint);
    const [one] = selection.found;
    return one === undefined ? fail(selection.errors.join("\n"), selection.hint) : scaledBy(kube, one, least, most);
  },
});

function scaledBy(kube: Kube, one: Found, least: number, most: number): Reply {
  const { name } = one.object.metadata;
  if (one.kind !== "Deployment" && one.kind !== "ReplicaSet" && one.kind !== "StatefulSet") return fail(`error: cannot autoscale a ${one.kind}: no scale subresource`);
  const percent = textFlag(kube.values, "cpu-percent");
  const metrics = [...metric("cpu", textFlag(kube.values, "cpu") ?? (percent === undefined ? undefined : `${percent}%`)), ...metric("memory", textFlag(kube.values, "memory"))];
  const spec = { scaleTargetRef: { apiVersion: kindInfo(one.kind).apiVersion, kind: one.kind, name }, maxReplicas: most, ...(least > 0 ? { minReplicas: least } : {}), ...(metrics.length === 0 ? {} : { metrics }) };
  const reply = created(kube, { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata: { name: textFlag(kube.values, "name") ?? name }, spec }, "failed to create horizontalpodautoscaler");
  if (reply.kind === "fail") return { ...reply, reason: reply.reason.replace("error: failed to create horizontalpodautoscaler: ", "Error from server (AlreadyExists): ") };
  if (reply.kind !== "act") return reply;
  const warned = percent === undefined ? [] : ["Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU)."];
  return { ...reply, errors: [...warned, ...(reply.errors ?? [])], then: reply.then.map((line) => line.map((span) => ({ ...span, text: span.text.replace(/ created/, " autoscaled") }))) };
}

function metric(name: string, target: string | undefined): object[] {
  if (target === undefined) return [];
  const percent = /^(\d+)%$/.exec(target)?.[1];
  return [{ type: "Resource", resource: { name, target: percent === undefined ? { type: "AverageValue", averageValue: target } : { type: "Utilization", averageUtilization: Number(percent) } } }];
}
