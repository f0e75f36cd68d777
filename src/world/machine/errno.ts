import { refused, type Result } from "../../kernel/model.ts";

/** Error numbers of system calls and what programs print for them: errno(3), strerror(3). */
const TEXT = {
  EAGAIN: "Resource temporarily unavailable",
  EBUSY: "Device or resource busy",
  EEXIST: "File exists",
  EINVAL: "Invalid argument",
  ENODEV: "No such device",
  ENOENT: "No such file or directory",
  ENOSPC: "No space left on device",
  EOPNOTSUPP: "Operation not supported",
  ERANGE: "Numerical result out of range",
  ESRCH: "No such process",
} as const;

export type Errno = keyof typeof TEXT;

/** A system call that failed, and what would help. */
export interface Refusal {
  readonly errno: Errno;
  readonly hint?: string;
}

export const errnoText = (errno: Errno): string => TEXT[errno];
export const no = (errno: Errno, hint?: string): Refusal => (hint === undefined ? { errno } : { errno, hint });

/** As bash's echo prints a write that failed. */
export const writeError = ({ errno, hint }: Refusal): Result => refused(`bash: echo: write error: ${TEXT[errno]}`, hint);
