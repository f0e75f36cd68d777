const CHUNK = 64;

interface Chunk<T> {
  mark: object;
  readonly items: T[];
}

/** A list that is copied for the price of its chunks: copies share what neither has written since. Items are never changed in place. */
export class Vector<T> {
  private mark: object = {};
  private readonly chunks: Chunk<T>[];
  length: number;

  constructor(chunks: Chunk<T>[] = [], length = 0) {
    this.chunks = chunks;
    this.length = length;
  }

  copy(): Vector<T> {
    this.mark = {};
    return new Vector(this.chunks.slice(), this.length);
  }

  /** Only for an index below `length`. */
  at(index: number): T {
    return this.chunks[Math.floor(index / CHUNK)]!.items[index % CHUNK]!;
  }

  /** Replaces an item; one past the end it grows. */
  set(index: number, item: T): void {
    const place = Math.floor(index / CHUNK);
    const chunk = this.chunks[place];
    if (index >= this.length) this.length = index + 1;
    if (chunk?.mark === this.mark) chunk.items[index % CHUNK] = item;
    else {
      const items = chunk === undefined ? [] : chunk.items.slice();
      items[index % CHUNK] = item;
      this.chunks[place] = { mark: this.mark, items };
    }
  }

  /** Drops the last item. */
  shorten(): void {
    this.length--;
  }
}
