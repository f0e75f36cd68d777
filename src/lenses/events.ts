import { factText, factTone } from "../display/format-fact.ts";
import type { LogPanel } from "../display/panel.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

const MOST = 30;

/** What was typed stands in the terminal already. */
const TYPED = "commandGiven";

/** What happened, in words, newest at the bottom. What a world begins with has not happened: it is there. */
export function eventsPanel(seen: Observation): Offer {
  const entries: LogPanel["entries"][number][] = [];
  const first = seen.facts.findIndex((f) => f.at > 0 || f.type === TYPED);
  const happened = first < 0 ? [] : seen.facts.slice(first);
  for (let i = happened.length - 1; i >= 0 && entries.length < MOST; i--) {
    const fact = happened[i]!;
    if (fact.type !== TYPED) entries.unshift({ at: fact.at, text: factText(fact), tone: factTone(fact) });
  }
  return offer({ title: "What happened", kind: "log", entries }, 3);
}
