import { type Line, span } from "../../display/line.ts";
import { conditionOf, type HorizontalPodAutoscaler } from "../../world/cluster/objects.ts";
import { targetsText } from "../../world/cluster/printers/autoscaler.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

/** What each autoscaler sees, and what it makes of it. */
export function autoscalerPanel(seen: Observation): Offer | undefined {
  const lines = (seen.cluster?.list("HorizontalPodAutoscaler") ?? []).flatMap(linesOf);
  return lines.length === 0 ? undefined : offer({ title: "Autoscaler: looks every 15 s", kind: "text", lines }, Math.min(lines.length, 3));
}

function linesOf(hpa: HorizontalPodAutoscaler): Line[] {
  const { status, spec } = hpa;
  const moving = status.desiredReplicas !== status.currentReplicas;
  const limited = conditionOf(status.conditions, "ScalingLimited");
  const able = conditionOf(status.conditions, "AbleToScale");
  const why = limited?.status === "True" ? limited.message : able?.reason === "ScaleDownStabilized" ? able.message : undefined;
  return [
    [{ text: hpa.metadata.name, tone: "plain", bold: true }, span(`  ${targetsText(hpa)}  `), span(`${status.currentReplicas} pods, ${status.desiredReplicas} wanted`, moving ? "warn" : "good"), span(`  of ${spec.minReplicas} to ${spec.maxReplicas}`, "muted")],
    ...(why === undefined ? [] : [[span(`  ${why}`, "muted")] as Line]),
  ];
}
