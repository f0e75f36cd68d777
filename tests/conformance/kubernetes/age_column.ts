import { ageColumn } from "../../../src/world/cluster/duration.ts";
import { ago, NOW } from "./objects.ts";

export default ({ agoS }: { agoS: number | null }) => ageColumn(agoS === null ? undefined : ago(agoS), NOW);
