import { Box, Text } from "ink";
import { memo } from "react";
import type { Line } from "../display/line.ts";
import { styled, type Theme } from "./theme.ts";

const Row = memo(function Row({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text}</Text>;
});

/** Rows of a frame, each one piece of text: a row that did not change is not drawn again. */
export function Rows({ rows, theme }: { readonly rows: readonly Line[]; readonly theme: Theme }) {
  return (
    <Box flexDirection="column" height={rows.length}>
      {rows.map((row, i) => (
        <Row key={i} text={styled(row, theme)} />
      ))}
    </Box>
  );
}
