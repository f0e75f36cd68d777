import { seconds, type Nanos } from "../../../kernel/time.ts";
import type { Control } from "../loop.ts";
import { nodeGroups } from "./node-group.ts";
import { scaleDown } from "./scale-down.ts";
import { scaleUp } from "./scale-up.ts";

/** How often it looks. Source: `cluster-autoscaler/config/flags/flags.go`, scan-interval. */
export const SCAN_INTERVAL: Nanos = seconds(10);

/** The autoscaler's look at the cluster: who waits, and what is not needed. Source: `core/static_autoscaler.go`, RunOnce. */
export function scan(control: Control): void {
  control.env.after(SCAN_INTERVAL, { type: "cluster", what: "scan" });
  scaleUp(control, nodeGroups(control));
  scaleDown(control, nodeGroups(control));
}
