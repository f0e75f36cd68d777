/**
 * Seeded chance. Every purpose draws from a stream of its own, named by the caller, so that
 * a change in how often one mechanism draws never shifts what another one gets.
 * Generator: sfc32 (Doty-Humphrey, PractRand), seeded by hashing seed and stream name (cyrb128 style).
 */
export interface Random {
  /** A whole number in [0, n). */
  below(stream: string, n: number): number;
  /** A real number in [0, 1). */
  uniform(stream: string): number;
  /** Exponentially distributed with the given mean: gaps between independent arrivals. */
  exponential(stream: string, mean: number): number;
  /** Normally distributed (Box-Muller). */
  normal(stream: string, mean: number, deviation: number): number;
}

type State = Int32Array;

export class Streams implements Random {
  private readonly seed: number;
  private readonly streams: Map<string, State>;

  constructor(seed: number, streams: Map<string, State> = new Map()) {
    this.seed = seed;
    this.streams = streams;
  }

  copy(): Streams {
    const streams = new Map<string, State>();
    for (const [name, state] of this.streams) streams.set(name, state.slice());
    return new Streams(this.seed, streams);
  }

  uniform(stream: string): number {
    let state = this.streams.get(stream);
    if (state === undefined) this.streams.set(stream, (state = seeded(this.seed, stream)));
    return next(state) / 4294967296;
  }

  below(stream: string, n: number): number {
    return Math.floor(this.uniform(stream) * n);
  }

  exponential(stream: string, mean: number): number {
    return -Math.log(1 - this.uniform(stream)) * mean;
  }

  normal(stream: string, mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform(stream)));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform(stream));
  }
}

function next(s: State): number {
  const t = (((s[0]! + s[1]!) | 0) + s[3]!) | 0;
  s[3] = (s[3]! + 1) | 0;
  s[0] = s[1]! ^ (s[1]! >>> 9);
  s[1] = (s[2]! + (s[2]! << 3)) | 0;
  s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + t;
  return t >>> 0;
}

function seeded(seed: number, stream: string): State {
  const state = new Int32Array([0x9e3779b9 ^ seed, 0x243f6a88 ^ Math.floor(seed / 4294967296), 0xb7e15162, 1]);
  for (let i = 0; i < stream.length; i++) {
    state[2] = Math.imul(state[2]! ^ stream.charCodeAt(i), 0x85ebca6b);
    next(state);
  }
  for (let i = 0; i < 15; i++) next(state);
  return state;
}
