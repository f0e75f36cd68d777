import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { helpPage } from "../../src/shell/help-page.ts";
import { shelves, verbs } from "../../src/shell/shelves.ts";
import { inside, shown } from "./fixture.ts";

describe("wrong lines are answered as the real programs answer, with what would help", () => {
  test.each([
    ["vrish list", "bash: vrish: command not found\ndid you mean virsh?"],
    ["qqqqqq", "bash: qqqqqq: command not found\nhelp lists the commands there are"],
    ["docker ps", "docker is a real command, not modelled here; the nearest thing: virsh manages the virtual machines here; containers come in a later chapter"],
    ["constructor", "bash: constructor: command not found\nhelp lists the commands there are"],
    ["virsh", "the interactive shell of virsh is not modelled here: type virsh COMMAND, for example virsh list --all\nhelp virsh lists its commands"],
    ["virsh setvcpu web1 4", "virsh setvcpu is a real command, not modelled here; the nearest thing: virsh setvcpus sets how many there are"],
    ["virsh lits", "error: unknown command: 'lits'\ndid you mean virsh list?"],
    ["virsh list --al", "error: command 'list' doesn't support option --al\ndid you mean \"--all\"?"],
    ["virsh list --title", "virsh list: real flag, not simulated here: --title\nsimulated here: --all --inactive --name --uuid --state-running --state-paused --state-shutoff"],
    ["virsh setvcpus web1", "error: command 'setvcpus' requires <count> option\nusage: virsh setvcpus [--live] [--config] [--current] [--maximum] DOMAIN COUNT"],
    ["virsh dominfo web1 x", "error: unexpected data 'x'\nusage: virsh dominfo DOMAIN"],
    ["virsh dominfo dbl", "error: failed to get domain 'dbl'\nerror: Domain not found: no domain with matching name 'dbl'\ndid you mean db1?"],
    ["virsh setvcpus web1 x", "error: Numeric value 'x' for <count> option is malformed or out of range"],
    ["virsh setvcpus web1 0", "error: Can't set 0 processors for a VM"],
    ["virsh setvcpus web1 4 --maximum", "error: Option --config is required by option --maximum"],
    ["virsh setmem web1 lots", "error: Scaled numeric value 'lots' for <size> option is malformed or out of range"],
    ["virsh setmem web1 4G --live --current", "error: Options --current and --live are mutually exclusive"],
    ["virsh start web1", "error: Domain is already active"],
    ["virsh console cache1", "error: The domain is not running"],
    ["virsh domblkinfo db1 vdx", "error: invalid argument: disk 'vdx' was not found in the domain config\ndb1 has vda"],
    ["virsh schedinfo db1 weight=5", "error: invalid scheduler option: weight\nthere are cpu_shares, vcpu_period, vcpu_quota"],
    ["free -q", "free: invalid option -- 'q'\nTry 'free --help' for more information."],
    ["free --humn", "free: unrecognized option '--humn'\ndid you mean \"--human\"?"],
    ["free --human=3", "free: option '--human' doesn't allow an argument\nusage: free [--human] [--bytes] [--kibi] [--mebi] [--gibi] [--tebi] [--kilo] [--mega] [--giga] [--wide] [--total] [--seconds SECONDS] [--count COUNT]"],
    ["top -H", "top: real flag, not simulated here: -H\nsimulated here: -b -n -d -o -p -u -c -i"],
    ["top -d", "top: option requires an argument -- 'd'\nTry 'top --help' for more information."],
    ["ps -o foo", 'error: unknown user-defined format specifier "foo"\ncolumns here: pid ppid ni pri rss vsz nlwp oom oomadj %cpu %mem c user stat s time bsdtime etime etimes start tty comm args cgroup cls rtprio'],
    ["ps --sort=rsss", 'error: unknown user-defined format specifier "rsss"\ndid you mean rss?'],
    ["renice", "renice: not enough arguments\nTry 'renice --help' for more information."],
    ["renice -n x 1201", "renice: invalid priority 'x'\nTry 'renice --help' for more information."],
    ["renice 5 999", "renice: failed to get priority for 999 (process ID): No such process"],
    ["choom -n 5", "choom: no PID or COMMAND specified\nTry 'choom --help' for more information."],
    ["choom -n 5 -p 4001 4002", "choom: invalid argument: 4002\nchoom takes one PID; for several: echo PID… | xargs -n 1 choom -n 5 -p"],
    ["kill 999 x", "bash: kill: (999) - No such process\nbash: kill: x: arguments must be process or job IDs"],
    ["kill -USR1 1201", "kill: SIGUSR1 is a real signal, not simulated here\nsimulated here: TERM KILL STOP CONT INT HUP"],
    ["kill -FOO 1201", "bash: kill: FOO: invalid signal specification\nkill -l lists the signals"],
    ["killall nope", "nope: no process found"],
    ["pgrep", "pgrep: no matching criteria specified\nTry 'pgrep --help' for more information."],
    ["pgrep '('", 'pgrep: regex error: "(" is not a regular expression'],
    ["echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | grep -E '(x+x+)+y'", "grep: a repeated group that ends in a repetition, as (a+)+, is not modelled here; leave one of them out"],
    ["!!", "!! is a real command, not modelled here; the nearest thing: the up arrow brings earlier lines back"],
    ["taskset -p 999", "taskset: failed to get pid 999's affinity: No such process"],
    ["vmstat x", "vmstat: delay must be positive integer"],
    ["sleep x", "sleep: invalid time interval 'x'\nTry 'sleep --help' for more information."],
    ["cat /nope", "cat: /nope: No such file or directory"],
    ["cat /proc/stat", "cat: /proc/stat: a real file, not modelled here; vmstat 1 and mpstat show how the CPUs spent the last second"],
    ["cat /proc", "cat: /proc: Is a directory"],
    ["grep x", "grep would wait for you to type its text: that is not modelled here\npipe something into it, for example ps aux | grep …, or give a file"],
    ["lab fault start bacth", 'lab: there is no fault "start bacth" here\ndid you mean lab fault start batch?'],
    ["lab load shop much", 'lab: "much" is not a number of requests per second\nlab load shop 60'],
    ["why shop-bd", "nothing here is called shop-bd\ndid you mean why shop-db?"],
    ["help hlep", "there is no command hlep here\ndid you mean help?"],
  ])("%s", (line, output) => {
    expect(shown(line)).toBe(output);
  });

  test("virsh is not installed inside a guest", () => {
    expect(shown("virsh list", inside("db1"))).toBe("bash: virsh: command not found\nvirsh is installed on the host, and this is the guest db1: exit goes back to the host");
  });

  test("Windows knows other words", () => {
    expect(shown("ls", inside("win1"))).toBe("'ls' is not recognized as an internal or external command,\noperable program or batch file.\nof Windows only ver, systeminfo, tasklist and cls are modelled here; exit goes back to the host");
  });
});

describe("help", () => {
  test("one page", () => {
    expect(shown("choom --help")).toMatchInlineSnapshot(`
      "choom: show or set how soon the OOM killer takes a process
      usage: choom [--adjust NUMBER] [--pid PID] [COMMAND…]
        COMMAND             starting one is not modelled
        -n, --adjust NUMBER the adjustment, -1000 (never) to 1000 (first)
        -p, --pid PID       which process
      example: choom -n -900 -p $(pgrep shop-db)
      note: one process at a time, as in life; for several: pgrep report | xargs -n
        1 choom -n 500 -p"
    `);
    expect(shown("man choom")).toBe(shown("choom --help"));
    expect(shown("help choom")).toBe(shown("choom --help"));
  });

  test("the list has a line for every command there can be without a cluster, and help NAME of a family only its own", () => {
    const list = shown("help").replaceAll("\n", " \n");
    for (const verb of verbs) if (!/^(kubectl|vi|vim|nano)\b/.test(verb.path)) expect(list).toContain(`  ${verb.path} `);
    expect(shown("help lab")).toMatchInlineSnapshot(`
      "This course's own
        lab faults          what can be broken here
        lab fault           break something, by the name that lab faults shows
        lab load            requests a second for an app, a fleet or a service
        lab fleet           many VMs or containers at once
        lab race            one service, started in five ways at once
        lab attack          at which gate an attack on a target would stop
        lab blast           who is hit where each attack would end
        lab orders          count the shop's orders, or place new ones
        lab churn           let containers come and go, and two callers look for them
        lab card            the deck of workloads: read a card, give it a home
        lab place           put workloads somewhere for the year
        lab backup          copy a workload's data away every night
        lab year            play a year with what is placed, 4 days a second
        lab score           points for the year, and what they are for
        lab train           train on all GPUs, all of it in a minute and a half
      help NAME says more; Tab completes; why NAME tells why something happened."
    `);
  });

  test("everything fits in 80 columns", () => {
    const lines = [...shown("help").split("\n"), ...verbs.flatMap((verb) => helpPage(verb).map(lineText))];
    expect(lines.filter((text) => text.length > 80)).toEqual([]);
    const wrapped = shelves.flatMap((shelf) => shelf.verbs).filter((verb) => verb.about.length > 58);
    expect(wrapped.map((verb) => verb.path)).toEqual([]);
  });

  test("every example is a line that works here", () => {
    const examples = verbs.filter((verb) => verb.example !== undefined && !/man|help/.test(verb.path) && verb.on !== "windows").map((verb) => verb.example!);
    const wrong = examples.filter((line) => /: not (found|simulated|modelled)|requires|usage: |unrecognized|invalid|failed to/.test(shown(line.replace("batch1", "db1").replace("report", "batch").replace("1234", "1201"))));
    expect(wrong).toEqual([]);
  });
});
