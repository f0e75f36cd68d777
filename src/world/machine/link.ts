/** What wants to move over links: at most `most` a second, through every link it names. */
export interface Demand {
  readonly most: number;
  readonly over: readonly string[];
}

/**
 * Max-min fair shares (Bertsekas and Gallager, "Data Networks", 6.5): all grow alike until a link is full or one has
 * what it wants; those stop, the others go on. Any unit, as long as it is one. A link without capacity given is no limit.
 */
export function maxMin(demands: readonly Demand[], capacity: ReadonlyMap<string, number>): number[] {
  const shares = demands.map(() => 0);
  const left = new Map(capacity);
  let open = demands.map((_, i) => i).filter((i) => demands[i]!.most > 0);
  while (open.length > 0) {
    const crowds = countOver(demands, open);
    const step = Math.min(...open.map((i) => demands[i]!.most - shares[i]!), ...[...crowds].map(([link, crowd]) => (left.get(link) ?? Infinity) / crowd));
    if (step === Infinity) return shares.map((share, i) => (open.includes(i) ? Infinity : share));
    for (const i of open) shares[i] = shares[i]! + step;
    for (const [link, crowd] of crowds) left.set(link, (left.get(link) ?? Infinity) - step * crowd);
    const full = new Set([...crowds.keys()].filter((link) => left.get(link)! <= 1e-9 * (capacity.get(link) ?? 0)));
    open = open.filter((i) => shares[i]! < demands[i]!.most * (1 - 1e-12) && !demands[i]!.over.some((link) => full.has(link)));
  }
  return shares;
}

function countOver(demands: readonly Demand[], open: readonly number[]): Map<string, number> {
  const crowds = new Map<string, number>();
  for (const i of open) for (const link of demands[i]!.over) crowds.set(link, (crowds.get(link) ?? 0) + 1);
  return crowds;
}
