import { Box, Text, useInput, useWindowSize } from "ink";
import SelectInput from "ink-select-input";
import { useState } from "react";
import { fold } from "../display/fit.ts";
import type { CourseIndex } from "../lesson/lesson.ts";
import { choices, type HomeChoice, type Opens, sandboxChoices } from "../session/home.ts";
import type { Kept } from "../session/record.ts";

interface Props {
  readonly course: CourseIndex;
  readonly kept: Kept;
  /** Titles of the worlds to play in freely; asked for only when somebody wants to see them. */
  readonly sandbox: (() => readonly string[]) | undefined;
  readonly notice: string | undefined;
  readonly colour: boolean;
  readonly choose: (choice: Opens) => void;
}

const MOST_COLUMNS = 92;

/** Where one begins: go on, the chapters with what was done of them, the sandbox. */
export function Home({ course, kept, sandbox, notice, colour, choose }: Props) {
  const { columns, rows } = useWindowSize();
  const listed = { home: () => choices(course, kept, sandbox !== undefined), sandboxes: () => sandboxChoices(sandbox?.() ?? []) };
  const [list, setList] = useState<keyof typeof listed>("home");
  const [all, setAll] = useState(listed.home);
  const [shown, setShown] = useState(all[0]!);
  const turnTo = (to: keyof typeof listed): void => {
    const there = listed[to]();
    setList(to);
    setAll(there);
    setShown(there[0]!);
  };
  const select = (choice: HomeChoice): void => (choice.kind === "turn" ? turnTo(choice.to) : choose(choice));
  const wide = Math.min(MOST_COLUMNS, columns - 4);
  const most = Math.max(3, rows - 12);
  useInput((input, key) => {
    if (list === "sandboxes" && (input === "q" || key.escape)) turnTo("home");
    else if (input === "q" || (key.ctrl && input === "c")) choose({ kind: "quit", label: "", about: "" });
  });
  if (columns < 60 || rows < 18) return <Text>{`Strata needs 60 × 18 signs; this window has ${columns} × ${rows}. Make it larger, or the letters smaller.`}</Text>;
  const about = fold(shown.about, wide).slice(0, 3).map((l) => l.map((s) => s.text).join(""));
  return (
    <Box flexDirection="column" width={columns} height={rows} paddingX={2} paddingTop={1}>
      <Text wrap="truncate" bold {...(colour ? { color: "cyan" } : {})}>Strata</Text>
      <Text wrap="truncate">{course.title}</Text>
      <Text dimColor wrap="truncate">{"─".repeat(wide)}</Text>
      <Text> </Text>
      <SelectInput
        key={list}
        items={all.map((c, i) => ({ key: String(i), label: labelText(c, wide - 3), value: c }))}
        limit={most}
        indicatorComponent={Indicator}
        itemComponent={Item}
        onSelect={(item) => select(item.value)}
        onHighlight={(item) => setShown(item.value)}
      />
      <Text> </Text>
      {about.map((text, i) => (
        <Text key={i} dimColor wrap="truncate">{text === "" ? " " : text}</Text>
      ))}
      <Box flexGrow={1} />
      {notice === undefined ? null : <Text wrap="truncate" bold>{notice}</Text>}
      <Text wrap="truncate" dimColor>{`${all.length > most ? `${all.length} rows, ` : ""}${list === "home" ? "↑↓ move   Enter open   q leave" : "↑↓ move   Enter open   q back"}`}</Text>
    </Box>
  );
}

const labelText = ({ label, beside }: HomeChoice, columns: number): string => (beside === undefined ? label : `${label.slice(0, columns - beside.length - 1).padEnd(columns - beside.length)}${beside}`);

const Indicator = ({ isSelected = false }: { readonly isSelected?: boolean }) => <Text>{isSelected ? "▸ " : "  "}</Text>;

const Item = ({ isSelected = false, label }: { readonly isSelected?: boolean; readonly label: string }) => (
  <Text bold={isSelected} inverse={isSelected} wrap="truncate">{label}</Text>
);
