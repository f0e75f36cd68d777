import { passes, stops, type Judge, type Way } from "./gates.ts";
import { becomesRoot } from "./root.ts";
import type { Standing } from "./standing.ts";
import { qemuIsPatched } from "./versions.ts";

/** *deviceflaw*: a flaw in an old device that an emulator still offers its guest, as the floppy controller of 2015 (CVE-2015-3456). */

/** The device in which the flaw is, as QEMU calls it. */
const FLAWED = "isa-fdc";

/** Confinement of the emulator itself (sVirt) is not modelled: what leaves QEMU is on the host. */
export const emulatorHolds: Judge = ({ emulator, kind }: Standing) => {
  const leaves = kind === "vm" ? "guest kernel" : "container";
  if (emulator === undefined) return stops("there is no emulated device under it", leaves);
  if (!emulator.devices.includes(FLAWED)) return stops("its VM has no floppy controller, only virtio devices", leaves);
  return qemuIsPatched(emulator.qemu) ? stops(`the floppy controller of QEMU ${emulator.qemu} is mended`, leaves) : passes(`QEMU ${emulator.qemu} emulates a floppy controller, and the flaw is in it`);
};

export const deviceflaw: readonly Way[] = [
  {
    name: "through an emulated device",
    reaches: "host root",
    gates: {
      capabilities: ({ holds }) => (holds("SYS_RAWIO") ? passes("it holds SYS_RAWIO: it may speak to devices") : stops("it does not hold SYS_RAWIO: it may not speak to devices")),
      "no-new-privileges": becomesRoot,
      runtime: ({ runtime }) => (runtime === "runc" ? passes("runc stands aside") : stops(runtime === "runsc" ? "gVisor has no such device to speak to" : "the sandbox's VM has virtio devices only")),
      hypervisor: emulatorHolds,
    },
  },
];
