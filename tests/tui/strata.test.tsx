import { stripVTControlCharacters } from "node:util";
import { render } from "ink-testing-library";
import { expect, test, vi } from "vitest";
import { EMPTY, type Changes, type Kept } from "../../src/session/record.ts";
import type { TuiOptions } from "../../src/tui/options.ts";
import { Strata } from "../../src/tui/strata.tsx";
import { course, lesson } from "../session/course.ts";

/** A learner's progress in memory: where one is, and all that was kept. */
function options(open: TuiOptions["open"], kept: Kept = EMPTY): TuiOptions & { readonly saved: Changes[] } {
  const saved: Changes[] = [];
  const place = () => saved.findLast((c) => c.place !== undefined)?.place ?? kept.place;
  return { course, lesson: () => lesson, open, saved, store: { kept: () => ({ ...kept, place: place() }), keep: (changes) => void saved.push(changes), notice: () => undefined } };
}

const drawn = (o: TuiOptions) => render(<Strata options={o} colour={false} newest={{ current: undefined }} />);
const seen = (app: ReturnType<typeof drawn>): string => stripVTControlCharacters(app.lastFrame() ?? "");
const shows = (app: ReturnType<typeof drawn>, text: string) => vi.waitFor(() => expect(seen(app)).toContain(text), { timeout: 3_000 });

test("from the list of chapters into a step, on with the keys, and back", async () => {
  const app = drawn(options("home"));
  await shows(app, "▸  1  Sharing");
  app.stdin.write("\r");
  await shows(app, "One server, one shop.");
  app.stdin.write("n");
  await shows(app, "nproc   Enter runs it");
  app.stdin.write("\r");
  await shows(app, "start batch");
  app.stdin.write("q");
  await shows(app, "Go on at");
  expect(seen(app)).toContain("▸ Go on at 1.2: Look at it");
  app.unmount();
});

test("the worlds to play in freely stand in a list of their own", async () => {
  const app = drawn({ ...options("home"), scenarios: () => Object.values(lesson.scenarios) });
  await shows(app, "Sandbox");
  app.stdin.write("\u001b[B");
  await shows(app, "▸ Sandbox");
  app.stdin.write("\r");
  await vi.waitFor(() => expect(seen(app)).toContain(`▸ ${Object.values(lesson.scenarios)[0]!.title}`), { timeout: 3_000 });
  app.stdin.write("q");
  await shows(app, "▸  1  Sharing");
  app.unmount();
});

test("typed ahead in one piece: every key counts", async () => {
  const app = drawn(options({ slug: lesson.slug, step: "1.4" }));
  await shows(app, "Give it back");
  app.stdin.write("echo a b\r");
  await vi.waitFor(() => expect(seen(app)).toMatch(/^a b$/m), { timeout: 3_000 });
  app.unmount();
});

test("what is done is kept, and the next start goes on there", async () => {
  const o = options({ slug: lesson.slug, step: "1.4" });
  const app = drawn(o);
  await shows(app, "Give it back");
  app.stdin.write("nproc\r");
  await shows(app, "root@atlas:~# nproc");
  app.unmount();
  const place = o.saved.findLast((c) => c.place !== undefined)!.place;
  expect(o.saved.flatMap((c) => c.lines ?? [])).toEqual(["nproc"]);
  const again = drawn(options("resume", { ...EMPTY, place }));
  await shows(again, "root@atlas:~# nproc");
  again.unmount();
});
