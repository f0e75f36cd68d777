import type { LogPanel } from "../display/panel.ts";
import type { Observation } from "../world/observation.ts";
import { factLine, factTone, isTold } from "./fact-words.ts";
import { type Offer, offer } from "./offer.ts";

const MOST = 30;

/** What happened, in words, newest at the bottom. */
export function eventsPanel(seen: Observation): Offer {
  const entries: LogPanel["entries"][number][] = [];
  for (let i = seen.facts.length - 1; i >= 0 && entries.length < MOST; i--) {
    const fact = seen.facts[i]!;
    if (isTold(fact)) entries.unshift({ at: fact.at, text: factLine(fact), tone: factTone(fact) });
  }
  return offer({ title: "What happened", kind: "log", entries }, 2);
}
