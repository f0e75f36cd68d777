import { maxUnavailable } from "../../../src/world/cluster/controllers/deployment/fenceposts.ts";
import { deployment, type DeploymentShape } from "./objects.ts";

export default (input: DeploymentShape) => maxUnavailable(deployment(input));
