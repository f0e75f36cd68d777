import { describe, expect, test } from "vitest";
import { interpret } from "../../src/shell/interpret.ts";
import { asked, atHost, inside, recorder, refused, shown } from "./fixture.ts";
import { lineText } from "../../src/display/line.ts";

describe("words", () => {
  test.each([
    ["blanks part words", "echo a   b", "a b"],
    ["single quotes keep everything", "echo 'a   $USER'", "a   $USER"],
    ["double quotes keep blanks and fill in", 'echo "a   $USER"', "a   root"],
    ["a backslash takes the meaning away", "echo a\\ \\ b \\$USER \\\"x", 'a  b $USER "x'],
    ["quotes in the middle of a word", `echo a'b 'c"d e"f`, "ab cd ef"],
    ["an empty word is a word", "echo '' x | cut -c 1-3", " x"],
    ["variables", "echo $USER@$HOSTNAME:$PWD ${USER}s $NOTHING.", "root@atlas:/root roots ."],
    ["a lone dollar is itself", "echo $ a$ 5$", "$ a$ 5$"],
    ["a comment", "echo a # b", "a"],
    ["no comment inside a word", "echo a#b", "a#b"],
    ["home", "echo ~ ~/x a~", "/root /root/x a~"],
    ["what a substitution prints becomes words", "echo $(pgrep batch)", "4001 4002 4003"],
    ["in quotes it stays one word with its lines", 'echo "$(pgrep batch)"', "4001\n4002\n4003"],
    ["substitutions nest", "echo $(echo $(pgrep -o batch) x)", "4001 x"],
    ["a substitution inside a word", "echo pid-$(pgrep -x batch | head -1)!", "pid-4001!"],
    ["brackets and quotes inside a substitution", `echo $(echo ")" '$(')`, ") $("],
    ["a name of a variable is no name of ours", "echo [$constructor] [$toString]", "[] []"],
  ])("%s", (_what, line, output) => {
    expect(shown(line)).toBe(output);
  });
});

describe("commands one after another", () => {
  test.each([
    ["echo a; echo b", "a\nb"],
    ["true && echo yes || echo no", "yes"],
    ["false && echo yes || echo no", "no"],
    ["false; echo $?", "1"],
    ["vrish; echo $?", "bash: vrish: command not found\ndid you mean virsh?\n127"],
    ["pgrep nobody; echo $?; echo $?", "1\n0"],
    ["echo -n -e 'a\\nb' -e", "a\nb -e"],
    ["echo -x -n", "-x -n"],
    ["kill -0 1201 && echo there", "there"],
    ["echo -n", ""],
    ["echo one two | cut -d ' ' -f 2 | tr a-z A-Z", "TWO"],
    ["echo x | false; echo $?", "1"],
    ["echo a ; ", "a"],
    ["", ""],
    ["   # nothing", ""],
  ])("%s", (line, output) => {
    expect(shown(line)).toBe(output);
  });

  test("each sees the world as the one before it left it", () => {
    const host = recorder();
    let looks = 0;
    interpret("renice -n 5 -p 1201 && virsh start cache1; ps", atHost, { ...host, look: () => (looks++, host.look()) });
    expect(host.commands.map((command) => command.type)).toEqual(["renice", "vmStart"]);
    expect(looks).toBeGreaterThan(3);
  });

  test("what the world refuses stops an && and sets the status", () => {
    const host = recorder(() => refused("invalid argument: cannot set memory higher than max memory", "virsh dominfo web1 shows the maximum"));
    const outcome = interpret("virsh setmem web1 9G --live && echo done", atHost, host);
    expect(outcome.output.map(lineText)).toEqual(["error: invalid argument: cannot set memory higher than max memory", "virsh dominfo web1 shows the maximum"]);
    expect(outcome.output[0]![0]!.tone).toBe("bad");
    expect(outcome.status).toBe(1);
    expect(outcome.seat.status).toBe(1);
  });

  test("the status is kept from line to line", () => {
    const first = interpret("false", atHost, recorder());
    expect(interpret("echo $?", first.seat, recorder()).output.map(lineText)).toEqual(["1"]);
  });
});

describe("where output goes", () => {
  test.each([
    ["echo a > /dev/null", ""],
    ["cat /nope 2> /dev/null; echo $?", "1"],
    ["cat /nope /etc/hostname 2>/dev/null", "atlas"],
    ["cat /nope 2>&1 | wc -l", "1"],
    ["cat /nope &> /dev/null", ""],
    ["echo a > /tmp/a", "bash: /tmp/a: Read-only file system\nfiles of your own are not modelled here; let a pipe carry the output to the next command"],
    ["echo 1 > /sys/fs/cgroup/nobody/cpu.max", "bash: /sys/fs/cgroup/nobody/cpu.max: No such file or directory"],
    ["echo 2000 > /proc/1310/oom_score_adj", "bash: echo: write error: Invalid argument\noom_score_adj takes a whole number from -1000 to 1000"],
    ["echo 5 > /proc/77/oom_score_adj", "bash: /proc/77/oom_score_adj: No such file or directory"],
    ["echo a >", "bash: syntax error near unexpected token 'newline'\n> needs a file name after it"],
  ])("%s", (line, output) => {
    expect(shown(line)).toBe(output);
  });

  test("a write to a file of the kernel is a command", () => {
    expect(asked("echo -900 > /proc/1310/oom_score_adj")).toEqual([{ type: "setOomScoreAdj", machine: "atlas", pids: [1310], value: -900 }]);
    expect(asked("cd /proc/1310; echo 7 > oom_score_adj")).toEqual([{ type: "setOomScoreAdj", machine: "atlas", pids: [1310], value: 7 }]);
  });
});

describe("what is not modelled says so, and names the nearest thing", () => {
  test.each([
    ["sleep 5 &", "running things in the background with & is not modelled here; the nearest thing is to let simulated time run while you type"],
    ["if true; then echo a; fi", "if and case are not modelled here; the nearest things are && (when it worked) and || (when it failed)"],
    ["f() { echo; }", "a subshell in ( ) is not modelled here; the nearest thing is to run its commands one after another with ;"],
    ["echo $((1+2))", "arithmetic like $((1 + 2)) is not modelled here; the nearest thing is to write the number itself"],
    ["echo 'a", "a single quote (') is opened and never closed\nclose it, or write \\' for the sign itself"],
    ['echo "a', 'a double quote (") is opened and never closed\nclose it, or write \\" for the sign itself'],
    ["echo $(pgrep", "$( is opened and never closed\nput a ) after the command inside"],
    ["| wc", "bash: syntax error near unexpected token '|'\na command must stand before |"],
    ["echo a |", "the line ends after |: a command must follow it"],
    ["echo a && ", "the line ends after &&: a command must follow it"],
    ["echo $(virsh start cache1)", "error: Failed to start domain 'cache1'\nerror: only commands that read may stand inside $(…) here; this one would change the world\n"],
    ["echo $(sleep 5)", "a command that goes on as time passes cannot stand inside $(…) here\n"],
  ])("%s", (line, output) => {
    expect(shown(line)).toBe(output);
  });
});

describe("seats", () => {
  test("the console of a VM is another machine, and exit comes back", () => {
    const host = recorder();
    const there = interpret("virsh console db1", atHost, host);
    expect(there.seat).toMatchObject({ machine: "atlas/db1", user: "root" });
    const back = interpret("hostname; exit; hostname", there.seat, host);
    expect(back.output.map(lineText)).toEqual(["db1", "atlas"]);
    expect(back.seat).toMatchObject({ machine: "atlas", directory: "/root", outer: [] });
  });

  test("the console of a VM that is off closes", () => {
    const outcome = interpret("uname -r", inside("cache1"), recorder());
    expect(outcome.output.map(lineText)).toEqual(["the console has closed: domain 'cache1' is shut off; you are back on atlas"]);
    expect(outcome.seat.machine).toBe("atlas");
  });

  test("the host's own shell has no way out", () => {
    expect(shown("exit")).toBe("this is atlas's own shell: there is no other to go back to");
  });

  test("history tells what was typed, on every seat", () => {
    const host = recorder();
    const first = interpret("virsh console db1", atHost, host);
    expect(interpret("history", first.seat, host).output.map(lineText)).toEqual(["    1  virsh console db1", "    2  history"]);
  });

  test("clear wipes what stood before it", () => {
    const outcome = interpret("echo a; clear; echo b", atHost, recorder());
    expect(outcome.cleared).toBe(true);
    expect(outcome.output.map(lineText)).toEqual(["b"]);
  });
});

describe("commands that go on as time passes", () => {
  test("vmstat 1 3 prints its heading once and stops after three lines", () => {
    const host = recorder();
    const rounds: number[] = [];
    let outcome = interpret("echo first; vmstat 1 3; echo last", atHost, host);
    rounds.push(outcome.output.length);
    while (outcome.follow !== undefined) {
      outcome = interpret(outcome.follow.line, outcome.seat, host, outcome.follow.round);
      rounds.push(outcome.output.length);
    }
    expect(rounds).toEqual([4, 1, 2]);
    expect(outcome.output.map(lineText).at(-1)).toBe("last");
  });

  test("top asks to be run again on a cleared screen, and is typed once", () => {
    const outcome = interpret("top -d 1.5", atHost, recorder());
    expect(outcome.follow).toEqual({ every: 1_500_000_000, line: "top -d 1.5", round: 1, clear: true });
    expect(interpret("top -d 1.5", outcome.seat, recorder(), 1).seat.typed).toEqual(["top -d 1.5"]);
  });

  test("what changed the world is not done again", () => {
    const host = recorder();
    const outcome = interpret("renice 5 1201 && vmstat 1", atHost, host);
    interpret(outcome.follow!.line, outcome.seat, host, outcome.follow!.round);
    expect(host.commands).toHaveLength(1);
  });

  test("sleep lets time pass, then goes on", () => {
    const outcome = interpret("sleep 1m && echo awake", atHost, recorder());
    expect(outcome).toMatchObject({ output: [], follow: { every: 60_000_000_000, round: 1 } });
    expect(interpret(outcome.follow!.line, outcome.seat, recorder(), 1).output.map(lineText)).toEqual(["awake"]);
  });

  test("watch repeats one command", () => {
    const outcome = interpret("watch -n 1 pgrep batch", atHost, recorder());
    expect(outcome.output.map(lineText)).toEqual(["Every 1.0s: pgrep batch                          atlas: Mon Mar  2 09:01:40 2026", "", "4001", "4002", "4003"]);
    expect(outcome.follow).toMatchObject({ every: 1_000_000_000, clear: true });
  });
});
