/** What a person can mend: said in one sentence that names the next step, without a stack trace. */
export class Complaint extends Error {
  readonly code: number;

  /** `code`: 1 for what went wrong, 2 for wrong use. */
  constructor(sentence: string, code = 1) {
    super(sentence);
    this.code = code;
  }
}

/** What a command came to: its exit code; a complaint is said and becomes one. */
export async function answered(command: () => Promise<number>, say: (text: string) => void): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    say(`${error.message}\n`);
    return error.code;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be read by you",
  EPERM: "it may not be read by you",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  ELOOP: "its links lead in a circle",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
  ENAMETOOLONG: "the name is too long",
};

/** Why the operating system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && reasons[code]) || message;
}
