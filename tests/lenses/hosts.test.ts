import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { besidePanel, hostsPanel } from "../../src/lenses/cluster/hosts.ts";
import { after, app, doing, fault, GIB, host, look, play, scenario, serve, vm, type Play } from "../world/scenes.ts";

const greedy = app("render", { kind: "busy" }, { threads: 8, autostart: false });
const busy = app("work", { kind: "busy" }, { threads: 4 });

const hosts = [
  host([], { name: "atlas", vms: [vm("n1", 4, 2 * GIB, [busy]), vm("t1", 8, 2 * GIB, [greedy], { cpuShares: 400 })] }),
  host([], { name: "borea", nextKernel: "6.12.63+deb13-amd64", vms: [vm("ledger", 2, 4 * GIB, [app("pay", serve(10, 10))]), vm("spare", 2, 2 * GIB, [], { running: false })] }),
];
const start = after(play(scenario(hosts, [fault("greed", { start: ["render"] })])), 10);

const drawn = (t: Play, panel = hostsPanel): string[] => paint(panel(look(t))!.panel, 76, 12).map((l) => lineText(l).trimEnd());

test("hosts stand with their kernels and VMs, and a VM that is held back says how much", () => {
  expect(drawn(start)).toEqual(["atlas  6.12.48  4.00 of 8 CPU   ● n1  ● t1", "borea  6.12.48  0.10 of 8 CPU   ● ledger  ○ spare"]);
  expect(drawn(after(doing(start, { type: "fault", name: "greed" }), 10))[0]).toBe("atlas  6.12.48  8.00 of 8 CPU   ● n1 st 60%  ● t1 st 20%");
});

test("a host that is off has nothing to show; back with a new kernel, its VMs wait to be started, and clients have counted", () => {
  const down = after(doing(start, { type: "reboot", machine: "borea" }), 10);
  expect(drawn(down)[1]).toBe("borea  6.12.48  the host is off");
  const up = after(down, 30);
  expect(drawn(up)[1]).toBe("borea  6.12.63  0.00 of 8 CPU   ○ ledger  ○ spare");
  expect(drawn(doing(up, { type: "vmStart", vm: "ledger" }))[1]).toBe("borea  6.12.63  0.00 of 8 CPU   ◌ ledger  ○ spare");
  expect(drawn(up, besidePanel)).toEqual(["in a VM  on     served/s  lost so far  away", "pay      borea         0          391  39 s"]);
});
