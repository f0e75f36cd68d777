import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Edit } from "../shell/interpret.ts";

/** As kubectl looks for one. Source: `kubectl/pkg/cmd/util/editor/editor.go`. */
const editor = (): string => process.env.KUBE_EDITOR || process.env.EDITOR || process.env.VISUAL || (process.platform === "win32" ? "notepad" : "vi");

/**
 * Gives a text to the learner's own editor, with the terminal handed over, and answers what is in the file afterwards;
 * undefined when the editor could not be started or failed.
 */
export async function editText({ name, text }: Edit, suspend: (work: () => void) => Promise<void>): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "strata-edit-"));
  const file = join(folder, name.replaceAll(/[^\w.-]/g, "-"));
  try {
    writeFileSync(file, text);
    let failed = true;
    await suspend(() => {
      const ended = spawnSync(`${editor()} ${JSON.stringify(file)}`, { shell: true, stdio: "inherit" });
      failed = ended.status !== 0;
    });
    return failed ? undefined : readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
