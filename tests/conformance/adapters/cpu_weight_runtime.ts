import { cpuSharesToWeight } from "../../../src/world/cluster/kubelet/cpu-shares.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ shares }: { shares: number }) => cpuSharesToWeight(shares));
export const engineMatters = false;
