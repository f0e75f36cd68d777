import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, quantile, report, title } from "./statistics.ts";
import { Screen, Terminal } from "./terminal.ts";

const RUNS = 15;

/** From spawning to the full first screen, against a bare Node script that paints the same text. */
export async function benchStart(node: string, strata: string): Promise<void> {
  title("Start: from spawn to the whole first screen, the lesson of step 1.1");
  const folder = mkdtempSync(join(tmpdir(), "strata-floor-"));
  const command = `${node} ${strata} learn 1.1`;
  const { rows } = await painted(command);
  writeFileSync(join(folder, "floor.cjs"), `process.stdout.write(${JSON.stringify(`\u001b[2J\u001b[H${rows.join("\r\n")}`)});setInterval(() => {}, 1000);`);
  const [floor, ours]: number[][] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    floor!.push((await painted(`${node} ${join(folder, "floor.cjs")}`)).ms);
    ours!.push((await painted(command)).ms);
  }
  rmSync(folder, { recursive: true });
  report("bare Node, median (p95)", `${median(floor!).toFixed(1)} (${quantile(floor!, 0.95).toFixed(1)}) ms`);
  report("Strata, median (p95)", `${median(ours!).toFixed(1)} (${quantile(ours!, 0.95).toFixed(1)}) ms`);
  report("Strata to bare Node", `${(median(ours!) / median(floor!)).toFixed(2)} ×`, "aim at most 4.5");
}

/** When the screen first looked the way it looks once all is quiet. */
async function painted(command: string): Promise<{ ms: number; rows: readonly string[] }> {
  const terminal = new Terminal(command);
  await terminal.quiet(150);
  const chunks = terminal.chunks.slice();
  await terminal.end();
  const last = new Screen();
  for (const { bytes } of chunks) await last.write(bytes);
  const screen = new Screen();
  for (const { at, bytes } of chunks) {
    await screen.write(bytes);
    if (screen.rows.join("\n") === last.rows.join("\n")) return { ms: at, rows: last.rows };
  }
  return { ms: Number.NaN, rows: last.rows };
}
