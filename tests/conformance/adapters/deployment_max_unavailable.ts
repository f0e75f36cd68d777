import { maxUnavailable } from "../../../src/world/cluster/controllers/deployment/fenceposts.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, type DeploymentShape } from "../kubernetes/objects.ts";

export const check = answering((input: DeploymentShape) => maxUnavailable(deployment(input)));
export const engineMatters = false;
