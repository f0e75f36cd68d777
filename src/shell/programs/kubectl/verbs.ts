import * as workload from "./create-workload.ts";
import { create } from "./create.ts";
import { delete_ } from "./delete.ts";
import { get } from "./get.ts";
import { scale } from "./scale.ts";
import type { Shelf } from "../../verb.ts";

export const kubectlShelves: readonly Shelf[] = [
  { title: "Objects of the cluster", verbs: [get, create, workload.createDeployment, workload.createJob, workload.createCronJob, scale, delete_] },
];
