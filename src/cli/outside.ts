/** What a command meets of the world outside: tests give it another one. */
export interface Outside {
  out(text: string): void;
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the compiled course. */
  readonly course: string;
  /** Whether a person sits at a terminal that can show a full screen. */
  readonly terminal: { readonly input: boolean; readonly output: boolean };
}
