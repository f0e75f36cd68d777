import { line } from "../../display/line.ts";
import type { Reply } from "../verb.ts";

/** Plain lines of output. */
export const say = (lines: readonly string[], status = 0): Reply => ({ kind: "say", lines: lines.map((text) => line(text)), ...(status === 0 ? {} : { status }) });

export const fail = (reason: string, hint?: string, status = 1): Reply => ({ kind: "fail", reason, status, ...(hint === undefined ? {} : { hint }) });

/** Output of a program that failed on some of what it was given. */
export const said = (lines: readonly string[], errors: readonly string[]): Reply => ({ kind: "say", lines: lines.map((text) => line(text)), errors, status: errors.length > 0 ? 1 : 0 });
