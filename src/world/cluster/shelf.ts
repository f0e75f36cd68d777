/** A part of a shelf: entries, or parts by the next three bits of their keys' hashes. */
type Part = Leaf | Branch;

/**
 * Few entries in the order they came, each as its key's hash, its key and its value, all in one list without room to
 * spare: lists are copied faster than maps, and most of what large clusters write is such copies.
 */
interface Leaf {
  readonly mark: object;
  entries: unknown[];
  readonly parts?: undefined;
}

interface Branch {
  readonly mark: object;
  readonly parts: (Part | undefined)[];
}

const BITS = 3;
const WIDTH = 1 << BITS;
/** Places of one entry in its leaf's list. */
const ENTRY = 3;
const KEY = 1;
const VALUE = 2;
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
  private root: Part | undefined;
  size: number;

  constructor(root: Part | undefined = undefined, size = 0) {
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
    return place < 0 ? undefined : (leaf!.entries[place + VALUE] as T);
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

  /** What is written meanwhile into the part at hand is not seen, whether that is a copy's or not: replays go the same way. */
  *values(): IterableIterator<T> {
    for (const leaf of leaves(this.root)) {
      const entries = leaf.entries.slice();
      for (let i = VALUE; i < entries.length; i += ENTRY) yield entries[i] as T;
    }
  }

  *keys(): IterableIterator<string> {
    for (const { entries } of leaves(this.root)) for (let i = KEY; i < entries.length; i += ENTRY) yield entries[i] as string;
  }

  private leaf(hash: number): Leaf | undefined {
    let part = this.root;
    for (let left = hash; part?.parts !== undefined; left >>>= BITS) part = part.parts[left & (WIDTH - 1)];
    return part;
  }

  /** The part with an entry put in: the same one where it is this shelf's own. */
  private written(part: Part | undefined, key: string, value: T, hash: number, depth: number): Part {
    if (part?.parts !== undefined) {
      const own = this.ownBranch(part);
      const place = (hash >>> depth) & (WIDTH - 1);
      own.parts[place] = this.written(own.parts[place], key, value, hash, depth + BITS);
      return own;
    }
    if (part === undefined) {
      this.size++;
      return this.leafOf([hash, key, value]);
    }
    const place = placeIn(part, key, hash);
    if (place >= 0) {
      const own = part.mark === this.mark ? part : this.leafOf(part.entries.slice());
      own.entries[place + VALUE] = value;
      return own;
    }
    this.size++;
    const own = this.withEntries(part, extended(part.entries, hash, key, value));
    return own.entries.length > MOST_ENTRIES * ENTRY && depth < DEEPEST ? this.divided(own, depth) : own;
  }

  private leafOf(entries: unknown[]): Leaf {
    return { mark: this.mark, entries, parts: undefined };
  }

  private ownBranch(branch: Branch): Branch {
    return branch.mark === this.mark ? branch : { mark: this.mark, parts: branch.parts.slice() };
  }

  private withEntries(leaf: Leaf, entries: unknown[]): Leaf {
    if (leaf.mark !== this.mark) return this.leafOf(entries);
    leaf.entries = entries;
    return leaf;
  }

  private divided({ entries }: Leaf, depth: number): Branch {
    const lists: unknown[][] = Array.from({ length: WIDTH }, () => []);
    for (let i = 0; i < entries.length; i += ENTRY) lists[((entries[i] as number) >>> depth) & (WIDTH - 1)]!.push(entries[i], entries[i + KEY], entries[i + VALUE]);
    return { mark: this.mark, parts: lists.map((list) => (list.length === 0 ? undefined : this.leafOf(list.slice()))) };
  }

  private without(part: Part, key: string, hash: number, depth: number): Part | undefined {
    if (part.parts !== undefined) {
      const own = this.ownBranch(part);
      const place = (hash >>> depth) & (WIDTH - 1);
      own.parts[place] = this.without(own.parts[place]!, key, hash, depth + BITS);
      return own;
    }
    const place = placeIn(part, key, hash);
    return part.entries.length === ENTRY ? undefined : this.withEntries(part, part.entries.toSpliced(place, ENTRY));
  }
}

/** The entries and one more: no room is left behind it, as `push` would. */
function extended(entries: readonly unknown[], hash: number, key: string, value: unknown): unknown[] {
  const { length } = entries;
  const list = new Array<unknown>(length + ENTRY);
  for (let i = 0; i < length; i++) list[i] = entries[i];
  list[length] = hash;
  list[length + KEY] = key;
  list[length + VALUE] = value;
  return list;
}

/** Where in a leaf's list the entry of a key begins; -1 where there is none. */
function placeIn({ entries }: Leaf, key: string, hash: number): number {
  for (let i = 0; i < entries.length; i += ENTRY) if (entries[i] === hash && entries[i + KEY] === key) return i;
  return -1;
}

function* leaves(part: Part | undefined): IterableIterator<Leaf> {
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
    const names = this.groups.get(group)?.names;
    return names === undefined ? [] : names instanceof Shelf ? names.keys() : names.slice();
  }

  size(group: string): number {
    const names = this.groups.get(group)?.names;
    return names === undefined ? 0 : names instanceof Shelf ? names.size : names.length;
  }

  /** The name is not in the group yet. */
  add(group: string, name: string): void {
    const names = this.writable(group);
    if (names instanceof Shelf) return names.set(name, true);
    names.push(name);
    if (names.length > FEW) this.groups.set(group, { mark: this.mark, names: shelved(names) });
  }

  remove(group: string, name: string): void {
    if (!this.has(group, name)) return;
    const names = this.writable(group);
    if (names instanceof Shelf) names.delete(name);
    else names.splice(names.indexOf(name), 1);
    if (this.size(group) === 0) this.groups.delete(group);
  }

  private has(group: string, name: string): boolean {
    const names = this.groups.get(group)?.names;
    return names !== undefined && (names instanceof Shelf ? names.has(name) : names.includes(name));
  }

  private writable(group: string): Group["names"] {
    const known = this.groups.get(group);
    if (known?.mark === this.mark) return known.names;
    const names = known === undefined ? [] : known.names instanceof Shelf ? known.names.copy() : known.names.slice();
    this.groups.set(group, { mark: this.mark, names });
    return names;
  }
}

/** Few names lie in a list that is copied whole, many on a shelf that is not. */
interface Group {
  readonly mark: object;
  readonly names: string[] | Shelf<true>;
}

const FEW = 64;

function shelved(names: Iterable<string>): Shelf<true> {
  const shelf = new Shelf<true>();
  for (const name of names) shelf.set(name, true);
  return shelf;
}
