import { cpuSharesToWeight } from "../../../src/world/cluster/kubelet/cpu-shares.ts";

export default ({ shares }: { shares: number }) => cpuSharesToWeight(shares);
