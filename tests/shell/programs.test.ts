import { describe, expect, test } from "vitest";
import { asked, inside, shown } from "./fixture.ts";

describe("looking at a machine", () => {
  test("top", () => expect(shown("top")).toMatchInlineSnapshot(`
    "top - 09:01:40 up 1 day,  2:03,  1 user,  load average: 21.50, 7.25, 2.60
    Tasks:   9 total,   5 running,   4 sleeping,   0 stopped,   0 zombie
    %Cpu(s): 87.1 us, 10.0 sy,  2.9 ni,  0.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
    MiB Mem :  32768.0 total,  17408.0 free,  14336.0 used,   1024.0 buff/cache
    MiB Swap:   8192.0 total,   7680.0 free,    512.0 used.  17920.0 avail Mem

        PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND  
       2001 libvirt+  20   0 9437184   6.1g  40960 S 200.0  19.1   2:10.00 qemu-sys+
       1201 shop      20   0  921600 524288   8192 R  23.5   1.6   1:02.50 shop
       1202 shop      20   0  921600 524288   8192 R  23.5   1.6   1:01.25 shop
       4001 batch     20   0   61440  40960   8192 R  23.5   0.1   0:03.50 batch
       4002 batch     20   0   61440  40960   8192 R  23.5   0.1   0:03.50 batch
       4003 batch     25   5   61440  40960   8192 R  23.5   0.1   0:03.50 batch
       1310 postgres  20   0   12.5g  12.0g  65536 S   2.0  37.5   0:02.00 shop-db
          1 root      20   0   22528  13300   8900 S   0.0   0.0   0:05.42 systemd
          2 root      20   0       0      0      0 S   0.0   0.0   0:00.00 kthreadd"
  `));
  test("top in a pipe, by memory", () => expect(shown("top -b -n 1 -o %MEM | head -10 | tail -4")).toMatchInlineSnapshot(`
    "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
       1310 postgres  20   0   12.5g  12.0g  65536 S   2.0  37.5   0:02.00 shop-db
       2001 libvirt+  20   0 9437184   6.1g  40960 S 200.0  19.1   2:10.00 qemu-system-x86
       1201 shop      20   0  921600 524288   8192 R  23.5   1.6   1:02.50 shop"
  `));
  test("top of some processes, with command lines", () => expect(shown("top -b -n 1 -c -p 1201,1310 | tail -2")).toMatchInlineSnapshot(`
    "   1201 shop      20   0  921600 524288   8192 R  23.5   1.6   1:02.50 /usr/bin/shop --workers 1
       1310 postgres  20   0   12.5g  12.0g  65536 S   2.0  37.5   0:02.00 /usr/lib/shop-db/bin/shop-db -D /var/lib/shop-db"
  `));
  test("free", () => expect(shown("free; free -h; free -m -t; free -g -w")).toMatchInlineSnapshot(`
    "               total        used        free      shared  buff/cache   available
    Mem:        33554432    14680064    17825792           0     1048576    18350080
    Swap:        8388608      524288     7864320
                   total        used        free      shared  buff/cache   available
    Mem:            32Gi        14Gi        17Gi          0B       1.0Gi        17Gi
    Swap:          8.0Gi       512Mi       7.5Gi
                   total        used        free      shared  buff/cache   available
    Mem:           32768       14336       17408           0        1024       17920
    Swap:           8192         512        7680
    Total:         40960       14848       25088
                   total        used        free      shared     buffers       cache   available
    Mem:              32          14          17           0           0           1          17
    Swap:              8           0           7"
  `));
  test("vmstat", () => expect(shown("vmstat; vmstat -w -t; vmstat -S M 1 2")).toMatchInlineSnapshot(`
    "procs -----------memory---------- ---swap-- -----io---- -system-- -------cpu-------
     r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st gu
    34  0 524288 17825792      0 1048576    0 4096  1465 1757813 2150 9400 15 10  0  0  0 75
    --procs-- -----------------------memory---------------------- ---swap-- -----io---- -system-- ----------cpu---------- -----timestamp-----
       r    b         swpd         free         buff        cache   si   so    bi    bo   in   cs  us  sy  id  wa  st  gu                 UTC
      34    0       524288     17825792            0      1048576    0 4096  1465 1757813 2150 9400  15  10   0   0   0  75 2026-03-02 09:01:40
    procs -----------memory---------- ---swap-- -----io---- -system-- -------cpu-------
     r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st gu
    34  0    512  17408      0   1024    0 4096  1465 1757813 2150 9400 15 10  0  0  0 75"
  `));
  test("vmstat inside a guest shows what the host took", () => expect(shown("vmstat 1", inside("db1"))).toMatchInlineSnapshot(`
    "procs -----------memory---------- ---swap-- -----io---- -system-- -------cpu-------
     r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st gu
     4  0      0 1572864      0 524288    0    0   488  1953  812 1204 48  3  0  0 50  0"
  `));
  test("mpstat", () => expect(shown("mpstat")).toMatchInlineSnapshot(`
    "Linux 6.12.48+deb13-amd64 (atlas)       03/02/26        _x86_64_        (8 CPU)

    09:01:40     CPU    %usr   %nice    %sys %iowait    %irq   %soft  %steal  %guest  %gnice   %idle
    09:01:40     all   12.06    2.94   10.00    0.00    0.00    0.00    0.00   75.00    0.00    0.00"
  `));
  test("iostat", () => expect(shown("iostat -x")).toMatchInlineSnapshot(`
    "Linux 6.12.48+deb13-amd64 (atlas)       03/02/26        _x86_64_        (8 CPU)

    avg-cpu:  %user   %nice %system %iowait  %steal   %idle
              87.06    2.94   10.00    0.00    0.00    0.00

    Device             tps       kB/s    rqm/s    await  areq-sz   aqu-sz    %util
    nvme0n1        7100.00 1759277.34     0.00     9.00   247.79    64.00    97.00
    "
  `));
  test("uptime", () => expect(shown("uptime; uptime -p; uptime -s")).toMatchInlineSnapshot(`
    " 09:01:40 up 1 day,  2:03,  1 user,  load average: 21.50, 7.25, 2.60
    up 1 day, 2 hours, 3 minutes
    2026-03-01 06:58:36"
  `));
  test("dmesg tells of a kill as the kernel does", () => expect(shown("dmesg | tail -4; dmesg -T | tail -1 | cut -c 1-60")).toMatchInlineSnapshot(`
    "[    1.906600] Adding 8388608k swap on /swap.img.  Priority:-2 extents:1 across:8388608k SS
    [93776.250000] report invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0
    [93776.250000] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/shop-db.service,task=shop-db,pid=1310,uid=1000
    [93776.250000] Out of memory: Killed process 1310 (shop-db) total-vm:13107200kB, anon-rss:12517376kB, file-rss:65536kB, shmem-rss:0kB, UID:1000 pgtables:24600kB oom_score_adj:0
    [Mon Mar  2 09:01:32 2026] Out of memory: Killed process 131"
  `));
  test("dmesg of a guest", () => expect(shown("dmesg", inside("db1"))).toMatchInlineSnapshot(`
    "[    0.000000] Linux version 6.1.0-40-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44) #1 SMP PREEMPT_DYNAMIC Debian
    [    0.000000] Command line: BOOT_IMAGE=/boot/vmlinuz-6.1.0-40-amd64 root=/dev/vda ro quiet
    [    0.000000] DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.3-debian-1.16.3-2 04/01/2014
    [    0.000000] Hypervisor detected: KVM
    [    0.012300] Memory: 8388608K/8388608K available
    [    0.087100] smpboot: CPU0: AMD EPYC 9124 16-Core Processor
    [    0.196400] smp: Brought up 1 node, 4 CPUs
    [    1.132700] EXT4-fs (vda): mounted filesystem ro with ordered data mode. Quota mode: none.
    [    1.350100] systemd[1]: Detected virtualization kvm.
    [    1.412800] systemd[1]: Hostname set to <db1>."
  `));
  test("uname", () => expect(shown("uname; uname -r; uname -a; uname -nm")).toMatchInlineSnapshot(`
    "Linux
    6.12.48+deb13-amd64
    Linux atlas 6.12.48+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian x86_64 GNU/Linux
    atlas x86_64"
  `));
  test("lscpu", () => expect(shown("lscpu")).toMatchInlineSnapshot(`
    "Architecture:             x86_64
      CPU op-mode(s):         32-bit, 64-bit
      Byte Order:             Little Endian
    CPU(s):                   8
      On-line CPU(s) list:    0-7
    Vendor ID:                AuthenticAMD
      Model name:             AMD EPYC 9124 16-Core Processor
        Thread(s) per core:   1
        Core(s) per socket:   8
        Socket(s):            1
    Virtualization features:
      Virtualization:         AMD-V
    NUMA:
      NUMA node(s):           1
      NUMA node0 CPU(s):      0-7"
  `));
  test("lscpu inside a guest knows of the hypervisor", () => expect(shown("lscpu | grep -i -A 1 hyperv", inside("db1"))).toMatchInlineSnapshot(`
    "  Hypervisor vendor:      KVM
      Virtualization type:    full"
  `));
  test("disks", () => expect(shown("lsblk; df -h; df; swapon --show")).toMatchInlineSnapshot(`
    "NAME    MAJ:MIN RM  SIZE RO TYPE MOUNTPOINTS
    nvme0n1 259:0    0 1000G  0 disk /
    Filesystem      Size  Used Avail Use% Mounted on
    /dev/nvme0n1   1000G   20G  981G   2% /
    Filesystem      1K-blocks     Used  Available Use% Mounted on
    /dev/nvme0n1   1048576000 19995832 1028580167   2% /
    NAME      TYPE SIZE USED PRIO
    /swap.img file   8G 512M   -2"
  `));
  test("small ones", () => expect(shown("nproc; hostname; whoami; id; pwd; date; date +%s; date '+%F %T %a %%'")).toMatchInlineSnapshot(`
    "8
    atlas
    root
    uid=0(root) gid=0(root) groups=0(root)
    /root
    Mon Mar  2 09:01:40 UTC 2026
    1772442100
    2026-03-02 09:01:40 Mon %"
  `));
  test("Windows", () => expect(shown("ver; systeminfo; tasklist", inside("win1"))).toMatchInlineSnapshot(`
    "
    Microsoft Windows [Version 10.0.20348]

    Host Name:                 WIN1
    OS Name:                   Microsoft Windows Server 2022 Standard
    OS Version:                10.0.20348 N/A Build 20348
    System Manufacturer:       QEMU
    System Type:               x64-based PC
    Processor(s):              4 Processors Installed.
    Total Physical Memory:     8,192 MB
    Hyper-V Requirements:      A hypervisor has been detected.

    Image Name                     PID Session Name        Session#    Mem Usage
    ========================= ======== ================ =========== ============"
  `));
});

describe("files", () => {
  test("/proc of a machine", () => expect(shown("cat /proc/meminfo /proc/loadavg /proc/version /proc/swaps; grep -c processor /proc/cpuinfo; head -9 /proc/cpuinfo")).toMatchInlineSnapshot(`
    "MemTotal:       33554432 kB
    MemFree:        17825792 kB
    MemAvailable:   18350080 kB
    Buffers:               0 kB
    Cached:          1048576 kB
    SwapCached:            0 kB
    SwapTotal:       8388608 kB
    SwapFree:        7864320 kB
    AnonPages:      20028597 kB
    Mapped:           156356 kB
    21.50 7.25 2.60 34/45 4003
    Linux version 6.12.48+deb13-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44) #1 SMP PREEMPT_DYNAMIC Debian
    Filename                                Type            Size            Used            Priority
    /swap.img                               file            8388608         524288          -2
    8
    processor       : 0
    vendor_id       : AuthenticAMD
    model name      : AMD EPYC 9124 16-Core Processor
    physical id     : 0
    siblings        : 8
    core id         : 0
    cpu cores       : 8
    flags           : fpu vme de pse tsc msr pae mce cx8 apic sse sse2 ht syscall nx lm vmx
    "
  `));
  test("/proc of a process", () => expect(shown("cat /proc/1310/status /proc/1310/comm /proc/1310/oom_score /proc/1310/oom_score_adj /proc/1310/cgroup")).toMatchInlineSnapshot(`
    "Name:   shop-db
    State:  S (sleeping)
    Tgid:   1310
    Pid:    1310
    PPid:   1
    NSpid:  1310
    VmSize: 13107200 kB
    VmRSS:  12582912 kB
    RssAnon:        12517376 kB
    RssFile:           65536 kB
    RssShmem:              0 kB
    VmSwap:        0 kB
    Threads:        1
    CapInh: 0000000000000000
    CapPrm: 0000000000000000
    CapEff: 0000000000000000
    CapBnd: 000001ffffffffff
    CapAmb: 0000000000000000
    NoNewPrivs:     0
    Cpus_allowed_list:      0-7
    shop-db
    917
    0
    0::/system.slice/shop-db.service"
  `));
  test("/etc", () => expect(shown("cat /etc/os-release; cat /etc/hostname")).toMatchInlineSnapshot(`
    "PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
    NAME="Debian GNU/Linux"
    VERSION_ID="13"
    VERSION="13 (trixie)"
    VERSION_CODENAME=trixie
    ID=debian
    atlas"
  `));
  test("ls", () => expect(shown("ls / /etc /proc/1310 /nope; cd /proc; ls meminfo; pwd")).toMatchInlineSnapshot(`
    "ls: cannot access '/nope': No such file or directory
    /:
    dev
    etc
    proc
    root
    sys
    var

    /etc:
    hostname
    os-release

    /proc/1310:
    cgroup
    cmdline
    comm
    ns
    oom_score
    oom_score_adj
    status
    uid_map
    meminfo
    /proc"
  `));
});

describe("processes", () => {
  test("ps", () => expect(shown("ps aux")).toMatchInlineSnapshot(`
    "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
    root           1  5.4  0.0  22528 13300 ?        Ss   09:00   0:05 /sbin/init
    root           2  0.0  0.0      0     0 ?        S    09:00   0:00 [kthreadd]
    shop        1201 62.5  1.5 921600 524288 ?       Rs   09:00   1:02 /usr/bin/shop --workers 1
    shop        1202 61.3  1.5 921600 524288 ?       Rs   09:00   1:01 /usr/bin/shop --workers 1
    postgres    1310  2.0 37.5 13107200 12582912 ?   Ss   09:00   0:02 /usr/lib/shop-db/bin/shop-db -D /var/lib/shop-db
    libvirt+    2001  130 19.1 9437184 6417285 ?     Ssl  09:00   2:10 /usr/bin/qemu-system-x86_64 -name guest=db1
    batch       4001 11.7  0.1  61440 40960 ?        Rs   09:01   0:03 /usr/bin/batch --worker
    batch       4002 11.7  0.1  61440 40960 ?        Rs   09:01   0:03 /usr/bin/batch --worker
    batch       4003 11.7  0.1  61440 40960 ?        RNs  09:01   0:03 /usr/bin/batch --worker"
  `));
  test("ps -ef", () => expect(shown("ps -ef")).toMatchInlineSnapshot(`
    "UID          PID    PPID  C STIME TTY          TIME CMD
    root           1       0  5 09:00 ?        00:00:05 /sbin/init
    root           2       0  0 09:00 ?        00:00:00 [kthreadd]
    shop        1201       1 62 09:00 ?        00:01:02 /usr/bin/shop --workers 1
    shop        1202       1 61 09:00 ?        00:01:01 /usr/bin/shop --workers 1
    postgres    1310       1  2 09:00 ?        00:00:02 /usr/lib/shop-db/bin/shop-db -D /var/lib/shop-db
    libvirt+    2001       1 99 09:00 ?        00:02:10 /usr/bin/qemu-system-x86_64 -name guest=db1
    batch       4001       1 11 09:01 ?        00:00:03 /usr/bin/batch --worker
    batch       4002       1 11 09:01 ?        00:00:03 /usr/bin/batch --worker
    batch       4003       1 11 09:01 ?        00:00:03 /usr/bin/batch --worker"
  `));
  test("ps with columns of one's own", () => expect(shown("ps -e -o pid,ni,rss,comm --sort=-rss | head -4; ps -C batch -o pid=,nlwp,oom,oomadj,stat,etime; ps -p 1310 -o args=")).toMatchInlineSnapshot(`
    "    PID  NI   RSS COMMAND
       1310   0 12582912 shop-db
       2001   0 6417285 qemu-system-x86
       1201   0 524288 shop
            NLWP  OOM OOMADJ STAT     ELAPSED
       4001    1  667      0 Rs         00:30
       4002    1  667      0 Rs         00:30
       4003    1  667      0 RNs        00:30
    /usr/lib/shop-db/bin/shop-db -D /var/lib/shop-db"
  `));
  test("pgrep and pidof", () => expect(shown("pgrep -l batch; pgrep -c batch; pgrep -x shop; pgrep -f shop-db; pgrep -d, -n batch; pgrep -v -u root -l; pidof batch; pidof -s shop")).toMatchInlineSnapshot(`
    "4001 batch
    4002 batch
    4003 batch
    3
    1201
    1202
    1310
    4003
    1201 shop
    1202 shop
    1310 shop-db
    2001 qemu-system-x86
    4001 batch
    4002 batch
    4003 batch
    4003 4002 4001
    1202"
  `));
  test("kill -l", () => expect(shown("kill -l; kill -l 137 KILL")).toMatchInlineSnapshot(`
    " 1) SIGHUP       2) SIGINT       3) SIGQUIT      4) SIGILL       5) SIGTRAP
     6) SIGABRT      7) SIGBUS       8) SIGFPE       9) SIGKILL     10) SIGUSR1
    11) SIGSEGV     12) SIGUSR2     13) SIGPIPE     14) SIGALRM     15) SIGTERM
    16) SIGSTKFLT   17) SIGCHLD     18) SIGCONT     19) SIGSTOP     20) SIGTSTP
    21) SIGTTIN     22) SIGTTOU     23) SIGURG      24) SIGXCPU     25) SIGXFSZ
    26) SIGVTALRM   27) SIGPROF     28) SIGWINCH    29) SIGIO       30) SIGPWR
    31) SIGSYS
    KILL
    9"
  `));
  test("renice says what was and what is", () => expect(shown("renice -n 19 -p $(pgrep batch) 77")).toMatchInlineSnapshot(`
    "renice: failed to get priority for 77 (process ID): No such process
    4001 (process ID) old priority 0, new priority 19
    4002 (process ID) old priority 0, new priority 19
    4003 (process ID) old priority 5, new priority 19"
  `));
  test("choom", () => expect(shown("choom -p 1310; choom -n -900 -p $(pgrep shop-db)")).toMatchInlineSnapshot(`
    "pid 1310's current OOM score: 917
    pid 1310's current OOM score adjust value: 0
    pid 1310's OOM score adjust value changed from 0 to -900"
  `));
  test("taskset", () => expect(shown("taskset -p 1201; taskset -cp 0,2-4 1201; taskset -p 0x3 1201")).toMatchInlineSnapshot(`
    "pid 1201's current affinity mask: ff
    pid 1201's current affinity list: 0-7
    pid 1201's new affinity list: 0,2-4
    pid 1201's current affinity mask: ff
    pid 1201's new affinity mask: 3"
  `));

  test.each([
    ["renice -n 19 -p $(pgrep batch)", { type: "renice", machine: "atlas", pids: [4001, 4002, 4003], nice: 19 }],
    ["renice 30 1201", { type: "renice", machine: "atlas", pids: [1201], nice: 19 }],
    ["renice -5 -p 1201", { type: "renice", machine: "atlas", pids: [1201], nice: -5 }],
    ["sudo renice --priority=3 1201", { type: "renice", machine: "atlas", pids: [1201], nice: 3 }],
    ["pgrep batch | xargs renice -n 7 -p", { type: "renice", machine: "atlas", pids: [4001, 4002, 4003], nice: 7 }],
    ["choom -n -900 -p 1310", { type: "setOomScoreAdj", machine: "atlas", pids: [1310], value: -900 }],
    ["taskset -cp 0,2-3 1201", { type: "setAffinity", machine: "atlas", pids: [1201], cpus: [0, 2, 3] }],
    ["taskset -p c 1201", { type: "setAffinity", machine: "atlas", pids: [1201], cpus: [2, 3] }],
    ["kill 1201", { type: "signal", machine: "atlas", pids: [1201], signal: "TERM" }],
    ["kill -9 1201 1202 999", { type: "signal", machine: "atlas", pids: [1201, 1202], signal: "KILL" }],
    ["kill -s SIGSTOP 1201", { type: "signal", machine: "atlas", pids: [1201], signal: "STOP" }],
    ["pkill -CONT -x batch", { type: "signal", machine: "atlas", pids: [4001, 4002, 4003], signal: "CONT" }],
    ["killall -KILL shop", { type: "signal", machine: "atlas", pids: [1201, 1202], signal: "KILL" }],
    ["lab fault start batch", { type: "fault", name: "start batch" }],
    ["lab load shop 60", { type: "load", app: "shop", perSecond: 60 }],
  ])("%s", (line, command) => {
    expect(asked(line)).toEqual([command]);
  });

  test("inside a guest they are the guest's", () => {
    expect(asked("kill $(pgrep postgres)", inside("db1"))).toEqual([{ type: "signal", machine: "atlas/db1", pids: [612], signal: "TERM" }]);
  });
});

describe("text through a pipe", () => {
  const text = "echo 'b 10\na 9\nb 10\nC 1K'";
  test.each([
    ["sort", "C 1K\na 9\nb 10\nb 10"],
    ["sort -f", "a 9\nb 10\nb 10\nC 1K"],
    ["sort -k 2 -n", "C 1K\na 9\nb 10\nb 10"],
    ["sort -k2,2nr", "b 10\nb 10\na 9\nC 1K"],
    ["sort -k 2 -h", "a 9\nb 10\nb 10\nC 1K"],
    ["sort -u -r", "b 10\na 9\nC 1K"],
    ["sort | uniq -c", "      1 C 1K\n      1 a 9\n      2 b 10"],
    ["sort | uniq -d", "b 10"],
    ["head -1", "b 10"],
    ["head -n -3", "b 10"],
    ["tail -n 1", "C 1K"],
    ["tail -n +4", "C 1K"],
    ["wc", "      4       8      19"],
    ["wc -l", "4"],
    ["grep b", "b 10\nb 10"],
    ["grep -c b", "2"],
    ["grep -n -v b", "2:a 9\n4:C 1K"],
    ["grep -i c", "C 1K"],
    ["grep -o '[0-9]*'", "10\n9\n10\n1"],
    ["grep -E '^(a|C)'", "a 9\nC 1K"],
    ["grep '(a|C)'", ""],
    ["grep -w 1", ""],
    ["grep -A 1 a", "a 9\nb 10"],
    ["grep -q zzz; echo $?", "1"],
    ["cut -d ' ' -f 2", "10\n9\n10\n1K"],
    ["cut -c 1,3-", "b10\na9\nb10\nC1K"],
    ["tr a-z A-Z", "B 10\nA 9\nB 10\nC 1K"],
    ["tr -d ' '", "b10\na9\nb10\nC1K"],
    ["tr '\\n' ,", "b 10,a 9,b 10,C 1K,"],
    ["cat", "b 10\na 9\nb 10\nC 1K"],
    ["xargs", "b 10 a 9 b 10 C 1K"],
    ["xargs -n 4", "b 10 a 9\nb 10 C 1K"],
    ["xargs -I{} echo [{}] | head -2", "[b 10]\n[a 9]"],
  ])("%s", (filter, output) => {
    expect(shown(`${text} | ${filter}`)).toBe(output);
  });
});

describe("this course's own", () => {
  test("why tells the chain of causes", () => expect(shown("why shop-db")).toMatchInlineSnapshot(`
    "  92.2 s  shop-db was started again by its supervisor (restarts so far: 1)
      92.2 s  because out of memory: the kernel killed shop-db (pid 1310), which held 12.0 GiB: killing it frees the most
      91.5 s    because atlas is short of memory: 100 MiB left
       2.0 s      because report started: 8 processes
       2.0 s        because fault "start leak": report starts, and leaks
       2.0 s          because you broke something: start leak"
  `));
  test("why of a pid, of a machine, of something nothing happened to", () => expect(shown("why 1310 | head -1; why atlas; why web1")).toMatchInlineSnapshot(`
    "  92.2 s  shop-db was started again by its supervisor (restarts so far: 1)
      91.5 s  atlas is short of memory: 100 MiB left
       2.0 s  because report started: 8 processes
       2.0 s    because fault "start leak": report starts, and leaks
       2.0 s      because you broke something: start leak
    nothing has happened to web1 so far"
  `));
  test("lab faults", () => expect(shown("lab faults; lab fault start-batch; lab load shop 60")).toMatchInlineSnapshot(`
    "FAULT         DONE   WHAT HAPPENS
    start batch   no     batch starts 32 workers
    start leak    yes    report starts, and leaks
    start batch: batch starts 32 workers
    shop: 60 requests a second from now on"
  `));
});
