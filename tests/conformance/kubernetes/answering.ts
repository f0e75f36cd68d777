import type { Check } from "../check.ts";
import { matches } from "./matches.ts";

/** Makes an adapter of a function that answers a case: one check, that the answer is the one in the file. */
export const answering = <Given>(answer: (given: Given) => unknown) => (given: Given, expected: unknown): Check[] => {
  const came = answer(given);
  // The runner cannot tell an expected null from none.
  return [{ what: "out", expected: JSON.stringify(expected ?? null), came: JSON.stringify(came), ok: matches(expected ?? null, came) }];
};
