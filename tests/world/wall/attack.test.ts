import { describe, expect, test } from "vitest";
import { look } from "../scenes.ts";
import { ends, GVISOR, HARDENED, KATA, OLD_RUNC, thinWall, wall } from "./scene.ts";

const NEIGHBOURS = "shop,blog,plugin";

describe("a flaw of the runtime", () => {
  test("through an unpatched runc it is root on the machine of all containers", () => {
    expect(ends(thinWall({ engine: OLD_RUNC }), "runtimebug")).toEqual(["host root", "none", NEIGHBOURS]);
  });
  test("with user namespaces its root is a number that owns nothing", () => {
    expect(ends(thinWall({ engine: `${OLD_RUNC}\n          usernsRemap: true` }), "runtimebug")).toEqual(["powerless uid", "user namespace", "plugin"]);
  });
  test.each([["1.4.0", "runtime"], ["1.3.3", "runtime"], ["1.3.2", "none"], ["1.2.8", "runtime"], ["1.2.7", "none"], ["1.1.15", "none"]])("runc %s: %s", (version, gate) => {
    expect(ends(thinWall({ engine: `runc: ${version}` }), "runtimebug")[1]).toBe(gate);
  });
  test("gVisor's kernel is the end of it", () => {
    expect(ends(thinWall({ engine: OLD_RUNC, plugin: GVISOR }), "runtimebug")).toEqual(["container", "runtime", "plugin"]);
  });
  test("under Kata it has a guest kernel that is thrown away", () => {
    const t = thinWall({ engine: OLD_RUNC, plugin: KATA });
    expect(ends(t, "runtimebug")).toEqual(["guest kernel", "runtime", "plugin"]);
    expect(wall(t, "runtimebug", "plugin").place).toBe("sandbox of plugin");
  });
  test("a container's own gates do not hold the runtime: patch it or bring a second kernel", () => {
    expect(ends(thinWall({ engine: OLD_RUNC, plugin: HARDENED }), "runtimebug")).toEqual(["host root", "none", NEIGHBOURS]);
  });
});

describe("a door that somebody left open", () => {
  test("--privileged needs no bug", () => {
    const row = wall(thinWall({ plugin: "privileged: true" }), "misconfig", "plugin");
    expect([row.reached, row.stopped_by, row.hit, row.place]).toEqual(["host root", "none", NEIGHBOURS, "iron/hermes"]);
  });
  test.each(["/var/run/docker.sock:/var/run/docker.sock", "/var/run/docker.sock:/s:ro", "/run:/run", "/etc:/host"])("a mount of %s is one", (mount) => {
    expect(ends(thinWall({ plugin: `mounts: ["${mount}"]` }), "misconfig")).toEqual(["host root", "none", NEIGHBOURS]);
  });
  test.each(["/proc:/host/proc:ro", "/srv/data:/data", "cache:/var/cache"])("a mount of %s is none", (mount) => {
    expect(ends(thinWall({ plugin: `mounts: ["${mount}"]` }), "misconfig")[0]).toBe("container");
  });
  test("SYS_ADMIN is stopped by AppArmor unless that is off, SYS_MODULE is not", () => {
    expect(ends(thinWall({ plugin: "capAdd: [SYS_ADMIN]" }), "misconfig").slice(0, 2)).toEqual(["container", "LSM"]);
    expect(ends(thinWall({ plugin: 'capAdd: [SYS_ADMIN], securityOpts: ["apparmor=unconfined"]' }), "misconfig").slice(0, 2)).toEqual(["host root", "none"]);
    expect(ends(thinWall({ plugin: "capAdd: [SYS_MODULE]" }), "misconfig").slice(0, 2)).toEqual(["host root", "none"]);
  });
  test("who is not root and cannot become it does not get through the socket", () => {
    const mounts = 'mounts: ["/var/run/docker.sock:/var/run/docker.sock"]';
    expect(ends(thinWall({ plugin: `user: "10001", ${mounts}` }), "misconfig")[0]).toBe("host root");
    expect(ends(thinWall({ plugin: `user: "10001", securityOpts: [no-new-privileges], ${mounts}` }), "misconfig").slice(0, 2)).toEqual(["container", "no-new-privileges"]);
  });
  test("a sandbox makes powers and sockets harmless, but not a directory that is mounted for writing", () => {
    for (const runtime of [GVISOR, KATA]) {
      expect(ends(thinWall({ plugin: `${runtime}, mounts: ["/var/run/docker.sock:/s"]` }), "misconfig")[2]).toBe("plugin");
      expect(ends(thinWall({ plugin: `${runtime}, privileged: true` }), "misconfig")[2]).toBe("plugin");
      expect(ends(thinWall({ plugin: `${runtime}, mounts: ["/etc:/host"]` }), "misconfig")[0]).toBe("host root");
    }
  });
});

describe("a flaw of the kernel behind a rare call", () => {
  test("Docker's profile refuses the call; without a profile every neighbour is hit", () => {
    expect(ends(thinWall(), "kernelbug")).toEqual(["container", "seccomp", "plugin"]);
    expect(ends(thinWall({ plugin: 'securityOpts: ["seccomp=unconfined"]' }), "kernelbug")).toEqual(["host kernel", "none", NEIGHBOURS]);
    expect(ends(thinWall({ plugin: "privileged: true" }), "kernelbug")[0]).toBe("host kernel");
  });
  test("another kernel answers under gVisor and Kata", () => {
    const open = 'securityOpts: ["seccomp=unconfined"]';
    expect(ends(thinWall({ plugin: `${open}, ${GVISOR}` }), "kernelbug")).toEqual(["container", "runtime", "plugin"]);
    expect(ends(thinWall({ plugin: `${open}, ${KATA}` }), "kernelbug")).toEqual(["guest kernel", "runtime", "plugin"]);
  });
});

describe("a flaw of an emulated device", () => {
  const floppy = "devices: [isa-fdc]";
  test("with a floppy controller and a QEMU of 2015 a guest reaches the host and everybody on it", () => {
    const row = wall(thinWall({ partner: floppy, hardware: "qemu: 2.3.0" }), "deviceflaw", "partner");
    expect([row.reached, row.place, row.hit]).toEqual(["host root", "iron", "shop,blog,plugin,ledger"]);
  });
  test("the device removed or the emulator mended: it stays in the guest", () => {
    expect(ends(thinWall({ hardware: "qemu: 2.3.0" }), "deviceflaw", "partner")).toEqual(["guest kernel", "hypervisor", "ledger"]);
    expect(ends(thinWall({ partner: floppy }), "deviceflaw", "partner")).toEqual(["guest kernel", "hypervisor", "ledger"]);
  });
  test("a container may not even speak to devices", () => {
    expect(ends(thinWall(), "deviceflaw")).toEqual(["container", "capabilities", "plugin"]);
  });
  test("a guest's own administrator gets no further with the other three", () => {
    const t = thinWall({ engine: OLD_RUNC });
    expect(["misconfig", "kernelbug", "runtimebug"].map((name) => ends(t, name, "partner"))).toEqual([
      ["guest kernel", "configuration", "ledger"], ["guest kernel", "hypervisor", "ledger"], ["guest kernel", "runtime", "ledger"],
    ]);
  });
});

describe("chapter 7's exercises", () => {
  test("the hardened plugin keeps misconfig and kernelbug inside its container", () => {
    const t = thinWall({ engine: OLD_RUNC, plugin: HARDENED });
    expect([ends(t, "misconfig")[0], ends(t, "kernelbug")[0]]).toEqual(["container", "container"]);
  });
  test.each([KATA, GVISOR])("for a stranger: %s keeps every radius at one", (runtime) => {
    const rows = look(thinWall({ engine: OLD_RUNC, plugin: runtime })).tables.walls.filter((row) => row.target === "plugin");
    expect(rows.map((row) => row.blast_radius)).toEqual([1, 1, 1, 1]);
  });
  test("neighbours share a kernel, the VM beside them does not", () => {
    const { walls } = look(thinWall()).tables;
    expect(walls.filter((row) => row.attack === "misconfig").map((row) => [row.target, row.shares, row.panic_hit])).toEqual([
      ["hermes", "", NEIGHBOURS], ["shop", "blog,plugin", NEIGHBOURS], ["blog", "shop,plugin", NEIGHBOURS], ["plugin", "shop,blog", NEIGHBOURS], ["partner", "", "ledger"],
    ]);
  });
});
