import { expect, test } from "vitest";
import { stateFolder } from "../../src/progress/folder.ts";

test.each([
  ["Linux", {}, "linux", "/home/ada", "/home/ada/.local/state/strata"],
  ["Linux with a state folder of its own", { XDG_STATE_HOME: "/var/ada" }, "linux", "/home/ada", "/var/ada/strata"],
  ["a relative state folder, which the specification has ignored", { XDG_STATE_HOME: "ada" }, "linux", "/home/ada", "/home/ada/.local/state/strata"],
  ["macOS", {}, "darwin", "/Users/ada", "/Users/ada/Library/Application Support/strata"],
  ["Windows", { LOCALAPPDATA: "C:/Users/ada/AppData/Local" }, "win32", "C:/Users/ada", "C:/Users/ada/AppData/Local/strata"],
  ["a folder of the learner's choice", { STRATA_HOME: "/mnt/stick", XDG_STATE_HOME: "/var/ada" }, "linux", "/home/ada", "/mnt/stick"],
])("%s", (_, env, platform, home, folder) => expect(stateFolder(env, platform, home)).toBe(folder));
