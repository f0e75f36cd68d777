import { expect, test } from "vitest";
import { after, look, type Play } from "../../scenes.ts";
import { create, nodes, podOn, pods } from "../clusters.ts";

const withClass = (name: string, runtimeClassName?: string): ReturnType<typeof podOn> => podOn("n1", name, {}, runtimeClassName === undefined ? {} : { runtimeClassName });

/** Who is hit where a flaw of the kernel ends. */
const hit = (t: Play, target: string): string => look(t).tables.walls.find((w) => w.attack === "kernelbug" && w.target === target)!.hit;

test("a pod of the class kata has a small VM around it: another kernel, its own memory, and nobody else is hit", () => {
  const t = after(create(nodes(["n1"]), withClass("shop"), withClass("plugin", "kata")), 15);
  expect(pods(t)).toEqual(["plugin 1/1 Running 0", "shop 1/1 Running 0"]);
  const kernel = (name: string): string => look(t).tables.containers.find((c) => c.name === name)!.kernel;
  expect(kernel("plugin/app")).toBe("6.12.28");
  expect(kernel("shop/app")).not.toBe("6.12.28");
  expect(look(t).tables.processes.filter((p) => p.name === "qemu-system-x86").length).toBe(1);
  expect([hit(t, "plugin/app"), hit(t, "shop/app")]).toEqual(["plugin/app", "shop/app"]);
});

test("a class that nobody has set up is refused", () => {
  expect(() => create(nodes(["n1"]), withClass("plugin", "firecracker"))).toThrow('pods "plugin" is forbidden: pod rejected: RuntimeClass "firecracker" not found');
});
