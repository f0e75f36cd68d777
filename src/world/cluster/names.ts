import type { Random } from "../../kernel/random.ts";

/** What generated names end in: no vowels, so that no words come out. Source: `apimachinery/pkg/util/rand/rand.go`. */
const ALPHANUMS = "bcdfghjklmnpqrstvwxz2456789";

/** `n` characters for a generated name: `shop-7d4b9c6f5-x2x8z`. */
export function randomSuffix(random: Random, n = 5): string {
  let text = "";
  for (let i = 0; i < n; i++) text += ALPHANUMS[random.below("cluster/names", ALPHANUMS.length)];
  return text;
}

/** A uid in the form of a random UUID (RFC 9562, version 4). Joined, not added up: a text in one piece takes a fifth of the memory. */
export function randomUid(random: Random): string {
  const part = (): string => random.below("cluster/uids", 2 ** 32).toString(16).padStart(8, "0");
  const [a, b, c, d] = [part(), part(), part(), part()];
  const variant = "89ab"[Number.parseInt(c[0]!, 16) & 3];
  return [a, "-", b.slice(0, 4), "-4", b.slice(5), "-", variant, c.slice(1, 4), "-", c.slice(4), d].join("");
}
