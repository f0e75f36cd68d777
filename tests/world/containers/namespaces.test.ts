import { describe, expect, test } from "vitest";
import type { Kind } from "../../../src/world/machine/namespaces.ts";
import { after, doing, look, refusal, type Play } from "../scenes.ts";
import { container, hermes, run, order, idOf } from "./scene.ts";

const unshare = (t: Play, terminal: string, kinds: readonly Kind[], from = ""): Play =>
  doing(t, { type: "unshare", machine: "hermes", from, terminal, kinds, mountProc: kinds.includes("pid"), mapRoot: false, shell: "bash" });

const shell = (t: Play, terminal: string) => look(t).tables.processes.find((p) => p.terminal === terminal)!;
const inodes = (t: Play): number => look(t).tables.namespaces.length;

describe("namespaces", () => {
  test("there are eight, and every process refers to one of each", () => {
    const t = hermes();
    expect(look(t).tables.namespaces.map((ns) => ns.kind)).toEqual(["mnt", "net", "time", "cgroup", "pid", "user", "uts", "ipc"]);
    const views = new Set(look(t).tables.processes.map((p) => [p.ns_mnt, p.ns_net, p.ns_pid, p.ns_uts, p.ns_ipc, p.ns_user, p.ns_cgroup, p.ns_time].join()));
    expect([...views]).toEqual(["4026531832,4026531833,4026531836,4026531838,4026531839,4026531837,4026531835,4026531834"]);
  });

  test("a process by hand: PID 1 inside, a hostname of its own, only a loopback device that is down", () => {
    const t = unshare(hermes(), "pts/1", ["pid", "uts", "net"]);
    const bash = shell(t, "pts/1");
    expect([bash.pid_inside, bash.ns_pids]).toEqual([1, `${bash.pid} 1`]);
    expect(look(t).tables.devices.filter((d) => d.net === bash.ns_net).map((d) => [d.name, d.up])).toEqual([["lo", false]]);
    const named = doing(t, { type: "setHostname", machine: "hermes", from: "pts/1", name: "tiny" });
    expect([shell(named, "pts/1").hostname, look(named).tables.processes[0]!.hostname]).toEqual(["tiny", "hermes"]);
  });

  test("pid namespaces nest: a process has a pid in each, and is seen from outside only", () => {
    const outer = unshare(hermes(), "pts/1", ["pid"]);
    const inner = unshare(outer, "pts/2", ["pid"], "pts/1");
    const deep = shell(inner, "pts/2");
    expect(deep.ns_pids).toBe(`${deep.pid} 2 1`);
    expect(look(inner).tables.namespaces.filter((ns) => ns.kind === "pid").map((ns) => ns.depth)).toEqual([0, 1, 2]);
  });

  test("the end of PID 1 is the end of all inside, and of the namespaces that nobody is in then", () => {
    const before = inodes(hermes());
    const two = unshare(unshare(hermes(), "pts/1", ["pid", "uts"]), "pts/2", ["pid", "net"], "pts/1");
    expect(inodes(two)).toBe(before + 6);
    const ended = doing(two, { type: "signal", machine: "hermes", pids: [shell(two, "pts/1").pid], signal: "KILL" });
    expect(look(ended).tables.processes.some((p) => p.terminal !== "")).toBe(false);
    expect(inodes(ended)).toBe(before);
  });

  test("a PID 1 without a handler does not hear SIGTERM; SIGKILL from outside it does", () => {
    const t = unshare(hermes(), "pts/1", ["pid"]);
    const { pid } = shell(t, "pts/1");
    expect(shell(doing(t, { type: "signal", machine: "hermes", pids: [pid], signal: "TERM" }), "pts/1")?.pid).toBe(pid);
    expect(shell(doing(t, { type: "signal", machine: "hermes", pids: [pid], signal: "KILL" }), "pts/1")).toBeUndefined();
  });

  test("joining: a shell in the net namespace of a container, and otherwise at home", () => {
    const t = run(hermes(), "nginx", "web");
    const joined = doing(t, { type: "nsenter", machine: "hermes", from: "", terminal: "pts/1", target: container(t, "web").pid, kinds: ["net"], shell: "bash" });
    const bash = shell(joined, "pts/1");
    expect([bash.ns_net === container(t, "web").ns_net, bash.ns_pid]).toEqual([true, 4026531836]);
    expect(refusal(t, { type: "nsenter", machine: "hermes", from: "", terminal: "pts/1", target: 99_999, kinds: ["net"], shell: "bash" })).toBe("nsenter: cannot open /proc/99999/ns/net: No such file or directory");
  });

  test("a net namespace lives on while the container that shares it does", () => {
    const t = run(run(hermes(), "nginx", "web"), "busybox", "sidecar", { network: `container:web`, command: ["sleep", "1d"] });
    const net = container(t, "web").ns_net;
    expect([container(t, "sidecar").ns_net, container(t, "sidecar").ns_pid === container(t, "web").ns_pid]).toEqual([net, false]);
    const alone = after(order(t, { do: "stop", ids: [idOf(t, "web")], graceSeconds: 10 }), 1);
    expect(look(alone).tables.namespaces.some((ns) => ns.inode === net)).toBe(true);
    const gone = order(alone, { do: "rm", ids: [idOf(alone, "sidecar")], force: true, volumes: false });
    expect(look(gone).tables.namespaces).toHaveLength(8);
  });
});
