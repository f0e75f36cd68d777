import { EventEmitter } from "node:events";
import { render } from "ink";
import { Terminal } from "@xterm/headless";
import { expect, test, vi } from "vitest";
import { EMPTY } from "../../src/session/record.ts";
import type { TuiOptions } from "../../src/tui/options.ts";
import { Strata } from "../../src/tui/strata.tsx";
import { at, course, lesson, screenText } from "../session/course.ts";

/** A terminal of a fixed size that Ink takes for a real one, with an emulator that shows what was written. */
class Window extends EventEmitter {
  readonly isTTY = true;
  readonly columns = 100;
  readonly rows = 30;
  readonly screen = new Terminal({ cols: 100, rows: 30, allowProposedApi: true, convertEol: true });
  written = "";

  write(text: string, done?: () => void): boolean {
    this.written += text;
    this.screen.write(text, done);
    return true;
  }

  text(): string {
    const { active } = this.screen.buffer;
    return Array.from({ length: this.rows }, (_, i) => active.getLine(active.baseY + i)?.translateToString(true).trimEnd() ?? "").join("\n");
  }
}

class Keyboard extends EventEmitter {
  readonly isTTY = true;
  private pending: string[] = [];
  setEncoding(): void {}
  setRawMode(): void {}
  ref(): void {}
  unref(): void {}
  read(): string | null {
    return this.pending.shift() ?? null;
  }
  press(text: string): void {
    this.pending.push(text);
    this.emit("readable");
  }
}

const options: TuiOptions = { course, lesson: () => lesson, open: { slug: lesson.slug, step: "1.4" }, store: { kept: () => EMPTY, keep: () => undefined, notice: () => undefined } };

test("what Ink writes is the frame, on a screen of its own, and the terminal is given back as it was", async () => {
  const [window, keyboard] = [new Window(), new Keyboard()];
  window.write("a line of the shell\r\n");
  const stdout = window as unknown as NodeJS.WriteStream;
  const stdin = keyboard as unknown as NodeJS.ReadStream;
  const app = render(<Strata options={options} colour={true} newest={{ current: undefined }} />, { stdout, stdin, interactive: true, alternateScreen: true, incrementalRendering: true, maxFps: 120, exitOnCtrlC: false, patchConsole: false });
  await vi.waitFor(() => expect(window.text()).toBe(screenText(at("1.4"))), { timeout: 3_000 });
  keyboard.press("uptime");
  await vi.waitFor(() => expect(window.text()).toContain("root@atlas:~# uptime"), { timeout: 3_000 });
  const { cursorX, cursorY } = window.screen.buffer.active;
  expect(window.text().split("\n")[cursorY]!.slice(0, cursorX)).toBe("root@atlas:~# uptime");
  app.unmount();
  await app.waitUntilExit();
  await vi.waitFor(() => expect(window.text().trimEnd()).toBe("a line of the shell"), { timeout: 3_000 });
  expect(window.written).toContain("\u001b[?25h");
});
