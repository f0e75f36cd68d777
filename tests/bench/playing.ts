import { median, quantile, report, title } from "./statistics.ts";
import { COLUMNS, ROWS, Screen, sleep, Terminal } from "./terminal.ts";

const KEYS = 80;
const WATCHED_MS = 5_000;

/** Key to paint, bytes, CPU and memory of a running Strata. */
export async function benchPlaying(node: string, strata: string): Promise<void> {
  const terminal = new Terminal(`${node} ${strata} sandbox atlas-kvm`);
  await terminal.quiet(300);
  title(`Still, ${COLUMNS}×${ROWS}`);
  await idle(terminal);
  reportKeys("key to paint, median (p95)", await keys(terminal), "aim 8 (20)");
  title(`Playing, ${COLUMNS}×${ROWS}`);
  terminal.type("\u001b"); // leaves the prompt
  terminal.type(" ");
  await sleep(1_000);
  await idle(terminal);
  terminal.type("\t");
  reportKeys("key to paint, median (p95)", await keys(terminal), "aim 10 (25)");
  const { now, most } = terminal.memory();
  report("memory, now (most)", `${now.toFixed(0)} (${most.toFixed(0)}) MB`, "aim under 95");
  await terminal.end();
}

async function idle(terminal: Terminal): Promise<void> {
  const [bytes, cpu] = [terminal.bytes, terminal.cpu()];
  await sleep(WATCHED_MS);
  report("bytes per second", `${((terminal.bytes - bytes) / (WATCHED_MS / 1000)).toFixed(0)}`, "aim 0 when still");
  report("CPU", `${((100 * (terminal.cpu() - cpu)) / WATCHED_MS).toFixed(1)} %`, "aim 0 when still, under 15 playing");
}

const reportKeys = (what: string, ms: readonly number[], aim: string): void => report(what, `${median(ms).toFixed(1)} (${quantile(ms, 0.95).toFixed(1)}) ms`, aim);

/** Types letters at the prompt one after the other and waits until each is to be seen. */
async function keys(terminal: Terminal): Promise<number[]> {
  const screen = new Screen();
  let read = 0;
  let typed = "";
  const times: number[] = [];
  for (let i = 0; i < KEYS; i++) {
    typed += "abcdefghij"[i % 10]!;
    const pressed = terminal.now;
    terminal.type(typed.at(-1)!);
    for (let seen = false; !seen; ) {
      await sleep(0);
      if (terminal.now - pressed > 2_000) throw new Error(`"${typed}" was typed and is nowhere on the screen:\n${screen.rows.join("\n")}`);
      for (; read < terminal.chunks.length && !seen; read++) {
        await screen.write(terminal.chunks[read]!.bytes);
        seen = screen.rows.some((row) => row.includes(typed));
        if (seen) times.push(terminal.chunks[read]!.at - pressed);
      }
    }
    if (typed.length === 10) {
      terminal.type("\u0015"); // Ctrl-U
      typed = "";
    }
    await sleep(37 + (i % 7) * 9);
  }
  return times.slice(5);
}
