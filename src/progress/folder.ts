import { join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where progress is kept: STRATA_HOME if set, else the platform's folder for state
 * (XDG Base Directory Specification, "XDG_STATE_HOME"; a relative path in it is to be ignored).
 */
export function stateFolder(env: Env, platform: string, home: string): string {
  if (env.STRATA_HOME) return env.STRATA_HOME;
  if (platform === "win32") return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "strata");
  if (platform === "darwin") return join(home, "Library", "Application Support", "strata");
  const state = env.XDG_STATE_HOME;
  return join(state?.startsWith("/") === true ? state : join(home, ".local", "state"), "strata");
}
