import { describe, expect, test } from "vitest";
import { asked, shown } from "./fixture.ts";

describe("virsh tells", () => {
  test("the domains", () => {
    expect(shown("virsh list --all")).toMatchInlineSnapshot(`
      " Id   Name     State
      -------------------------
       1    web1     running
       2    db1      running
       3    win1     running
       -    cache1   shut off
      "
    `);
    expect(shown("virsh list --name --inactive")).toBe("cache1\n");
  });
  test("what a domain is", () => {
    expect(shown("virsh dominfo db1")).toMatchInlineSnapshot(`
      "Id:             2
      Name:           db1
      UUID:           bfadba31-9684-4c82-a8f1-1a5295468315
      OS Type:        hvm
      State:          running
      CPU(s):         4
      CPU time:       1300.4s
      Max memory:     8388608 KiB
      Used memory:    8388608 KiB
      Persistent:     yes
      Autostart:      disable
      Managed save:   no
      "
    `);
    expect(shown("virsh dominfo 2")).toBe(shown("virsh dominfo --domain db1"));
  });
  test("what a domain that is off is", () => expect(shown("virsh dominfo cache1")).toMatchInlineSnapshot(`
    "Id:             -
    Name:           cache1
    UUID:           e9760b1b-1ba4-449a-a8f8-c01a75ca7d2d
    OS Type:        hvm
    State:          shut off
    CPU(s):         4
    Max memory:     8388608 KiB
    Used memory:    8388608 KiB
    Persistent:     yes
    Autostart:      disable
    Managed save:   no
    "
  `));
  test("its state", () => expect(shown("virsh domstate db1; virsh domstate cache1 --reason")).toBe("running\n\nshut off (unknown)\n"));
  test("its vCPUs", () => expect(shown("virsh vcpucount web1; virsh vcpucount web1 --maximum")).toMatchInlineSnapshot(`
    "maximum      config         4
    maximum      live           4
    current      config         2
    current      live           2

    4
    "
  `));
  test("where its vCPUs are", () => expect(shown("virsh vcpuinfo web1")).toMatchInlineSnapshot(`
    "VCPU:           0
    CPU:            N/A
    State:          running
    CPU time:       650.2s
    CPU Affinity:   yyyyyyyy

    VCPU:           1
    CPU:            N/A
    State:          running
    CPU time:       650.2s
    CPU Affinity:   yyyyyyyy
    "
  `));
  test("what it weighs", () => expect(shown("virsh schedinfo web1")).toMatchInlineSnapshot(`
    "Scheduler      : posix
    cpu_shares     : 100
    vcpu_period    : 100000
    vcpu_quota     : -1
    emulator_period: 100000
    emulator_quota : -1
    global_period  : 100000
    global_quota   : -1
    iothread_period: 100000
    iothread_quota : -1
    "
  `));
  test("its memory, from both sides", () => expect(shown("virsh dommemstat db1")).toMatchInlineSnapshot(`
    "actual 8388608
    unused 1572864
    available 8388608
    usable 1887436
    last_update 1772442100
    disk_caches 524288
    rss 6417285
    "
  `));
  test("its disks", () => expect(shown("virsh domblklist db1; virsh domblklist db1 --details")).toMatchInlineSnapshot(`
    " Target   Source
    ---------------------------------------------
     vda      /var/lib/libvirt/images/db1.qcow2

     Type   Device   Target   Source
    -------------------------------------------------------------
     file   disk     vda      /var/lib/libvirt/images/db1.qcow2
    "
  `));
  test("a disk promised and written", () => expect(shown("virsh domblkinfo db1 vda; virsh domblkinfo db1 vda --human; virsh domblkinfo db1 --all")).toMatchInlineSnapshot(`
    "Capacity:       42949672960
    Allocation:     9985798144
    Physical:       9985798144

    Capacity:       40.000 GiB
    Allocation:     9.300 GiB
    Physical:       9.300 GiB

     Target   Capacity      Allocation   Physical
    -------------------------------------------------
     vda      42949672960   9985798144   9985798144
    "
  `));
  test("a disk's counters", () => expect(shown("virsh domblkstat db1 vda")).toMatchInlineSnapshot(`
    "vda rd_req 11200
    vda rd_bytes 734003200
    vda wr_req 32768
    vda wr_bytes 2147483648
    "
  `));
  test("a disk's limits", () => expect(shown("virsh blkdeviotune db1 vda")).toMatchInlineSnapshot(`
    "total_bytes_sec: 0
    read_bytes_sec : 0
    write_bytes_sec: 0
    total_iops_sec : 0
    read_iops_sec  : 0
    write_iops_sec : 0
    "
  `));
  test("all counters", () => expect(shown("virsh domstats db1")).toMatchInlineSnapshot(`
    "Domain: 'db1'
      state.state=1
      cpu.time=1300400000000
      balloon.current=8388608
      balloon.maximum=8388608
      balloon.rss=6417285
      vcpu.current=4
      vcpu.maximum=4
      vcpu.0.state=1
      vcpu.0.time=325100000000
      vcpu.1.state=1
      vcpu.1.time=325100000000
      vcpu.2.state=1
      vcpu.2.time=325100000000
      vcpu.3.state=1
      vcpu.3.time=325100000000
      block.count=1
      block.0.name=vda
      block.0.rd.reqs=11200
      block.0.rd.bytes=734003200
      block.0.wr.reqs=32768
      block.0.wr.bytes=2147483648
      block.0.allocation=9985798144
      block.0.capacity=42949672960
    "
  `));
  test("a console", () => {
    expect(shown("virsh console db1")).toMatchInlineSnapshot(`
      "Connected to domain 'db1'
      Escape character is ^] (Ctrl + ])

      Debian GNU/Linux 12 (bookworm) db1 ttyS0

      db1 login: root (automatic login)"
    `);
    expect(shown("virsh console win1")).toMatchInlineSnapshot(`
      "Connected to domain 'win1'
      Escape character is ^] (Ctrl + ])

      Computer is booting, SAC started and initialized.
      SAC>cmd
      The Command Prompt session was successfully launched.

      Microsoft Windows [Version 10.0.20348]
      (c) Microsoft Corporation. All rights reserved."
    `);
  });
});

describe("virsh asks the world", () => {
  test.each([
    ["virsh start cache1", { type: "vmStart", vm: "cache1" }],
    ["virsh shutdown web1", { type: "vmShutdown", vm: "web1" }],
    ["virsh destroy 1", { type: "vmDestroy", vm: "web1" }],
    ["virsh reboot web1", { type: "vmReboot", vm: "web1" }],
    ["virsh suspend web1", { type: "vmSuspend", vm: "web1" }],
    ["virsh resume web1", { type: "vmResume", vm: "web1" }],
    ["virsh setvcpus web1 4 --live", { type: "vmSetVcpus", vm: "web1", count: 4, live: true, config: false, maximum: false }],
    ["virsh setvcpus --count 4 --domain web1", { type: "vmSetVcpus", vm: "web1", count: 4, live: false, config: false, maximum: false }],
    ["virsh setvcpus web1 8 --maximum --config", { type: "vmSetVcpus", vm: "web1", count: 8, live: false, config: true, maximum: true }],
    ["virsh setmem win1 4G --live", { type: "vmSetMemory", vm: "win1", bytes: 4 * 2 ** 30, live: true, config: false, maximum: false }],
    ["virsh setmem win1 4194304", { type: "vmSetMemory", vm: "win1", bytes: 4 * 2 ** 30, live: false, config: false, maximum: false }],
    ["virsh setmem win1 4GiB", { type: "vmSetMemory", vm: "win1", bytes: 4 * 2 ** 30, live: false, config: false, maximum: false }],
    ["virsh setmem win1 4GB", { type: "vmSetMemory", vm: "win1", bytes: 4e9, live: false, config: false, maximum: false }],
    ["virsh setmem win1 512m --config --live", { type: "vmSetMemory", vm: "win1", bytes: 512 * 2 ** 20, live: true, config: true, maximum: false }],
    ["virsh setmaxmem cache1 16G --config", { type: "vmSetMemory", vm: "cache1", bytes: 16 * 2 ** 30, live: false, config: true, maximum: true }],
    ["virsh schedinfo web1 --live cpu_shares=200", { type: "vmSetSchedule", vm: "web1", cpuShares: 200, live: true, config: false }],
    ["virsh schedinfo web1 --set cpu_shares=200 --set vcpu_quota=-1", { type: "vmSetSchedule", vm: "web1", cpuShares: 200, vcpuQuotaUs: -1, live: false, config: false }],
    ["virsh schedinfo web1 vcpu_period=50000 vcpu_quota=25000", { type: "vmSetSchedule", vm: "web1", vcpuPeriodUs: 50_000, vcpuQuotaUs: 25_000, live: false, config: false }],
    ["virsh blkdeviotune db1 vda --total-bytes-sec 209715200 --live", { type: "vmTuneDisk", vm: "db1", disk: "vda", totalBytesSec: 209_715_200, live: true, config: false }],
    ["virsh blkdeviotune db1 vda --total_bytes_sec=200M --total-iops-sec 100", { type: "vmTuneDisk", vm: "db1", disk: "vda", totalBytesSec: 200 * 2 ** 20, totalIopsSec: 100, live: false, config: false }],
  ])("%s", (line, command) => {
    expect(asked(line)).toEqual([command]);
  });

  test("and says what was done", () => {
    expect(shown("virsh start cache1; virsh shutdown web1; virsh destroy web1; virsh reboot web1; virsh suspend web1; virsh resume web1")).toMatchInlineSnapshot(`
      "Domain 'cache1' started

      Domain 'web1' is being shutdown

      Domain 'web1' destroyed

      Domain 'web1' is being rebooted

      Domain 'web1' suspended

      Domain 'web1' resumed
      "
    `);
    expect(shown("virsh setvcpus web1 4")).toBe("");
  });
});
