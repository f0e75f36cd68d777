declare module "marked-terminal" {
  /** A marked extension whose renderer writes ANSI text. The package brings no types of its own. */
  export function markedTerminal(options: Readonly<Record<string, unknown>>): object;
}
