import * as help from "./programs/help.ts";
import * as text from "./programs/text.ts";
import * as session from "./programs/session.ts";
import type { Shelf, Verb } from "./verb.ts";

const programs: readonly Shelf[] = [{ title: "Text through a pipe", verbs: [text.echo, text.cat] }];

/** The programs by what they are for: the order of the help list. */
export const shelves: readonly Shelf[] = [...programs, { title: "This shell", verbs: [help.help(() => shelves), session.exit] }];

/** Every program there is. */
export const verbs: readonly Verb[] = shelves.flatMap((shelf) => shelf.verbs);
