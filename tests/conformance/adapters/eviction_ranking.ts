import {
  exceedsRequest,
  largerUsage,
  lowerPriority,
  rankForEviction,
  type EvictionCandidate,
  type EvictionResource,
  type Ranking,
} from "../../../src/world/cluster/kubelet/eviction-ranking.ts";
import { answering } from "../kubernetes/answering.ts";

type Figure =
  | "memoryRequestMi" | "memoryUsageMi" | "storageRequestMi" | "rootfsMi" | "logsMi" | "volumesMi"
  | "rootfsInodes" | "logsInodes" | "volumesInodes" | "processes";
type RankedPod = { name: string; priority?: number } & { [F in Figure]?: number };

const MI = 1024 * 1024;

const candidate = ({ name, priority = 0, ...n }: RankedPod): EvictionCandidate => ({
  name,
  priority,
  memoryRequest: (n.memoryRequestMi ?? 0) * MI,
  ephemeralStorageRequest: (n.storageRequestMi ?? 0) * MI,
  usage: {
    memory: (n.memoryUsageMi ?? 0) * MI,
    ephemeralStorage: ((n.rootfsMi ?? 0) + (n.logsMi ?? 0) + (n.volumesMi ?? 0)) * MI,
    inodes: (n.rootfsInodes ?? 0) + (n.logsInodes ?? 0) + (n.volumesInodes ?? 0),
    processes: n.processes ?? 0,
  },
});

export const check = answering(({ keys, resource, pods }: { keys: string[]; resource: EvictionResource; pods: RankedPod[] }) => {
  const rankings: Record<string, Ranking> = { exceeds: exceedsRequest(resource), priority: lowerPriority, usage: largerUsage(resource) };
  return rankForEviction(pods.map(candidate), keys.map(key => rankings[key]!)).map(({ name }) => name);
});
export const engineMatters = false;
