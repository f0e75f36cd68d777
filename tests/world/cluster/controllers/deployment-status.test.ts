import { describe, expect, test } from "vitest";
import { seconds } from "../../../../src/kernel/time.ts";
import { deploymentStatus } from "../../../../src/world/cluster/controllers/deployment/status.ts";
import { deploymentRolloutStatus } from "../../../../src/world/cluster/kubectl/rollout-status.ts";
import type { Condition } from "../../../../src/world/cluster/objects.ts";
import { deployment, replicaSet } from "../../../conformance/kubernetes/objects.ts";

const line = ({ type, status, reason, lastTransitionTime = 0 }: Condition): string =>
  `${type}=${status} ${reason} since ${lastTransitionTime / seconds(1)}s`;

describe("the status of a deployment", () => {
  test("tells a bad image by its deadline: progressing, then timed out, and available all the while", () => {
    const wanted = deployment({ replicas: 3, maxSurge: "25%", maxUnavailable: "25%" });
    wanted.spec.progressDeadlineSeconds = 600;
    const old = replicaSet("web-1", { replicas: 3, available: 3 }, 0);
    const stuck = replicaSet("web-2", { replicas: 1, available: 0, actual: 1 }, 1);
    const story: string[][] = [];
    for (const s of [10, 300, 610, 611]) {
      wanted.status = deploymentStatus(wanted, stuck, [old], seconds(s));
      story.push([`${s}s`, ...wanted.status.conditions!.map(line)]);
    }
    expect(story).toEqual([
      ["10s", "Available=True MinimumReplicasAvailable since 10s", "Progressing=True ReplicaSetUpdated since 10s"],
      ["300s", "Available=True MinimumReplicasAvailable since 10s", "Progressing=True ReplicaSetUpdated since 10s"],
      ["610s", "Available=True MinimumReplicasAvailable since 10s", "Progressing=True ReplicaSetUpdated since 10s"],
      ["611s", "Available=True MinimumReplicasAvailable since 10s", "Progressing=False ProgressDeadlineExceeded since 611s"],
    ]);
    expect(deploymentRolloutStatus(wanted)).toEqual({ error: 'deployment "foo" exceeded its progress deadline' });
  });

  test("is complete once all pods are new and available, and stays so without a deadline", () => {
    const wanted = deployment({ replicas: 2, maxSurge: 1 });
    wanted.spec.progressDeadlineSeconds = 600;
    const fresh = replicaSet("web-1", { replicas: 2, available: 2 }, 0);
    wanted.status = deploymentStatus(wanted, fresh, [], seconds(5));
    wanted.status = deploymentStatus(wanted, { ...fresh, status: { ...fresh.status, availableReplicas: 1 } }, [], seconds(5000));
    expect(wanted.status.conditions!.map(line)).toEqual([
      "Progressing=True NewReplicaSetAvailable since 5s",
      "Available=False MinimumReplicasUnavailable since 5000s",
    ]);
    expect({ ...wanted.status, conditions: [] }).toEqual({
      replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 1, unavailableReplicas: 1, conditions: [],
    });
  });
});
