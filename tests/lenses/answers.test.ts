import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { addressesPanel, answersPanel } from "../../src/lenses/answers.ts";
import { containersPanel } from "../../src/lenses/by-hand.ts";
import { dataPanel } from "../../src/lenses/data.ts";
import { discoveryPanel } from "../../src/lenses/discovery.ts";
import type { Offer } from "../../src/lenses/offer.ts";
import type { Observation } from "../../src/world/observation.ts";
import { hermes, idOf, order, remove, run } from "../world/containers/scene.ts";
import { after, look, type Play } from "../world/scenes.ts";

const lines = (make: (seen: Observation) => Offer | undefined, t: Play): string[] => paint(make(look(t))!.panel, 78, 20).map((l) => lineText(l).trimEnd());
const cells = (make: (seen: Observation) => Offer | undefined, t: Play): string[][] => lines(make, t).map((text) => text.split(/\s{2,}/));

const pulled = after(order(run(hermes(), "postgres:16", "db", { mounts: [{ kind: "volume", source: "dbdata", path: "/var/lib/postgresql/data", readOnly: false }] }), { do: "pull", name: "shop:1" }), 5);
const shop = after(run(pulled, "shop:1", "web", { env: ["DB_HOST=172.17.0.2"], ports: [{ address: "0.0.0.0", host: 8080, inside: 80 }] }), 5);

test("who asks whom, and who answers", () => {
  expect(cells(answersPanel, shop).slice(1)).toEqual([["visitors", "hermes:8080", "-", "web", "0"], ["web", "172.17.0.2", "-", "db", "0"]]);
  const stranger = after(run(remove(shop, "db"), "postgres:16", "test"), 5);
  expect(cells(answersPanel, stranger).at(-1)).toEqual(["web", "172.17.0.2", "-", "test", "0"]);
  const alone = after(run(remove(shop, "web"), "shop:1", "web", { env: ["DB_HOST=db"] }), 3);
  expect(cells(answersPanel, alone).at(-1)!.slice(0, 4)).toEqual(["web", "db", "no such name", "nobody"]);
});

test("who holds which address, and where names are answered", () => {
  const joined = order(order(shop, { do: "networkCreate", name: "appnet" }), { do: "networkConnect", network: "appnet", id: idOf(shop, "web"), aliases: [] });
  expect(cells(addressesPanel, joined).slice(1)).toEqual([["bridge", "172.17.0.2", "db", "not answered"], ["bridge", "172.17.0.3", "web", "not answered"], ["appnet", "172.18.0.2", "web", "answered"]]);
});

test("a writable layer lives as long as its container, a volume as the host's disk", () => {
  const written = order(order(shop, { do: "orders", count: 1000 }), { do: "write", id: idOf(shop, "web"), path: "/tmp/x", bytes: 2048, append: false });
  expect(cells(dataPanel, written).slice(1)).toEqual([["image postgres:16", "programs only", "db", "the disk of hermes"], ["writable layer", "2.0 KiB", "web", "container web"], ["volume dbdata", "1000 orders", "db", "the disk of hermes"]]);
  expect(cells(dataPanel, remove(remove(written, "web"), "db")).slice(1)).toEqual([["volume dbdata", "1000 orders", "nobody", "the disk of hermes"]]);
  expect(cells(dataPanel, hermes()).slice(1)).toEqual([["nothing written", "-", "-", "-"]]);
});

test("a list of addresses grows old, names do not", () => {
  const t = after(order(hermes(), { do: "churn", image: "web:1", containers: 20, lifeSeconds: 120 }), 61);
  expect(lines(discoveryPanel, t).map((text) => text.replace(/[█▒]+/, "|"))).toEqual(["list, 1 min old | 9 of 20 entries wrong", expect.stringMatching(/^calls by list +\| \d+ of 305 failed$/), "calls by name   | 0 of 305 failed"]);
  expect(discoveryPanel(look(hermes()))).toBeUndefined();
});

test("by hand: each machine's containers, and what has ended stays ended", () => {
  expect(lines(containersPanel, shop)).toEqual(["hermes  postgres ● 1 of 1 run  shop ● 1 of 1 run"]);
  const ended = after(order(shop, { do: "kill", ids: [idOf(shop, "web")], signal: "KILL" }), 1);
  expect(lines(containersPanel, ended)).toEqual(["hermes  postgres ● 1 of 1 run  shop ✗ 0 of 1 run"]);
});
