import { readScenario } from "../../../src/world/scenario-file.ts";
import type { Scenario } from "../../../src/world/scenario.ts";
import type { WallRow } from "../../../src/world/wall/rows.ts";
import { look, play, type Play } from "../scenes.ts";

/** What is written into the engine's settings, into the plugin's flags and about the hardware below them. */
export interface Given {
  readonly engine?: string;
  readonly plugin?: string;
  readonly hardware?: string;
  readonly partner?: string;
  readonly fluid?: Scenario["engine"];
}

/** Chapter 7: hermes runs three containers, beside it partner; both are VMs on the same hardware. */
export function thinWall({ engine = "", plugin = "", hardware = "", partner = "", fluid = "fluid" }: Given = {}): Play {
  const text = `
title: the thin wall
engine: ${fluid}
registry:
  images:
    - { name: "shop:1", from: alpine, cmd: [shop], programs: [{ name: shop, program: { kind: serve, perSecond: 0, work: 2ms }, port: 80 }] }
    - { name: "plugin:1", from: alpine, cmd: [plugin], programs: [{ name: plugin, program: { kind: serve, perSecond: 0, work: 2ms }, port: 80, writes: [/tmp] }] }
hosts:
  - name: iron
    cpus: 4
    memory: 16GiB
    ${hardware}
    vms:
      - name: hermes
        vcpus: 2
        memory: 4GiB
        docker:
          ${engine}
          containers:
            - { name: shop, image: "shop:1" }
            - { name: blog, image: "shop:1" }
            - { name: plugin, image: "plugin:1", ${plugin} }
      - name: partner
        vcpus: 1
        memory: 2GiB
        ${partner}
        apps: [{ name: ledger, program: busy }]
faults:
  - { name: "panic from plugin", about: "the kernel that answers plugin panics", panic: [plugin] }
  - { name: "panic in partner", about: "the guest's own kernel panics", panic: [partner] }
  - { name: "panic of iron", about: "the kernel of the hardware panics", panic: [iron] }
`;
  const read = readScenario(text, "thin-wall", { file: "thin-wall.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems.map((p) => `${p.line}: ${p.what}`).join("\n"));
  return play(read.scenario);
}

export const wall = (t: Play, attack: string, target: string): WallRow => look(t).tables.walls.find((row) => row.attack === attack && row.target === target)!;

/** Where it ended, what stopped it, and who is hit. */
export const ends = (t: Play, attack: string, target = "plugin"): readonly [string, string, string] => {
  const { reached, stopped_by, hit } = wall(t, attack, target);
  return [reached, stopped_by, hit];
};

export const HARDENED = 'user: "10001", capDrop: [ALL], capAdd: [NET_BIND_SERVICE], securityOpts: [no-new-privileges], readOnly: true';
export const OLD_RUNC = "runc: 1.1.11";
export const KATA = "runtime: io.containerd.kata.v2";
export const GVISOR = "runtime: runsc";
