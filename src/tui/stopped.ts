import type { SuspendTerminal } from "ink";

/** Ctrl-Z: gives the terminal back to the shell until `fg`. Windows has no such thing. */
export async function stopped(suspendTerminal: SuspendTerminal): Promise<void> {
  if (process.platform === "win32") return;
  await suspendTerminal(async () => {
    const woken = new Promise<void>((resolve) => void process.once("SIGCONT", () => resolve()));
    process.kill(process.pid, "SIGSTOP");
    await woken;
  });
}
