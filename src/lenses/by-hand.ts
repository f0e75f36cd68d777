import { type Line, span } from "../display/line.ts";
import type { ContainerRow } from "../world/containers/observed.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** Machine by machine the containers on it, a sign each, as a cluster's pods are shown. */
export function containersPanel(seen: Observation): Offer | undefined {
  const { machines, engines, containers } = seen.tables;
  const on = machines.filter((m) => engines.some((e) => e.machine === m.path));
  if (on.length === 0) return undefined;
  const wide = Math.max(...on.map((m) => m.name.length));
  const lines = on.map((m): Line => [span(m.name.padEnd(wide + 2)), ...(m.up ? kinds(containers.filter((c) => c.machine === m.path)) : [span("is down", "bad")])]);
  return offer({ title: "Containers: ● runs  ✗ has ended", kind: "text", lines }, Math.min(lines.length, 4));
}

function kinds(containers: readonly ContainerRow[]): Line {
  if (containers.length === 0) return [span("·", "muted")];
  return [...Map.groupBy(containers, (c) => c.image.split(":")[0]!)].flatMap(([image, same]): Line => [
    span(`${image} `, "muted"),
    ...same.map((c) => (c.running ? span("●", "good") : span("✗", "bad"))),
    span(` ${same.filter((c) => c.running).length} of ${same.length} run  `, "muted"),
  ]);
}
