import { apply } from "./apply.ts";
import { autoscale } from "./autoscale.ts";
import * as cluster from "./cluster.ts";
import * as configuration from "./create-configuration.ts";
import * as workload from "./create-workload.ts";
import { create } from "./create.ts";
import { delete_ } from "./delete.ts";
import { describe } from "./describe/describe.ts";
import { diff } from "./diff.ts";
import { drain } from "./drain.ts";
import { edit } from "./edit.ts";
import { events } from "./events.ts";
import { exec } from "./exec.ts";
import { explain } from "./explain.ts";
import { expose } from "./expose.ts";
import { get } from "./get.ts";
import { history, undo } from "./history.ts";
import { logs } from "./logs.ts";
import { canI, whoami } from "./auth.ts";
import { annotate, label } from "./metadata.ts";
import * as nodes from "./nodes.ts";
import { patch } from "./patch.ts";
import { replace } from "./replace.ts";
import * as rollout from "./rollout.ts";
import { run } from "./run.ts";
import { scale } from "./scale.ts";
import * as set from "./set.ts";
import * as top from "./top.ts";
import { wait } from "./wait.ts";
import type { Shelf } from "../../verb.ts";

export const kubectlShelves: readonly Shelf[] = [
  { title: "Objects of the cluster", verbs: [get, describe, events, logs, exec, top.topPods, explain, create, apply, replace, diff, edit, patch, label, annotate, delete_, wait] },
  {
    title: "Workloads of the cluster",
    verbs: [
      run, workload.createDeployment, workload.createJob, workload.createCronJob, scale, autoscale, expose, set.setImage, set.setResources, set.setEnv, set.setSelector,
      rollout.status, history, undo, rollout.restart, rollout.pause, rollout.resume,
    ],
  },
  { title: "Settings and rules of the cluster", verbs: [configuration.createService, configuration.createConfigMap, configuration.createSecret, configuration.createNamespace, configuration.createQuota, configuration.createBudget, configuration.createPriorityClass] },
  { title: "Nodes, and the cluster as a whole", verbs: [top.topNodes, nodes.cordon, nodes.uncordon, drain, nodes.taint, cluster.apiResources, cluster.apiVersions, canI, whoami, cluster.config, cluster.version, cluster.clusterInfo] },
];
