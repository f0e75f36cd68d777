/** A part of a shelf: entries, or parts by the next five bits of their keys' hashes. */
type Part<T> = Leaf<T> | Branch<T>;

interface Leaf<T> {
  readonly mark: object;
  readonly entries: Map<string, T>;
  readonly parts?: undefined;
}

interface Branch<T> {
  readonly mark: object;
  readonly parts: (Part<T> | undefined)[];
}

const BITS = 5;
const WIDTH = 1 << BITS;
/** A part with more entries is divided. */
const MOST_ENTRIES = 32;
/** After so many bits there are none left to divide by. */
const DEEPEST = 30;

/**
 * A map by text key: a trie whose copies cost nothing and share what neither side has written since. A write after a copy
 * takes along the few entries that lie in the same part, however large the shelf. Values are never changed in place.
 * Iteration is in no meaningful order, but the same in every replay.
 */
export class Shelf<T> {
  private mark: object = {};
  private root: Part<T> | undefined;
  size: number;

  constructor(root: Part<T> | undefined = undefined, size = 0) {
    this.root = root;
    this.size = size;
  }

  copy(): Shelf<T> {
    this.mark = {};
    return new Shelf(this.root, this.size);
  }

  get(key: string): T | undefined {
    return this.leaf(key)?.entries.get(key);
  }

  has(key: string): boolean {
    return this.leaf(key)?.entries.has(key) === true;
  }

  set(key: string, value: T): void {
    this.root = this.written(this.root, key, value, hashOf(key), 0);
  }

  delete(key: string): boolean {
    if (!this.has(key)) return false;
    this.size--;
    this.root = this.without(this.root!, key, hashOf(key));
    return true;
  }

  *values(): IterableIterator<T> {
    for (const { entries } of leaves(this.root)) yield* entries.values();
  }

  *keys(): IterableIterator<string> {
    for (const { entries } of leaves(this.root)) yield* entries.keys();
  }

  private leaf(key: string): Leaf<T> | undefined {
    let part = this.root;
    if (part?.parts === undefined) return part;
    for (let hash = hashOf(key); part?.parts !== undefined; hash >>>= BITS) part = part.parts[hash & (WIDTH - 1)];
    return part;
  }

  /** The part with an entry put in: the same one where it is this shelf's own. */
  private written(part: Part<T> | undefined, key: string, value: T, hash: number, depth: number): Part<T> {
    if (part?.parts !== undefined) {
      const own = part.mark === this.mark ? part : { mark: this.mark, parts: part.parts.slice() };
      const place = hash & (WIDTH - 1);
      own.parts[place] = this.written(own.parts[place], key, value, hash >>> BITS, depth + BITS);
      return own;
    }
    const own = part?.mark === this.mark ? part : { mark: this.mark, entries: new Map(part?.entries), parts: undefined };
    if (!own.entries.has(key)) this.size++;
    own.entries.set(key, value);
    return own.entries.size > MOST_ENTRIES && depth < DEEPEST ? this.divided(own, depth) : own;
  }

  private divided({ entries }: Leaf<T>, depth: number): Branch<T> {
    const parts: (Leaf<T> | undefined)[] = new Array<undefined>(WIDTH).fill(undefined);
    for (const [key, value] of entries) {
      const place = (hashOf(key) >>> depth) & (WIDTH - 1);
      (parts[place] ??= { mark: this.mark, entries: new Map(), parts: undefined }).entries.set(key, value);
    }
    return { mark: this.mark, parts };
  }

  private without(part: Part<T>, key: string, hash: number): Part<T> | undefined {
    if (part.parts !== undefined) {
      const own = part.mark === this.mark ? part : { mark: this.mark, parts: part.parts.slice() };
      const place = hash & (WIDTH - 1);
      own.parts[place] = this.without(own.parts[place]!, key, hash >>> BITS);
      return own;
    }
    const own = part.mark === this.mark ? part : { mark: this.mark, entries: new Map(part.entries), parts: undefined };
    own.entries.delete(key);
    return own.entries.size === 0 ? undefined : own;
  }
}

function* leaves<T>(part: Part<T> | undefined): IterableIterator<Leaf<T>> {
  const left = [part];
  while (left.length > 0) {
    const next = left.pop();
    if (next === undefined) continue;
    if (next.parts !== undefined) for (let i = WIDTH - 1; i >= 0; i--) left.push(next.parts[i]);
    else yield next;
  }
}

/** FNV-1a over the characters. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
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
