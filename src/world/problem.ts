/** What is wrong with something written by hand, and where. A warning does not stop it from being used. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  /** What is wrong and how to mend it, in one sentence. */
  readonly what: string;
  readonly warning?: boolean;
}

/** `lessons/05-cgroups/02-quota.md:41: unknown table "pod", did you mean "pods"?` */
export const problemText = (p: Problem): string => `${p.file}:${p.line}: ${p.warning === true ? "warning: " : ""}${p.what}`;
