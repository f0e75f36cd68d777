import { didYouMean } from "../kernel/nearest.ts";
import { Complaint } from "./complaint.ts";
import { sharedTerms } from "./course.ts";
import type { Outside } from "./outside.ts";

/** `strata glossary TERM`: what a term means; every term that has the words in its name. */
export function glossary(words: readonly string[], outside: Outside): number {
  const { terms } = sharedTerms(outside.course);
  const asked = words.join(" ").toLowerCase();
  const exact = terms.filter((t) => t.name.toLowerCase() === asked);
  const found = exact.length > 0 ? exact : terms.filter((t) => t.name.toLowerCase().includes(asked));
  const names = terms.flatMap((t) => [t.name, ...t.name.split(/[^\w-]+/)]).filter((n) => n.length > 2);
  if (found.length === 0) throw new Complaint(`"${words.join(" ")}" is not in the glossary${didYouMean(asked, names) || ":"} strata glossary lists its terms.`);
  outside.out(asked === "" ? terms.map((t) => `${t.name}\n`).join("") : found.map((t) => `${t.name}: ${t.says}\n`).join(""));
  return 0;
}
