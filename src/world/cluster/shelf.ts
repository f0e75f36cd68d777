/** A part of a shelf: entries, or parts by the next three bits of their keys' hashes. */
type Part<T> = Leaf<T> | Branch<T>;

/** Few entries in the order they came, side by side: lists are copied faster than maps, and a hash is found faster than a text. */
interface Leaf<T> {
  readonly mark: object;
  readonly hashes: number[];
  readonly keys: string[];
  readonly values: T[];
  readonly parts?: undefined;
}

interface Branch<T> {
  readonly mark: object;
  readonly parts: (Part<T> | undefined)[];
}

const BITS = 3;
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
    const hash = hashOf(key);
    const leaf = this.leaf(hash);
    const place = leaf === undefined ? -1 : placeIn(leaf, key, hash);
    return place < 0 ? undefined : leaf!.values[place];
  }

  has(key: string): boolean {
    const hash = hashOf(key);
    const leaf = this.leaf(hash);
    return leaf !== undefined && placeIn(leaf, key, hash) >= 0;
  }

  set(key: string, value: T): void {
    this.root = this.written(this.root, key, value, hashOf(key), 0);
  }

  delete(key: string): boolean {
    if (!this.has(key)) return false;
    this.size--;
    this.root = this.without(this.root!, key, hashOf(key), 0);
    return true;
  }

  *values(): IterableIterator<T> {
    for (const { values } of leaves(this.root)) yield* values.slice();
  }

  *keys(): IterableIterator<string> {
    for (const { keys } of leaves(this.root)) yield* keys.slice();
  }

  private leaf(hash: number): Leaf<T> | undefined {
    let part = this.root;
    for (let left = hash; part?.parts !== undefined; left >>>= BITS) part = part.parts[left & (WIDTH - 1)];
    return part;
  }

  /** The part with an entry put in: the same one where it is this shelf's own. */
  private written(part: Part<T> | undefined, key: string, value: T, hash: number, depth: number): Part<T> {
    if (part?.parts !== undefined) {
      const own = part.mark === this.mark ? part : { mark: this.mark, parts: part.parts.slice() };
      const place = (hash >>> depth) & (WIDTH - 1);
      own.parts[place] = this.written(own.parts[place], key, value, hash, depth + BITS);
      return own;
    }
    const own = part === undefined ? emptyLeaf<T>(this.mark) : this.own(part);
    const place = placeIn(own, key, hash);
    if (place >= 0) own.values[place] = value;
    else {
      this.size++;
      append(own, hash, key, value);
    }
    return own.keys.length > MOST_ENTRIES && depth < DEEPEST ? this.divided(own, depth) : own;
  }

  private own(leaf: Leaf<T>): Leaf<T> {
    return leaf.mark === this.mark ? leaf : { mark: this.mark, hashes: leaf.hashes.slice(), keys: leaf.keys.slice(), values: leaf.values.slice(), parts: undefined };
  }

  private divided({ hashes, keys, values }: Leaf<T>, depth: number): Branch<T> {
    const parts: (Leaf<T> | undefined)[] = new Array<undefined>(WIDTH).fill(undefined);
    for (let i = 0; i < keys.length; i++) append((parts[(hashes[i]! >>> depth) & (WIDTH - 1)] ??= emptyLeaf(this.mark)), hashes[i]!, keys[i]!, values[i]!);
    return { mark: this.mark, parts };
  }

  private without(part: Part<T>, key: string, hash: number, depth: number): Part<T> | undefined {
    if (part.parts !== undefined) {
      const own = part.mark === this.mark ? part : { mark: this.mark, parts: part.parts.slice() };
      const place = (hash >>> depth) & (WIDTH - 1);
      own.parts[place] = this.without(own.parts[place]!, key, hash, depth + BITS);
      return own;
    }
    const own = this.own(part);
    const place = placeIn(own, key, hash);
    own.hashes.splice(place, 1);
    own.keys.splice(place, 1);
    own.values.splice(place, 1);
    return own.keys.length === 0 ? undefined : own;
  }
}

const emptyLeaf = <T>(mark: object): Leaf<T> => ({ mark, hashes: [], keys: [], values: [], parts: undefined });

function append<T>({ hashes, keys, values }: Leaf<T>, hash: number, key: string, value: T): void {
  hashes.push(hash);
  keys.push(key);
  values.push(value);
}

/** Where in a leaf a key lies; -1 where it does not. */
function placeIn({ hashes, keys }: Leaf<unknown>, key: string, hash: number): number {
  let place = hashes.indexOf(hash);
  while (place >= 0 && keys[place] !== key) place = hashes.indexOf(hash, place + 1);
  return place;
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

/** FNV-1a over the characters; 32 bits with a sign. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
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

/** Few names lie in a set that is copied hash, many on a shelf that is not. */
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
