import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { interpret } from "../../src/shell/interpret.ts";
import { atHost, recorder, shown } from "./fixture.ts";

describe("patterns become the names that they fit", () => {
  test.each([
    ["a star, in order", "echo /proc/1/c*", "/proc/1/cgroup /proc/1/cmdline /proc/1/comm"],
    ["relative to where one is", "cd /proc/1; echo c*", "cgroup cmdline comm"],
    ["a question mark, a set and its opposite", "echo /proc/1/n? /proc/1/[ns]* /proc/1/[!cosu]*", "/proc/1/ns /proc/1/ns /proc/1/status /proc/1/ns"],
    ["in the middle of a path", "echo /proc/400?/comm", "/proc/4001/comm /proc/4002/comm /proc/4003/comm"],
    ["quoted, it is itself", "echo '/proc/1/c*' \"/proc/1/c*\" /proc/1/c\\*", "/proc/1/c* /proc/1/c* /proc/1/c*"],
    ["what fits nothing stays", "echo /proc/1/x*", "/proc/1/x*"],
    ["a variable's pattern counts, unless it is quoted", "P=/proc/1/comm*; echo $P \"$P\"", "/proc/1/comm /proc/1/comm*"],
    ["a program gets the names", "cat /proc/400[12]/comm", "batch\nbatch"],
    ["braces come first", "echo {a,b}{1..3} x{3..1}", "a1 a2 a3 b1 b2 b3 x3 x2 x1"],
    ["braces may hold variables, quotes and braces", "X=7; echo {1,$X}/ns {a,'b c'} {x,y{1,2}}", "1/ns 7/ns a b c x y1 y2"],
    ["a slash behind a pattern wants directories", "cd /proc/1; echo */", "ns/"],
    ["what is in double braces stays for docker", "echo {{.Names}} {{.A}},{{.B}}", "{{.Names}} {{.A}},{{.B}}"],
  ])("%s", (_what, line, output) => expect(shown(line)).toBe(output));
});

describe("variables of one's own", () => {
  test.each([
    ["X=5; echo $X", "5"],
    ["X='a  b' Y=2; echo \"$X\" $Y", "a  b 2"],
    ["export PID=$(pgrep -o batch); cat /proc/$PID/comm", "batch"],
    ["X=1; unset X; echo [$X]", "[]"],
    ["X=1; X=${X}2; echo $X", "12"],
    ["X=1 echo $X", "a variable for one command alone is not modelled here: the programs read none; the nearest thing is to set it before, with ;"],
    ["cd /proc; cd /; cd -; echo $PWD", "/proc\n/proc"],
    ["!ps", "!ps is a real spelling, not modelled here; the nearest thing: the up arrow brings earlier lines back"],
    ["cd -", "bash: cd: OLDPWD not set"],
  ])("%s", (line, output) => expect(shown(line)).toBe(output));
});

describe("loops on one line", () => {
  test.each([
    ["for i in 1 2 x; do echo n$i; done", "n1\nn2\nnx"],
    ["for p in $(pgrep batch); do cat /proc/$p/comm; done; echo end", "batch\nbatch\nbatch\nend"],
    ["for f in /proc/1/c*; do echo $f; done && echo end", "/proc/1/cgroup\n/proc/1/cmdline\n/proc/1/comm\nend"],
    ["for a in 1 2; do for b in x y; do echo $a$b; done; done", "1x\n1y\n2x\n2y"],
    ["for i in $(seq 3 -1 1); do echo $i; done", "3\n2\n1"],
    ["for i in; do echo $i; done; echo none", "none"],
    ["for i in 'a b' \"it's\"; do echo [$i]; done", "[a b]\n[it's]"],
    ["for i in 1 2 3", "do is missing\na loop stands on one line here, for example: for i in 1 2 3; do echo $i; done"],
    ["for i in 1 2 3; do echo $i", "done is missing\na loop stands on one line here, for example: for i in 1 2 3; do echo $i; done"],
    ["for i in 1 2; do echo $i; done | wc -l", "what a loop prints cannot be piped or redirected here; the nearest thing is to do it inside the loop"],
    ["for ((i=0;i<3;i++)); do echo $i; done", "for takes the name of a variable and words here\nfor i in $(seq 1 10); do echo $i; done"],
    ["while pgrep nobody; do echo x; done", "while goes on for ever here: while true, or while sleep 1; other conditions are not modelled\nwatch -n 1 COMMAND repeats a command too"],
    ["done", "bash: syntax error: do and done belong to a loop: for i in 1 2 3; do echo $i; done"],
  ])("%s", (line, output) => expect(shown(line)).toBe(output));

  test("a turn that takes time goes on with the turns behind it", () => {
    const { output, follow } = interpret("for i in 1 2; do echo $i; sleep 1; done; echo end", atHost, recorder());
    expect(output.map(lineText)).toEqual(["1"]);
    expect(follow?.line).toBe("sleep 1; i='2'; echo $i; sleep 1; echo end");
  });

  test("one that takes none would never end", () => expect(shown("while true; do echo x; done").split("\n").slice(-2)).toEqual(["this loop takes no time, or has too many turns: it would not end here", "put sleep 1 into it"]));
});

describe("files in and out", () => {
  test.each([
    ["cat < /proc/1/comm", "systemd"],
    ["wc -l < /proc/1/comm", "1"],
    ["cat < /nowhere", "bash: /nowhere: No such file or directory"],
    ["echo `pgrep -o batch`", "4001"],
    ["printf '%s\\n' a b", "a\nb"],
    ["printf '%-3s|%3d|%%\\n' ab 7", "ab |  7|%"],
    ["printf plain", "plain"],
    ["echo x | tee | tr x y", "y"],
    ["echo x | tee /dev/null", "x"],
    ["echo x | tee /etc/motd", "x\ntee: /etc/motd: Read-only file system\nfiles of your own are not modelled here; let a pipe carry the output to the next command"],
    ["head -1 /proc/1/comm /proc/4001/comm", "==> /proc/1/comm <==\nsystemd\n\n==> /proc/4001/comm <==\nbatch"],
  ])("%s", (line, output) => expect(shown(line)).toBe(output));
});
