const MIN_SHARES = 2;
const MAX_SHARES = 262_144;
const MIN_QUOTA_US = 1000;

/** The period of the CPU quota, µs. Source: `pkg/kubelet/cm/helpers_linux.go`, QuotaPeriod. */
export const QUOTA_PERIOD_US = 100_000;

/** cgroup v1 shares of a request in millicores: 1024 a CPU, 2 for none. Source: `helpers_linux.go`, MilliCPUToShares. */
export const milliCPUToShares = (milliCPU: number): number =>
  milliCPU === 0 ? MIN_SHARES : Math.min(MAX_SHARES, Math.max(MIN_SHARES, Math.trunc((milliCPU * 1024) / 1000)));

/**
 * CFS quota (µs per period) of a limit in millicores, at least 1000; 0 when there is no limit.
 * Source: `helpers_linux.go`, MilliCPUToQuota.
 */
export const milliCPUToQuota = (milliCPU: number, periodUs = QUOTA_PERIOD_US): number =>
  milliCPU === 0 ? 0 : Math.max(MIN_QUOTA_US, Math.trunc((milliCPU * periodUs) / 1000));

/**
 * cgroup v2 weight of v1 shares as container runtimes set it since 2025, a curve through the three points that
 * must map (2 to 1, 1024 to 100, 262144 to 10000); 0 stays 0, which means unset.
 * Source: `opencontainers/cgroups`, `utils.go`, ConvertCPUSharesToCgroupV2Value.
 */
export function cpuSharesToWeight(shares: number): number {
  if (shares === 0) return 0;
  if (shares <= MIN_SHARES) return 1;
  if (shares >= MAX_SHARES) return 10_000;
  const l = Math.log2(shares);
  return Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34));
}
