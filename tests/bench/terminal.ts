import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import headless from "@xterm/headless";

export const COLUMNS = 100;
export const ROWS = 30;

/** What came out of the program, and when (milliseconds since it was started). */
interface Chunk {
  readonly at: number;
  readonly bytes: Buffer;
}

export const hasScript = (): boolean => spawnSync("script", ["--version"]).status === 0;

/** A program in a real pseudo-terminal of 100 by 30, made by `script` of util-linux. */
export class Terminal {
  readonly chunks: Chunk[] = [];
  private readonly child: ChildProcess;
  private readonly started = performance.now();
  private readonly folder = mkdtempSync(join(tmpdir(), "strata-bench-"));
  private readonly ended: Promise<void>;

  constructor(command: string) {
    const inside = `stty rows ${ROWS} cols ${COLUMNS}; echo $$ > ${this.folder}/pid; exec ${command}`;
    const env = { ...process.env, STRATA_HOME: join(this.folder, "home"), TERM: "xterm-256color", CI: undefined };
    this.child = spawn("script", ["-qfec", inside, "/dev/null"], { env, stdio: ["pipe", "pipe", "ignore"] });
    this.child.stdout!.on("data", (bytes: Buffer) => void this.chunks.push({ at: this.now, bytes }));
    this.ended = new Promise((resolve) => this.child.on("close", () => resolve()));
  }

  get now(): number {
    return performance.now() - this.started;
  }

  get bytes(): number {
    return this.chunks.reduce((n, c) => n + c.bytes.length, 0);
  }

  type(text: string): void {
    this.child.stdin!.write(text);
  }

  /** Resolves when nothing has been painted for `ms`. */
  async quiet(ms: number): Promise<void> {
    while (this.chunks.length === 0 || this.now - this.chunks.at(-1)!.at < ms) await sleep(ms / 10);
  }

  /** CPU time used so far, in milliseconds (proc(5): utime and stime, in ticks of 10 ms). */
  cpu(): number {
    const fields = readFileSync(`/proc/${this.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Memory in use and at its most, in MB. */
  memory(): { readonly now: number; readonly most: number } {
    const status = readFileSync(`/proc/${this.pid}/status`, "utf8");
    const of = (name: string): number => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) * 1024) / 1e6;
    return { now: of("VmRSS"), most: of("VmHWM") };
  }

  private get pid(): number {
    return Number(readFileSync(join(this.folder, "pid"), "utf8"));
  }

  async end(): Promise<void> {
    process.kill(this.pid, "SIGTERM");
    await this.ended;
    rmSync(this.folder, { recursive: true });
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** A screen that understands what terminals understand. */
export class Screen {
  private readonly terminal = new headless.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });

  write(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => this.terminal.write(bytes, resolve));
  }

  get rows(): string[] {
    const { active } = this.terminal.buffer;
    return Array.from({ length: ROWS }, (_, i) => active.getLine(active.viewportY + i)!.translateToString(true));
  }
}
