/** Requests of a program before an `io.max` limit: each thread waits for one before it submits the next. */
import { MILLISECOND, SECOND, type Nanos } from "../../../src/kernel/time.ts";
import { createGate, passOrWait, release } from "../../../src/world/machine/block-gate.ts";
import type { BlockOp, Transfer } from "../../../src/world/machine/block-transfer.ts";
import { createIoMax, UNLIMITED } from "../../../src/world/machine/io-max.ts";
import { latencyMs, near, percentile, type Check, type Measured } from "../check.ts";

export const engineMatters = false;

interface Given {
  readonly mode: string;
  readonly block_kb: number;
  readonly seconds: number;
  readonly processes: number;
  readonly limits: Partial<Record<"read_bps_device" | "write_bps_device" | "read_iops_device" | "write_iops_device", number>>;
}

type Seen = Record<string, Measured>;

const KIB = 1024;
/** How the read-ahead of the machine that was measured grew: four times, then twice, up to 8 MiB; then half of that at a time. */
const READ_AHEAD = [256, 1024, 2048, 4096, 8192, 4096];
/** Into the page cache at the speed of memory; no limit is met before writeback. */
const MEMORY_BYTES_PER_SECOND = 13.2e9;
/** Where in its jiffy the first request falls. */
const PHASES = [0.1, 1.3, 2.7].map((ms) => ms * MILLISECOND);

export function check(given: Given, seen: Seen): Check[] {
  const runs = PHASES.map((phase) => run(given, seen, phase));
  const each = (of: (r: Run) => number) => runs.map(of);
  const block = given.block_kb;
  return [
    ...near("mb_per_s", seen["mb_per_s"], each((r) => r.bytes / 2 ** 20 / r.seconds), { absolute: 0.01, relative: 0.03 }),
    ...near("iops", seen["iops"], each((r) => r.bytes / KIB / block / r.seconds), { absolute: 0.5, relative: 0.03 }),
    ...near("lat_ms_p50", seen["lat_ms_p50"], each((r) => percentile(r.latencies, 50)), latencyMs),
    ...near("lat_ms_p99", seen["lat_ms_p99"], each((r) => percentile(r.latencies, 99)), latencyMs),
    // The longest write into the cache is a matter of the scheduler, not of the limit.
    ...(given.mode === "buffered write" ? [] : near("lat_ms_max", seen["lat_ms_max"], each((r) => percentile(r.latencies, 100)), latencyMs)),
    // Where in its jiffy the program begins decides whether an eleventh slice falls into the first second.
    ...near("first_1s_kb", seen["first_1s_kb"], each((r) => r.firstSecond / KIB), { absolute: Math.max(block, sliceKib(given)), relative: 0.05 }),
  ];
}

interface Run {
  bytes: number;
  firstSecond: number;
  latencies: number[];
  seconds: number;
}

/** What the device itself took in the measurement: the fastest latency there, or what is left of it at this rate. */
const deviceTime = (given: Given, seen: Seen): Nanos => {
  const p50 = seen["lat_ms_p50"] as { median: number };
  return Math.round((p50.median < 10 ? p50.median : (0.06 + given.block_kb / 1000)) * MILLISECOND);
};

function run(given: Given, seen: Seen, phase: Nanos): Run {
  const op: BlockOp = given.mode.includes("read") ? "read" : "write";
  if (given.mode === "buffered write") return bufferedWrite(given);
  return given.mode.startsWith("buffered") ? bufferedRead(given, phase) : direct(given, op, deviceTime(given, seen), phase);
}

const sliceKib = ({ limits, block_kb }: Given): number => {
  const bytes = limits.read_bps_device ?? limits.write_bps_device ?? (limits.read_iops_device ?? limits.write_iops_device ?? 0) * block_kb * KIB;
  return bytes / KIB / 10;
};

function gateFor({ limits }: Given) {
  const { read_bps_device, write_bps_device, read_iops_device, write_iops_device } = limits;
  const set = { rbps: read_bps_device, wbps: write_bps_device, riops: read_iops_device, wiops: write_iops_device };
  const state = createIoMax({ ...UNLIMITED, ...Object.fromEntries(Object.entries(set).filter(([, limit]) => limit !== undefined)) });
  return createGate({ kind: "io.max", state }, -1);
}

const transfer = (op: BlockOp, bytes: number, tid: number): Transfer => ({ request: { op, bytes, tid, purpose: "file" }, waiter: "", legs: [] });

/** Closed loop: every process has one request under way. Answers when each request was submitted and finished. */
function direct(given: Given, op: BlockOp, device: Nanos, phase: Nanos): Run {
  const gate = gateFor(given);
  const made: Run = { bytes: 0, firstSecond: 0, latencies: [], seconds: 0 };
  const submitted: Nanos[] = [];
  const events: { at: Nanos; tid: number }[] = Array.from({ length: given.processes }, (_, tid) => ({ at: phase, tid }));
  const until = phase + given.seconds * SECOND;
  let last = phase;
  const finish = (tid: number, at: Nanos) => {
    made.bytes += given.block_kb * KIB;
    if (at - phase <= SECOND) made.firstSecond += given.block_kb * KIB;
    made.latencies.push((at - submitted[tid]!) / MILLISECOND);
    last = Math.max(last, at);
    if (at < until) events.push({ at, tid });
  };
  for (;;) {
    events.sort((a, b) => a.at - b.at);
    const next = Math.min(events[0]?.at ?? Infinity, gate.opensAt);
    if (next === Infinity) break;
    if (gate.opensAt === next) for (const { request } of release(gate, next)) finish(request.tid, next + device);
    else {
      const { tid, at } = events.shift()!;
      submitted[tid] = at;
      if (passOrWait(gate, transfer(op, given.block_kb * KIB, tid), at)) finish(tid, at + device);
      else if (gate.opensAt === Infinity) release(gate, at);
    }
  }
  made.seconds = (last - phase) / SECOND;
  return made;
}

/** Reads what read-ahead has fetched at once, and waits while it fetches the next; that is asked for when the last has come. */
function bufferedRead(given: Given, phase: Nanos): Run {
  const gate = gateFor(given);
  const made: Run = { bytes: 0, firstSecond: 0, latencies: [], seconds: 0 };
  const block = given.block_kb * KIB;
  let now = phase;
  for (let i = 0; now - phase < given.seconds * SECOND; i++) {
    const bytes = (READ_AHEAD[i] ?? READ_AHEAD.at(-1)!) * KIB;
    const asked = now;
    if (!passOrWait(gate, transfer("read", bytes, 0), now)) do now = Math.max(now, gate.opensAt === Infinity ? now : gate.opensAt);
    while (release(gate, now).length === 0);
    made.latencies.push((now - asked) / MILLISECOND, ...Array.from({ length: bytes / block - 1 }, () => 0.003));
    made.bytes += now - phase < given.seconds * SECOND ? bytes : block;
    if (now - phase <= SECOND) made.firstSecond += bytes;
  }
  made.seconds = (now - phase) / SECOND;
  return made;
}

function bufferedWrite({ seconds, block_kb }: Given): Run {
  const bytes = MEMORY_BYTES_PER_SECOND * seconds;
  return { bytes, firstSecond: bytes / seconds, latencies: [(block_kb * KIB * 1000) / MEMORY_BYTES_PER_SECOND], seconds };
}
