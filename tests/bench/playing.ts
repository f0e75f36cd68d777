import { median, quantile, report, title } from "./statistics.ts";
import { COLUMNS, ROWS, Screen, sleep, Terminal } from "./terminal.ts";

const KEYS = 80;
const WATCHED_MS = 5_000;
const CTRL_U = "\u0015";

/** Key to paint, bytes, CPU and memory of a running Strata. */
export async function benchPlaying(node: string, strata: string): Promise<void> {
  const terminal = new Terminal(`${node} ${strata} sandbox atlas-kvm`);
  try {
    await measure(terminal);
  } finally {
    await terminal.end();
  }
}

async function measure(terminal: Terminal): Promise<void> {
  await terminal.quiet(300);
  const eye = new Eye(terminal);
  title(`Still, ${COLUMNS}×${ROWS}`);
  await idle(terminal);
  reportKeys("key to paint, median (p95)", await keys(terminal, eye), "aim 8 (20)");
  title(`Playing, ${COLUMNS}×${ROWS}`);
  terminal.type(" "); // on an empty line: lets time pass
  await sleep(1_000);
  await idle(terminal);
  reportKeys("key to paint, median (p95)", await keys(terminal, eye), "aim 10 (25)");
  const { now, most } = terminal.memory();
  report("memory, now (most)", `${now.toFixed(0)} (${most.toFixed(0)}) MB`, "aim under 95");
}

async function idle(terminal: Terminal): Promise<void> {
  const [bytes, cpu] = [terminal.bytes, terminal.cpu()];
  await sleep(WATCHED_MS);
  report("bytes per second", `${((terminal.bytes - bytes) / (WATCHED_MS / 1000)).toFixed(0)}`, "aim 0 when still");
  report("CPU", `${((100 * (terminal.cpu() - cpu)) / WATCHED_MS).toFixed(1)} %`, "aim 0 when still, under 15 playing");
}

const reportKeys = (what: string, ms: readonly number[], aim: string): void => report(what, `${median(ms).toFixed(1)} (${quantile(ms, 0.95).toFixed(1)}) ms`, aim);

/** Reads along what is painted. */
class Eye {
  private readonly screen = new Screen();
  private read = 0;
  private readonly terminal: Terminal;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  /** When the prompt first showed exactly this text, milliseconds since the start. */
  async sees(typed: string): Promise<number> {
    const asked = this.terminal.now;
    while (this.terminal.now - asked < 2_000) {
      await sleep(0);
      for (; this.read < this.terminal.chunks.length; this.read++) {
        const { at, bytes } = this.terminal.chunks[this.read]!;
        await this.screen.write(bytes);
        if (this.screen.rows.some((row) => row.trimEnd().endsWith(`# ${typed}`.trimEnd()))) return at;
      }
    }
    throw new Error(`"${typed}" was typed and is nowhere on the screen:\n${this.screen.rows.join("\n")}`);
  }
}

/** Types letters at the prompt one after the other and waits until each is to be seen. */
async function keys(terminal: Terminal, eye: Eye): Promise<number[]> {
  let typed = "";
  const times: number[] = [];
  for (let i = 0; i < KEYS; i++) {
    const clears = typed.length === 10;
    const key = "abcdefghij"[i % 11] ?? "";
    typed = clears ? "" : typed + key;
    const pressed = terminal.now;
    terminal.type(clears ? CTRL_U : key);
    times.push((await eye.sees(typed)) - pressed);
    await sleep(37 + (i % 7) * 9);
  }
  terminal.type(CTRL_U);
  await eye.sees("");
  return times.slice(5);
}
