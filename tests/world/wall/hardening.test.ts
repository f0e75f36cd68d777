import { expect, test } from "vitest";
import { look } from "../scenes.ts";
import { thinWall, type Given } from "./scene.ts";

/** Everything that makes the wall around plugin thicker, each by itself. */
const FLAGS: readonly (readonly [string, string])[] = [
  ["privileged: true", ""],
  ["", 'user: "10001"'],
  ["capAdd: [SYS_MODULE, SYS_RAWIO]", "capDrop: [ALL]"],
  ['securityOpts: ["seccomp=unconfined", "apparmor=unconfined"]', "securityOpts: [no-new-privileges]"],
  ['mounts: ["/var/run/docker.sock:/s", "/etc:/host"]', 'mounts: ["/etc:/host:ro"]'],
  ["", "readOnly: true"],
];
const ENGINES = ["runc: 1.1.11", "runc: 1.4.0"] as const;
const RUNTIMES = ["", "runtime: io.containerd.kata.v2"] as const;

const MEASURES = FLAGS.length + 2;

/** `bits` says which measures are taken: the flags in their order, then Kata, then a patched runc. */
function given(bits: number, more = ""): Given {
  const plugin = [...FLAGS.map(([soft, hard], i) => (bits & (1 << i) ? hard : soft)), RUNTIMES[(bits >> 6) & 1]!].filter((flag) => flag !== "").join(", ");
  return { plugin, engine: ENGINES[(bits >> 7) & 1]! + more, hardware: "qemu: 2.3.0", partner: "devices: [isa-fdc]" };
}

const radii = (scene: Given): number[] => look(thinWall(scene)).tables.walls.filter((row) => row.target === "plugin").map((row) => row.blast_radius);
const larger = (harder: readonly number[], softer: readonly number[]): boolean => harder.some((radius, attack) => radius > softer[attack]!);

test("one more measure never enlarges the radius of any attack, whatever the others are", () => {
  const known = Array.from({ length: 1 << MEASURES }, (_, bits) => radii(given(bits)));
  const pairs = known.flatMap((softer, bits) => Array.from({ length: MEASURES }, (_, one) => ({ bits, one, worse: larger(known[bits | (1 << one)]!, softer) })));
  expect(pairs.filter((pair) => pair.worse)).toEqual([]);
  expect([known[0], known.at(-1)]).toEqual([[3, 3, 3, 1], [1, 1, 1, 1]]);
});

test("nor do user namespaces, which an engine gives to no privileged container", () => {
  const pairs = Array.from({ length: 1 << (MEASURES - 1) }, (_, rest) => (rest << 1) | 1).map((bits) => ({ bits, with: radii(given(bits, "\n          usernsRemap: true")), without: radii(given(bits)) }));
  expect(pairs.filter((pair) => larger(pair.with, pair.without))).toEqual([]);
  expect(pairs.some((pair) => larger(pair.without, pair.with))).toBe(true);
});

test("nor does gVisor", () => {
  const pairs = Array.from({ length: 1 << FLAGS.length }, (_, bits) => ({ bits, with: radii({ ...given(bits), plugin: `${given(bits).plugin}, runtime: runsc` }), without: radii(given(bits)) }));
  expect(pairs.filter((pair) => larger(pair.with, pair.without))).toEqual([]);
});
