import { render } from "ink";
import type { TuiOptions } from "./options.ts";
import { Strata } from "./strata.tsx";

export type { ProgressStore, TuiOptions } from "./options.ts";

const SIGNALS = { SIGHUP: 1, SIGTERM: 15 } as const;

/** Runs Strata on the terminal until the learner leaves. Answers the exit code; whatever happens, the terminal is given back as it was. */
export async function play(options: TuiOptions): Promise<number> {
  const newest: { current: (() => void) | undefined } = { current: undefined };
  const colour = !process.env.NO_COLOR;
  const plain = Boolean(process.env.STRATA_PLAIN) || process.env.INK_SCREEN_READER === "true";
  const app = render(<Strata options={options} colour={colour} newest={newest} />, {
    alternateScreen: !plain,
    incrementalRendering: true,
    maxFps: 120,
    exitOnCtrlC: false,
    patchConsole: false,
    ...(plain ? { isScreenReaderEnabled: true } : {}),
  });
  const end = (code: number): never => {
    newest.current?.();
    app.unmount();
    process.exit(code);
  };
  for (const [signal, number] of Object.entries(SIGNALS)) process.once(signal, () => end(128 + number));
  process.once("uncaughtException", (error) => {
    newest.current = undefined;
    app.unmount();
    process.stderr.write(`${mistake(error)}\n`);
    process.exit(1);
  });
  try {
    await app.waitUntilExit();
    return 0;
  } catch (error) {
    process.stderr.write(`${mistake(error)}\n`);
    return 1;
  }
}

const mistake = (error: unknown): string => `Strata stopped because of a mistake of its own; your place is kept.\n${error instanceof Error ? error.stack : String(error)}`;
