/** Matching pods per topology domain, and the smallest of them at hand at all times. */
export interface DomainCounts {
  readonly counts: Map<string, number>;
  /** How many domains have that count: lets the minimum follow each change without a look at all domains. */
  readonly domainsWith: Map<number, number>;
  min: number;
}

export const domainCounts = (): DomainCounts => ({ counts: new Map(), domainsWith: new Map(), min: 0 });

/** Adds pods to a domain (or takes them off); a domain is known from its first mention on, also with none. */
export function addToDomain(domains: DomainCounts, domain: string, pods: number): void {
  const before = domains.counts.get(domain);
  const after = (before ?? 0) + pods;
  domains.counts.set(domain, after);
  if (before !== undefined) changeDomainsWith(domains, before, -1);
  changeDomainsWith(domains, after, 1);
  if (domains.counts.size === 1 || after < domains.min) domains.min = after;
  while (!domains.domainsWith.has(domains.min)) domains.min++;
}

/** The count of the emptiest domain; none of them counts while fewer than `minDomains` are known. */
export const globalMinimum = ({ counts, min }: DomainCounts, minDomains: number): number => (counts.size < minDomains ? 0 : min);

function changeDomainsWith({ domainsWith }: DomainCounts, count: number, by: number): void {
  const left = (domainsWith.get(count) ?? 0) + by;
  if (left === 0) domainsWith.delete(count);
  else domainsWith.set(count, left);
}
