import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { jobStep, type JobStep } from "../../machine/job.ts";

const MB = 1e6;
/** What a mirror of packages gives to one client. */
const MIRROR = 12 * MB;

/** Written to the disk by an installation, unpacked. */
export const INSTALLED_BYTES = 900 * MB;

/**
 * Installing a service with all it needs and giving it its configuration: about 85 s on an idle machine, most of it
 * waiting for others. A VM from a stock image does this at its first boot, `virt-customize` does it once in the image.
 */
export const packageSteps = (): readonly JobStep[] => [
  jobStep("reading package lists", { wait: 8 * SECOND, receiveBytes: 30 * MB, receiveRate: MIRROR, work: 1500 * MILLISECOND }),
  jobStep("fetching packages", { receiveBytes: 264 * MB, receiveRate: MIRROR }),
  jobStep("unpacking and setting up", { work: 24 * SECOND, writeBytes: INSTALLED_BYTES }),
  jobStep("configuring", { wait: 24_470 * MILLISECOND, work: 2500 * MILLISECOND }),
];

/** A program that starts: it waits for others a little, and computes. */
export const startingSteps = (): readonly JobStep[] => [jobStep("starting", { wait: 1 * SECOND, work: 2 * SECOND })];
