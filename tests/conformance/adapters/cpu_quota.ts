import { milliCPUToQuota, QUOTA_PERIOD_US } from "../../../src/world/cluster/kubelet/cpu-shares.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ milliCPU }: { milliCPU: number }) => {
  const quotaUs = milliCPUToQuota(milliCPU);
  return { quotaUs, periodUs: quotaUs === 0 ? 0 : QUOTA_PERIOD_US };
});
export const engineMatters = false;
