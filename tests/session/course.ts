import { lineText } from "../../src/display/line.ts";
import type { Size } from "../../src/display/screen.ts";
import { SECOND } from "../../src/kernel/time.ts";
import { compileCourse } from "../../src/lesson/compile.ts";
import { beginSession } from "../../src/session/begin.ts";
import type { Kept } from "../../src/session/record.ts";
import type { Session } from "../../src/session/session.ts";
import { type Action, update } from "../../src/session/update.ts";
import { view } from "../../src/session/view.ts";

const SERVER = `title: A shared server
engine: sliced
hosts:
  - name: atlas
    cpus: 2
    memory: 4GiB
    system: 512MiB
    apps:
      - name: shop
        command: /opt/shop/worker
        user: shop
        memory: 128MiB
        program: { kind: serve, perSecond: 10, arrivals: steady, work: 40ms, timeout: 1s, backlog: 25 }
      - name: batch
        command: /opt/batch/encode
        processes: 6
        memory: 16MiB
        autostart: false
        program: busy
faults:
  - name: start batch
    about: six workers start, each wants a whole CPU
    start: [batch]
`;

const LESSON = `---
title: Sharing
lens: cgroups
seed: 1
scenario: server.yaml
---
# A server

One server, one **shop**.

# Look at it
\`\`\`yaml watch
run: [nproc, "! start batch", "~ 3s", uptime]
for: 2s
\`\`\`
Press Enter.

# The crowd
\`\`\`yaml predict
before: []
ask: How much is left for the shop?
choices:
  - { text: all it wants, value: 0.4, belief: M10, say: Being first gives no claim. }
  - { text: its turn among seven, value: 0.29, say: Everyone takes turns. }
reasons: [it was first, all take turns]
run: ["! start batch"]
for: 6s
speed: 2
answer: app.shop.cpu
tolerance: 0.05
after: Seven want to run on two CPUs.
\`\`\`

# Give it back
\`\`\`yaml exercise
code: E1.1
before: ["! start batch", "~ 3s"]
goals:
  - { text: the shop gets its share, value: app.shop.cpu, is: ">= 0.38", unit: CPU, hold: 3s }
  - { text: nobody stopped batch, value: app.batch.signalled == 0, keep: true }
hints: [Look at the NI column, Be nicer, "renice -n 19 …"]
solutions: [["renice -n 19 -p $(pgrep batch)"]]
mistakes:
  - { try: ["kill $(pgrep batch)"], when: app.batch.signalled > 0, say: That ends somebody's work. }
after: Nice 19 weighs 15.
\`\`\`
Do it.

# Check yourself
\`\`\`yaml quiz
questions:
  - code: Q1.1
    ask: Why was it slow?
    choices:
      - { text: Many wanted to run, right: true, say: They take turns. }
      - { text: It was full, belief: M11, say: It was not. }
\`\`\`

# In your own words
\`\`\`yaml reflect
ask: I learned that …
\`\`\`
`;

const CHAPTER = "id: 1\ntitle: Sharing\nminutes: 5\nabout: Who gets what.\nterms: [Nice]\nfast: E1.1\nobjectives: [Share a CPU]\n";
const BELIEFS = "M10: { idea: mine, correction: Nothing is set aside. }\nM11: { idea: full, correction: It may be a ceiling. }\n";

const compiled = compileCourse([
  { path: "lessons/01-sharing/01-sharing.md", text: LESSON },
  { path: "lessons/01-sharing/chapter.yaml", text: CHAPTER },
  { path: "lessons/01-sharing/server.yaml", text: SERVER },
  { path: "lessons/glossary.yaml", text: "Nice: How willingly a process lets others go first.\n" },
  { path: "lessons/misconceptions.yaml", text: BELIEFS },
  { path: "lessons/course.yaml", text: "title: A short course\n" },
]);

const errors = compiled.problems.filter((p) => p.warning !== true);
if (errors.length > 0) throw new Error(JSON.stringify(errors));

export const course = compiled.index;
export const lesson = compiled.lessons["01-sharing"]!;

export const at = (step: string, size: Size = { columns: 100, rows: 30 }, kept?: Kept): Session => beginSession({ course, lesson, step, size, ...(kept === undefined ? {} : { kept }) });

/** What somebody does at the keyboard: `"text"` is typed, `<key>` pressed, `~3s` is three real seconds of waiting. */
export function does(session: Session, ...doings: readonly string[]): Session {
  return doings.flatMap(actions).reduce(update, session);
}

function actions(doing: string): Action[] {
  const seconds = /^~([\d.]+)s$/.exec(doing)?.[1];
  if (seconds !== undefined) return Array.from({ length: Math.round(Number(seconds) * 10) }, () => ({ type: "tick", elapsed: SECOND / 10 }));
  const key = /^<(.+)>$/.exec(doing)?.[1];
  if (key !== undefined) return [{ type: "key", key }];
  return [...doing].map((sign) => ({ type: "key", key: sign === " " ? "space" : sign }));
}

export const screenText = (session: Session, size?: Size): string => view(session, size).rows.map((row) => lineText(row).trimEnd()).join("\n");
export const terminalText = (session: Session): string[] => session.terminal.printed.map((p) => lineText(p.line));
