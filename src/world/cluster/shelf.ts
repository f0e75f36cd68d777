const BUCKETS = 256;

interface Bucket<T> {
  mark: object;
  readonly entries: Map<string, T>;
}

/**
 * A map by text key that is copied for the price of its buckets: copies share what neither has written since.
 * Values are never changed in place. Iteration is in no meaningful order, but the same in every replay.
 */
export class Shelf<T> {
  private mark: object = {};
  private buckets: (Bucket<T> | undefined)[];
  size: number;

  constructor(buckets: (Bucket<T> | undefined)[] = [], size = 0) {
    this.buckets = buckets;
    this.size = size;
  }

  copy(): Shelf<T> {
    this.mark = {};
    return new Shelf(this.buckets.slice(), this.size);
  }

  get(key: string): T | undefined {
    return this.buckets[slot(key)]?.entries.get(key);
  }

  has(key: string): boolean {
    return this.buckets[slot(key)]?.entries.has(key) === true;
  }

  set(key: string, value: T): void {
    const { entries } = this.writable(slot(key));
    if (!entries.has(key)) this.size++;
    entries.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.has(key)) return false;
    this.size--;
    return this.writable(slot(key)).entries.delete(key);
  }

  *values(): IterableIterator<T> {
    for (const bucket of this.buckets) if (bucket !== undefined) yield* bucket.entries.values();
  }

  *keys(): IterableIterator<string> {
    for (const bucket of this.buckets) if (bucket !== undefined) yield* bucket.entries.keys();
  }

  private writable(index: number): Bucket<T> {
    const bucket = this.buckets[index];
    if (bucket?.mark === this.mark) return bucket;
    const own = { mark: this.mark, entries: new Map(bucket?.entries) };
    while (this.buckets.length <= index) this.buckets.push(undefined);
    this.buckets[index] = own;
    return own;
  }
}

/** FNV-1a over the characters. */
function slot(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

/** Names by a group: pods by node, pods by owner. Kept so that nobody has to look through all of them. */
export class Index {
  private mark: object = {};
  private readonly groups: Shelf<Group>;

  constructor(groups: Shelf<Group> = new Shelf()) {
    this.groups = groups;
  }

  copy(): Index {
    this.mark = {};
    return new Index(this.groups.copy());
  }

  /** In no meaningful order, but the same in every replay. */
  of(group: string): Iterable<string> {
    return this.groups.get(group)?.names.keys() ?? [];
  }

  size(group: string): number {
    return this.groups.get(group)?.names.size ?? 0;
  }

  has(group: string, name: string): boolean {
    return this.groups.get(group)?.names.has(name) === true;
  }

  add(group: string, name: string): void {
    const names = this.writable(group);
    if (names instanceof Shelf) return names.set(name, true);
    names.add(name);
    if (names.size > FEW) this.groups.set(group, { mark: this.mark, names: shelved(names) });
  }

  remove(group: string, name: string): void {
    if (!this.has(group, name)) return;
    const names = this.writable(group);
    names.delete(name);
    if (names.size === 0) this.groups.delete(group);
  }

  private writable(group: string): Group["names"] {
    const known = this.groups.get(group);
    if (known?.mark === this.mark) return known.names;
    const names = known?.names instanceof Shelf ? known.names.copy() : new Set(known?.names);
    this.groups.set(group, { mark: this.mark, names });
    return names;
  }
}

/** Few names lie in a set that is copied whole, many on a shelf that is not. */
interface Group {
  readonly mark: object;
  readonly names: Set<string> | Shelf<true>;
}

const FEW = 512;

function shelved(names: Iterable<string>): Shelf<true> {
  const shelf = new Shelf<true>();
  for (const name of names) shelf.set(name, true);
  return shelf;
}
