import type { WorldEnv } from "./state.ts";

/** Notes that somebody gave a command, so that every chain of causes can end in "you typed …". Refused commands note nothing. */
export const given = (env: WorldEnv, line: string): number => env.note("commandGiven", `command/${line.split(" ")[0]}`, { line });
