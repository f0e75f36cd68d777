import { describe, expect, test } from "vitest";
import { after, appOf, look, type Play } from "../scenes.ts";
import type { MountSpec } from "../../../src/world/containers/spec.ts";
import { container, hermes, idOf, order, refused, remove, run } from "./scene.ts";

const DATA: MountSpec = { kind: "volume", source: "dbdata", path: "/var/lib/postgresql/data", readOnly: false };
const asks = (t: Play, name: string) => look(t).tables.asks.filter((a) => a.container === name).map((a) => [a.address, a.answered_by]);
const errors = (t: Play, name: string): number => Math.round(appOf(look(t), name).errors);

describe("addresses and names", () => {
  test("an address is whose container starts next: its old friends talk to a stranger", () => {
    const begun = after(run(run(hermes(), "postgres:16", "db"), "burn", "idle"), 3);
    const shop = after(run(after(order(begun, { do: "pull", name: "shop:1" }), 5), "shop:1", "web", { env: ["DB_HOST=172.17.0.2"] }), 10);
    expect([asks(shop, "web"), errors(shop, "web")]).toEqual([[["172.17.0.2", "db"]], 0]);
    const stranger = after(run(remove(shop, "db"), "nginx", "other"), 3);
    expect([container(stranger, "other").address, asks(stranger, "web")]).toEqual(["172.17.0.2", [["172.17.0.2", ""]]]);
    expect(errors(stranger, "web")).toBeGreaterThan(5);
  });

  test("on a network of one's own a name follows its container", () => {
    const begun = order(order(hermes(), { do: "networkCreate", name: "appnet" }), { do: "pull", name: "shop:1" });
    const db = (t: Play): Play => after(run(t, "postgres:16", "db", { network: "appnet", mounts: [DATA] }), 3);
    const shop = after(run(db(after(begun, 5)), "shop:1", "web", { network: "appnet" }), 10);
    expect([asks(shop, "web"), errors(shop, "web")]).toEqual([[["172.18.0.2", "db"]], 0]);
    const moved = after(db(run(remove(shop, "db"), "nginx", "other", { network: "appnet" })), 5);
    expect([asks(moved, "web"), errors(moved, "web")]).toEqual([[["172.18.0.4", "db"]], 0]);
  });

  test("on the default bridge nobody answers names", () => {
    const begun = after(order(run(hermes(), "postgres:16", "db"), { do: "pull", name: "shop:1" }), 5);
    const t = after(run(begun, "shop:1", "web", { env: ["DB_HOST=db"] }), 5);
    expect(asks(t, "web")).toEqual([["", ""]]);
    expect(errors(t, "web")).toBeGreaterThan(5);
    const joined = ["web", "db"].reduce((now, name) => order(now, { do: "networkConnect", network: "appnet", id: idOf(now, name), aliases: [] }), order(t, { do: "networkCreate", name: "appnet" }));
    expect([asks(joined, "web"), errors(after(joined, 5), "web")]).toEqual([[["172.18.0.3", "db"]], 0]);
  });

  test("a published port has one owner, and clients reach whoever listens behind it", () => {
    const port = { ports: [{ address: "0.0.0.0", host: 8080, inside: 80 }] };
    const failing = after(hermes(), 5);
    expect(look(failing).tables.clients[0]!.errors).toBeGreaterThan(10);
    const t = after(run(failing, "web:1", "front", port), 5);
    expect(look(t).tables.clients[0]).toMatchObject({ errors: 0, served_by: 1 });
    const second = after(run(t, "web:1", "second", port), 1);
    expect(container(second, "second")).toMatchObject({ status: "created", running: false });
    expect(container(second, "second").error).toMatch(/Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/);
    expect(container(after(run(second, "web:1", "third", { ports: [{ address: "0.0.0.0", host: 8081, inside: 80 }] }), 1), "third").running).toBe(true);
  });

  test("behind a proxy two containers serve one port", () => {
    const net = { network: "appnet" };
    const two = run(run(order(hermes(), { do: "networkCreate", name: "appnet" }), "web:1", "web", net), "web:1", "web2", net);
    const t = after(run(two, "proxy:1", "proxy", { ...net, ports: [{ address: "0.0.0.0", host: 8080, inside: 80 }], env: ["UPSTREAMS=web,web2"] }), 12);
    expect(look(t).tables.clients[0]).toMatchObject({ errors: 0, served_by: 2 });
    const one = after(remove(t, "web2"), 12);
    expect(look(one).tables.clients[0]).toMatchObject({ errors: 0, served_by: 1 });
  });
});

describe("data", () => {
  const note = (t: Play, name: string): string | undefined => look(t).tables.files.find((f) => f.container === idOf(t, name) && f.path === "/note")?.text;

  test("what is written into the writable layer lives until the container is removed", () => {
    const t = run(hermes(), "nginx", "box");
    const written = order(t, { do: "write", id: idOf(t, "box"), path: "/note", bytes: 5, text: "kept\n", append: false });
    expect(note(after(order(written, { do: "restart", ids: [idOf(t, "box")], graceSeconds: 10 }), 2), "box")).toBe("kept\n");
    expect(note(run(remove(written, "box"), "nginx", "box"), "box")).toBeUndefined();
  });

  test("layers are shared: only what a container writes is its own", () => {
    const two = run(run(hermes(), "nginx", "one"), "nginx", "two");
    const t = order(two, { do: "write", id: idOf(two, "one"), path: "/data", bytes: 200e6, append: false });
    expect([container(t, "one").upper_bytes, container(t, "two").upper_bytes]).toEqual([200e6, 0]);
    const changed = order(t, { do: "write", id: idOf(two, "two"), path: "/etc/nginx/nginx.conf", bytes: 2, text: "x\n", append: false });
    expect(look(changed).tables.changes.filter((c) => c.container === idOf(two, "two")).map((c) => `${c.kind} ${c.path}`)).toEqual(["C /etc", "C /etc/nginx", "C /etc/nginx/nginx.conf"]);
  });

  test("a named volume outlives its containers and is kept while one has it", () => {
    const t = run(hermes(), "postgres:16", "db", { mounts: [DATA] });
    expect([container(t, "db").records, look(t).tables.volumes.map((v) => v.name)]).toEqual([0, ["dbdata"]]);
    expect(refused(t, { do: "volumeRemove", names: ["dbdata"] })).toBe(`Error response from daemon: remove dbdata: volume is in use - [${idOf(t, "db")}]`);
    const gone = remove(t, "db");
    expect(look(gone).tables.volumes.map((v) => [v.name, v.containers])).toEqual([["dbdata", 0]]);
    expect(look(order(gone, { do: "volumeRemove", names: ["dbdata"] })).tables.volumes).toEqual([]);
  });
});

describe("orders", () => {
  const begun = (): Play => {
    const db = after(run(hermes(), "postgres:16", "db"), 3);
    return after(run(after(order(db, { do: "pull", name: "shop:1" }), 5), "shop:1", "web", { env: ["DB_HOST=172.17.0.2"] }), 1);
  };

  test("go wherever the address leads", () => {
    const t = order(begun(), { do: "orders", count: 1000 });
    expect([container(t, "db").records, container(t, "db").store]).toEqual([1000, [...look(t).tables.volumes][0]!.name]);
    const stranger = after(run(remove(t, "db"), "postgres:16", "test"), 3);
    expect(container(order(stranger, { do: "orders", count: 5 }), "test").records).toBe(5);
  });

  test("are refused when nobody answers, and when it is no database", () => {
    const gone = remove(begun(), "db");
    expect(refused(gone, { do: "orders", count: 1 })).toBe('web: connection to server at "172.17.0.2", port 5432 failed: Connection refused');
    expect(refused(remove(gone, "web"), { do: "orders", count: 1 })).toBe("no program that asks a database runs here");
    expect(refused(begun(), { do: "orders", count: 0 })).toBe("0 is not a number of orders: give 1 to 999999");
  });
});

describe("churn", () => {
  const churned = (seconds: number, lifeSeconds = 60): Play => after(order(hermes(), { do: "churn", image: "web:1", containers: 20, lifeSeconds }), seconds);

  test("a successor runs before the oldest goes, and takes the address of the one that went before", () => {
    const t = churned(31);
    const { endpoints, churns } = look(t).tables;
    expect(churns[0]).toMatchObject({ containers: 20, services: 10, per_minute: 20, replaced: 9, wrong: 9, names_failed: 0 });
    expect(endpoints.filter((e) => e.network === "churn").length).toBe(22);
    expect(look(after(t, 40)).tables.churns[0]).toMatchObject({ entries: 20, wrong: 20, names_failed: 0 });
  });

  test("a list that is written anew is right again", () => {
    const hour = look(churned(3_603, 1_200)).tables.churns[0]!;
    expect([hour.list_age_s < 5, hour.wrong]).toEqual([true, 0]);
  });

  test("is refused twice, without an image, with too few", () => {
    expect(refused(churned(1), { do: "churn", image: "web:1", containers: 20, lifeSeconds: 60 })).toBe("containers come and go here already");
    expect(refused(hermes(), { do: "churn", image: "burn", containers: 20, lifeSeconds: 60 })).toBe("there is no image burn here whose program answers on a port");
    expect(refused(hermes(), { do: "churn", image: "web:1", containers: 3, lifeSeconds: 60 })).toBe("give 10 to 500 containers");
  });
});
