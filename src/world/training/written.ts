import { z } from "zod";
import { count, duration } from "../schema-parts.ts";

/** A training as people write it in a scenario file. */
export const trainingFile = z.strictObject({
  workers: count.default(8),
  checkpoint: duration.prefault("30s"),
  restart: duration.prefault("120s"),
  faultEvery: duration.prefault("3h"),
  lasts: duration.prefault("24h"),
});
