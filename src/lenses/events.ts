import { factText, factTone } from "../display/format-fact.ts";
import type { LogPanel } from "../display/panel.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

const MOST = 30;

/** What was typed stands in the terminal already. */
const UNTOLD: ReadonlySet<string> = new Set(["worldBegan", "commandGiven"]);

/** What happened, in words, newest at the bottom. */
export function eventsPanel(seen: Observation): Offer {
  const entries: LogPanel["entries"][number][] = [];
  for (let i = seen.facts.length - 1; i >= 0 && entries.length < MOST; i--) {
    const fact = seen.facts[i]!;
    if (!UNTOLD.has(fact.type)) entries.unshift({ at: fact.at, text: factText(fact), tone: factTone(fact) });
  }
  return offer({ title: "What happened", kind: "log", entries }, 3);
}
