import { expect, test } from "vitest";
import { problemText } from "../../src/world/problem.ts";
import { durationText, readBitRate, readByteRate, readBytes, readDuration } from "../../src/world/quantity.ts";
import { readScenario } from "../../src/world/scenario-file.ts";

const read = (text: string) => readScenario(text, "atlas", { file: "atlas.yaml", before: 0 });
const problems = (text: string): string[] => {
  const reading = read(text);
  return reading.ok ? [] : reading.problems.map(problemText);
};

test("what people write becomes bytes, nanoseconds and defaults", () => {
  expect(
    read(`
title: One server
hosts:
  - name: atlas
    cpus: 8
    memory: 32GiB
    disk: { speed: 2GB/s, latency: 350us }
    apps:
      - { name: shop, processes: 2, program: { kind: serve, perSecond: 50, work: 40ms } }
    vms:
      - { name: web1, vcpus: 2, vcpusMax: 4, memory: 4GiB, swap: 0 }
faults:
  - { name: start shop, about: it starts, start: [shop] }
`),
  ).toEqual({
    ok: true,
    scenario: {
      name: "atlas",
      title: "One server",
      engine: "fluid",
      hosts: [
        {
          name: "atlas", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64", swapBytes: 0, systemBytes: 2 ** 30,
          cpus: 8, cpuModel: "AMD EPYC 9354P 32-Core Processor", memoryBytes: 32 * 2 ** 30, nicBitsPerSecond: 1e10,
          disk: { name: "nvme0n1", capacityBytes: 1e12, bytesPerSecond: 2e9, latency: 350_000, parallel: 8 },
          apps: [
            {
              name: "shop", command: "shop", user: "shop", processes: 2, threads: 1, nice: 0, oomScoreAdj: 0, memoryBytes: 2 ** 24, autostart: true,
              restart: { policy: "no", delay: 1e9 }, needs: [],
              program: { kind: "serve", perSecond: 50, arrivals: "poisson", work: 40e6, spread: 0, timeout: 1e9, backlog: 1000, onGpu: 0 },
            },
          ],
          vms: [
            {
              name: "web1", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64", swapBytes: 0, systemBytes: 2 ** 28, apps: [],
              vcpus: 2, vcpusMax: 4, memoryBytes: 2 ** 32, memoryMaxBytes: 2 ** 32, overheadBytes: 120 * 2 ** 20, cpuShares: 100,
              diskBytes: 40 * 2 ** 30, diskAllocatedBytes: 4 * 2 ** 30, running: true,
            },
          ],
        },
      ],
      faults: [{ name: "start shop", about: "it starts", start: ["shop"], stop: [], panic: [] }],
    },
  });
});

test("every wrong line is named, with what to write instead", () => {
  expect(
    problems(`title: x
engine: slice
hosts:
  - name: atlas
    cpus: eight
    memory: 32 gigs
    aps: []
    apps:
      - name: shop
        program: { kind: serve, perSecond: 50, work: 40ms, spred: 1 }
      - name: b
        program: buzy
        needs: 3
`),
  ).toEqual([
    "atlas.yaml:2: engine has to be one of: sliced, fluid",
    "atlas.yaml:5: hosts[0].cpus has to be a number",
    'atlas.yaml:6: hosts[0].memory: "32 gigs" cannot be read, give a size like 12GiB or 512MiB',
    'atlas.yaml:7: hosts[0]: unknown key "aps", did you mean "apps"?',
    'atlas.yaml:10: hosts[0].apps[0].program: unknown key "spred", did you mean "spread"?',
    "atlas.yaml:12: hosts[0].apps[1].program.kind has to be one of: idle, busy, cycle, leak, burst, spike, fork, allocate, read, serve, disk, cache",
    "atlas.yaml:13: hosts[0].apps[1].needs has to be a list",
  ]);
});

test("parts that are right alone and wrong together", () => {
  expect(
    problems(`title: x
hosts:
  - name: atlas
    cpus: 8
    memory: 32GiB
    apps:
      - { name: shop, needs: [shopdb] }
      - { name: shop-db }
    vms:
      - { name: atlas, vcpus: 4, vcpusMax: 2, memory: 4GiB, memoryMax: 2GiB }
faults:
  - { name: a, about: b, start: [shop], panic: [atlas2] }
  - { name: a, about: b }
`),
  ).toEqual([
    'atlas.yaml:10: there are two machines called "atlas", give one of them another name',
    'atlas.yaml:13: there are two faults called "a", give one of them another name',
    'atlas.yaml:7: there is no app "shopdb" in this scenario, did you mean "shop-db"?',
    'atlas.yaml:12: there is no vm, host or container "atlas2" in this scenario, did you mean "atlas"?',
    "atlas.yaml:10: atlas starts with 4 vcpus but may have at most 2, raise vcpusMax",
    "atlas.yaml:10: atlas starts with more memory than its memoryMax, raise memoryMax",
  ]);
});

test("YAML that unfolds, and YAML that is none", () => {
  expect(problems("a: &x [1]\nb: [*x, *x]\n")).toEqual(["atlas.yaml:1: anchors and aliases (& and *) are not used here, write the value out"]);
  expect(problems("hosts: [\n")).toEqual(["atlas.yaml:2: this YAML cannot be read: Flow sequence in block collection must be sufficiently indented and end with a ]"]);
  expect(problems("")).toEqual(["atlas.yaml:1: title is missing, it has to be text", "atlas.yaml:1: hosts is missing, it has to be a list"]);
});

test("quantities need the unit that fits", () => {
  expect([readBytes("12GiB"), readBytes("2GB"), readBytes("512M"), readBytes("0"), readBytes("12"), readBytes("-1B"), readBytes("1e3B")]).toEqual([12 * 2 ** 30, 2e9, 512 * 2 ** 20, 0, undefined, undefined, undefined]);
  expect([readByteRate("1.8GB/s"), readByteRate("2GB"), readBitRate("10Gb/s"), readBitRate("10GB/s")]).toEqual([1.8e9, undefined, 1e10, undefined]);
  expect([readDuration("40ms"), readDuration("1m30s"), readDuration("1.5 s"), readDuration("5"), readDuration("soon")]).toEqual([40e6, 90e9, 1.5e9, undefined, undefined]);
  expect([durationText(90e9), durationText(2.5e8), durationText(7)]).toEqual(["90s", "250ms", "7ns"]);
});
