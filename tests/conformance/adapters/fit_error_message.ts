import { countReasons, fitErrorMessage } from "../../../src/world/cluster/scheduler/fit-error.ts";
import { answering } from "../kubernetes/answering.ts";
import { optional } from "../kubernetes/objects.ts";

interface Input {
  numNodes: number;
  nodeReasons: string[][];
  preFilterMessage?: string;
  postFilterMessage?: string;
}

export const check = answering(({ numNodes, nodeReasons, preFilterMessage, postFilterMessage }: Input) => {
  const reasons = new Map<string, number>();
  for (const ofNode of nodeReasons) countReasons(reasons, ofNode);
  return fitErrorMessage({ numAllNodes: numNodes, reasons, ...optional("preFilterMessage", preFilterMessage), ...optional("postFilterMessage", postFilterMessage) });
});
export const engineMatters = false;
