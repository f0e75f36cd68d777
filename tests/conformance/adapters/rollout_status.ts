import {
  daemonSetRolloutStatus,
  deploymentRolloutStatus,
  statefulSetRolloutStatus,
} from "../../../src/world/cluster/kubectl/rollout-status.ts";
import type { DaemonSet, StatefulSet } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, optional } from "../kubernetes/objects.ts";

interface Input {
  kind: "deployment" | "daemonset" | "statefulset";
  name: string;
  generation: number;
  specReplicas?: number;
  strategy?: "RollingUpdate" | "OnDelete";
  partition?: number;
  currentRevision?: string;
  updateRevision?: string;
  progressingReason?: string;
  status: Record<string, number>;
}

function statusOf(input: Input) {
  const metadata = { name: input.name, generation: input.generation };
  const revisions = { ...optional("currentRevision", input.currentRevision), ...optional("updateRevision", input.updateRevision) };
  const rollingUpdate = input.partition === undefined ? undefined : { partition: input.partition };
  switch (input.kind) {
    case "deployment": {
      const wanted = deployment({ replicas: input.specReplicas ?? 1 });
      const conditions = input.progressingReason ? [{ type: "Progressing", status: "False" as const, reason: input.progressingReason }] : [];
      return deploymentRolloutStatus({ ...wanted, metadata, status: { ...wanted.status, ...input.status, conditions } });
    }
    case "daemonset":
      return daemonSetRolloutStatus({ metadata, spec: { updateStrategy: { type: input.strategy ?? "RollingUpdate" } }, status: input.status as unknown as DaemonSet["status"] });
    case "statefulset":
      return statefulSetRolloutStatus({
        metadata,
        spec: { ...optional("replicas", input.specReplicas), updateStrategy: { type: input.strategy ?? "RollingUpdate", ...optional("rollingUpdate", rollingUpdate) } },
        status: { ...(input.status as unknown as StatefulSet["status"]), ...revisions },
      });
  }
}

export const check = answering((input: Input) => {
  const status = statusOf(input);
  const failed = "error" in status;
  const message = failed ? "" : status.message;
  return input.kind === "statefulset" ? { message, error: failed } : failed ? { message, error: true } : { message, done: status.done };
});
export const engineMatters = false;
