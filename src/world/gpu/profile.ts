const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** What `nvidia-smi --query-gpu=name,memory.total` says of the GPUs here. */
export const MODEL = "NVIDIA H100 80GB HBM3";
export const MEMORY_BYTES = 81_559 * MIB;

/** Streaming multiprocessors come in seven groups that MIG can give away. */
export const SEVENTHS = 7;

/** What an instance of a MIG profile has: sevenths of the compute, and memory of its own. */
export interface Profile {
  readonly name: string;
  readonly sevenths: number;
  readonly memoryBytes: number;
}

const profile = (name: string, sevenths: number, gib: number): Profile => ({ name, sevenths, memoryBytes: gib * GIB });

const [ONE, ONE_WIDE, TWO, THREE, FOUR, SEVEN] = [
  profile("1g.10gb", 1, 9.75), profile("1g.20gb", 1, 19.62), profile("2g.20gb", 2, 19.62), profile("3g.40gb", 3, 39.5), profile("4g.40gb", 4, 39.5), profile("7g.80gb", 7, 79.12),
] as const;

const times = (count: number, of: Profile): Profile[] => Array.from({ length: count }, () => of);

/**
 * How a GPU can be divided, by the names that the MIG manager knows; nothing: it stays whole. Only these sizes exist, and
 * an instance cannot lend what it does not use. Source: NVIDIA MIG User Guide, "H100 MIG Profiles";
 * `mig-parted/deployments/gpu-operator`, default-mig-parted-config.
 */
const LAYOUTS: ReadonlyMap<string, readonly Profile[]> = new Map([
  ["all-disabled", []], ["all-1g.10gb", times(7, ONE)], ["all-1g.20gb", times(4, ONE_WIDE)], ["all-2g.20gb", times(3, TWO)], ["all-3g.40gb", times(2, THREE)],
  ["all-4g.40gb", [FOUR]], ["all-7g.80gb", [SEVEN]], ["all-balanced", [ONE, ONE, TWO, THREE]],
]);

export const WHOLE = "all-disabled";

/** The instances of a layout; undefined for a name that there is none of. */
export const layoutOf = (name: string): readonly Profile[] | undefined => LAYOUTS.get(name);
