import { isProgressing } from "../../../src/world/cluster/controllers/deployment/progress.ts";

interface Counts {
  replicas: number;
  updated: number;
  ready: number;
  available: number;
}

const status = ({ replicas, updated, ready, available }: Counts) =>
  ({ replicas, updatedReplicas: updated, readyReplicas: ready, availableReplicas: available, unavailableReplicas: 0 });

export default ({ before, after }: { before: Counts; after: Counts }) => isProgressing(status(before), status(after));
