import { describe, expect, test } from "vitest";
import { complete } from "../../src/shell/complete.ts";
import { atHost, inside, seen } from "./fixture.ts";

const at = (line: string, seat = atHost) => complete(line, line.length, seat, seen);
const texts = (line: string, seat = atHost): string[] => at(line, seat).options.map((option) => option.text);
/** The line after Tab. */
const tab = (line: string): string => line.slice(0, at(line).from) + at(line).common;

describe("Tab", () => {
  test.each([
    ["a command", "ren", "renice "],
    ["the family of commands", "virs", "virsh "],
    ["a subcommand as far as it is certain", "virsh se", "virsh set"],
    ["a VM", "virsh dominfo we", "virsh dominfo web1 "],
    ["a flag", "virsh setvcpus web1 4 --li", "virsh setvcpus web1 4 --live "],
    ["a command inside $(", "renice -n 19 -p $(pgr", "renice -n 19 -p $(pgrep "],
    ["a process inside $(", "renice -n 19 -p $(pgrep ba", "renice -n 19 -p $(pgrep batch "],
    ["a command after a pipe", "ps aux | gr", "ps aux | grep "],
    ["a command after &&", "true && upt", "true && uptime "],
    ["after a runner", "sudo virsh blkd", "sudo virsh blkdeviotune "],
    ["after a runner with flags", "pgrep x | xargs -n 1 cho", "pgrep x | xargs -n 1 choom "],
    ["a pid", "kill -9 131", "kill -9 1310 "],
    ["the value of a flag", "choom -n 5 -p 131", "choom -n 5 -p 1310 "],
    ["the last of a list", "ps -e -o pid,nlw", "ps -e -o pid,nlwp "],
    ["a value after =", "ps --sort=-ppi", "ps --sort=-ppid "],
    ["the disk of that VM", "virsh domblkinfo db1 v", "virsh domblkinfo db1 vda "],
    ["a setting", "virsh schedinfo web1 --live cpu", "virsh schedinfo web1 --live cpu_shares="],
    ["a command in a loop", "for i in 1 2; do upt", "for i in 1 2; do uptime "],
    ["a file to read from", "wc -l < /proc/mem", "wc -l < /proc/meminfo "],
    ["a folder, and no blank after it", "cat /pr", "cat /proc/"],
    ["a file", "cat /proc/1310/oom_score_", "cat /proc/1310/oom_score_adj "],
    ["a file to write to", "echo 5 > /proc/1310/oom_score_", "echo 5 > /proc/1310/oom_score_adj "],
    ["a fault of several words", "lab fault start b", "lab fault start batch "],
    ["a name for why", "why cac", "why cache1 "],
    ["a command for help", "help virsh schedi", "help virsh schedinfo "],
    ["nothing that fits: the line stays", "virsh dominfo xyz", "virsh dominfo xyz"],
    ["inside quotes there is no command", 'echo "ren', 'echo "ren'],
  ])("%s", (_what, line, after) => {
    expect(tab(line)).toBe(after);
  });

  test("tells what the options are", () => {
    expect(at("virsh start ").options).toEqual([
      { text: "web1", about: "running" },
      { text: "db1", about: "running" },
      { text: "win1", about: "running" },
      { text: "cache1", about: "shut off" },
    ]);
  });

  test("completes what stands before the cursor and leaves the rest alone", () => {
    expect(complete("ren -n 5", 3, atHost, seen)).toMatchObject({ from: 0, to: 3, common: "renice " });
  });

  test("inside a guest there is no virsh", () => {
    expect(texts("vi", inside("db1"))).toEqual([]);
    expect(texts("ver", inside("win1"))).toEqual(["ver"]);
  });
});

test("a variable of one's own stands for the folder it names", () => {
  const line = "cat $P/oom_score_";
  const { options, from } = complete(line, line.length, { ...atHost, variables: { P: "/proc/1310" } }, seen);
  expect([line.slice(0, from), options.map((option) => option.text)]).toEqual(["cat ", ["$P/oom_score_adj"]]);
});
