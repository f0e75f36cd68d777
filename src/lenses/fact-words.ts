import type { Tone } from "../display/line.ts";
import type { Fact } from "../kernel/facts.ts";

/** A fact in the fewest words that a log needs. */
export function factLine(fact: Fact): string {
  const name = fact.about.slice(fact.about.indexOf("/") + 1);
  const details = Object.entries(fact.detail ?? {}).slice(0, 2).map(([key, value]) => `${key} ${String(value)}`);
  return [`${name}: ${fact.type.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)}`, ...details].join(", ");
}

export const isTold = (fact: Fact): boolean => fact.type !== "worldBegan" && fact.type !== "commandGiven";

export function factTone(fact: Fact): Tone {
  if (/oomKill|Panic|Crash|Failing/i.test(fact.type)) return "bad";
  if (/memoryLow|swapping$|Stolen$|Contended$|TimingOut|faultInjected/.test(fact.type)) return "warn";
  return /Over$|Enough|Recovering/.test(fact.type) ? "good" : "plain";
}
