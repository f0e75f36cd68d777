import { sizeText } from "../../../display/format-size.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Reply, Seat, Values, Verb } from "../../verb.ts";
import { fail } from "../say.ts";
import { begin, imageAt, pathOf, waitOn, whereabouts } from "./image.ts";

const MIB = 1024 * 1024;
/** What libosinfo recommends for the guests of this world. */
const RECOMMENDED = { memory: 1024, vcpus: 2 };

/** virt-install: https://github.com/virt-manager/virt-manager/blob/main/man/virt-install.rst */
export const install: Verb = {
  path: "virt-install",
  on: "host",
  about: "define a VM on a disk image and start it",
  flags: [
    { name: "--import", about: "boot from the disk as it is, without an installer" },
    { name: "--name", short: "-n", about: "name of the VM", value: "name" },
    { name: "--memory", about: "in MiB", value: "memory" },
    { name: "--vcpus", about: "how many; 2 when not given", value: "vcpus" },
    { name: "--disk", about: "the image: a file, or path=file", value: "qcow2" },
    { name: "--osinfo", about: "what system it is: detect=on, or a name", value: "os" },
    { name: "--os-variant", about: "the older name of --osinfo", value: "os" },
    { name: "--network", about: "accepted: every VM here has one card on the host's bridge", value: "network" },
    { name: "--graphics", about: "accepted: no VM here has a screen", value: "graphics" },
    { name: "--noautoconsole", about: "accepted: no console is opened here anyway" },
    { name: "--noreboot", about: "accepted: an imported disk is booted once" },
  ],
  args: [],
  unmodelled: ["--cdrom", "--location", "--pxe", "--cloud-init", "--unattended", "--cpu", "--boot", "--dry-run", "--print-xml", "--autostart", "--transient", "--connect", "--virt-type"],
  example: "virt-install --import -n svc02 --osinfo detect=on --disk svc02.qcow2",
  note: "the VM's own console would follow; here virsh console VM opens it",
  run({ flags, round }, seen, seat) {
    const name = text(flags, "name");
    if (round > 0) return waitOn(name, round, seen, seat, [], ["Domain creation completed."]);
    const refusal = refuseInstall(flags, seen, seat);
    if (refusal !== undefined) return refusal;
    const disk = pathOf(diskOf(flags), seat);
    const memoryBytes = Number(text(flags, "memory") || RECOMMENDED.memory) * MIB;
    const vcpus = Number(text(flags, "vcpus") || RECOMMENDED.vcpus);
    return begin({ command: { type: "domainInstall", host: seat.machine, name, memoryBytes, vcpus, disk }, then: ["", "Starting install...", "Creating domain..."], prefix: "ERROR    " });
  },
};

const text = (flags: Values["flags"], name: string): string => (typeof flags[name] === "string" ? flags[name] : "");

/** `svc02.qcow2`, `path=svc02.qcow2,bus=virtio`: only the file counts here. */
const diskOf = (flags: Values["flags"]): string => text(flags, "disk").split(",")[0]!.replace(/^path=/, "");

function refuseInstall(flags: Values["flags"], seen: Observation, seat: Seat): Reply | undefined {
  const missing = ["name", "memory", "disk"].filter((name) => text(flags, name) === "" && name !== "memory");
  if (missing.length > 0) return fail(`ERROR    \n--${missing[0]!} is required`, install.example);
  if (flags.import === undefined) return fail("ERROR    \nAn install method must be specified\n(--location URL, --cdrom CD/ISO, --pxe, --import, --boot hd|cdrom|...)", "only --import is modelled here: the disk has its system already");
  if (flags.osinfo === undefined && flags["os-variant"] === undefined) return fail("ERROR    \n--os-variant/--osinfo OS name is required, but no value was\nset or detected.", "--osinfo detect=on lets it find out");
  if (/size=|backing_store=/.test(text(flags, "disk"))) return fail("making a disk with --disk size= or backing_store= is real, not simulated here", "qemu-img create makes the disk first");
  for (const name of ["memory", "vcpus"]) {
    if (text(flags, name) !== "" && !/^\d+$/.test(text(flags, name))) return fail(`ERROR    \nError: --${name} ${text(flags, name)}: a whole number is simulated here`, name === "memory" ? "it counts MiB: --memory 1024" : "--vcpus 2");
  }
  const disk = diskOf(flags);
  if (imageAt(disk, seen, seat) === undefined) return fail(`ERROR    Error: --disk ${disk}: Size must be specified for non existent volume path '${pathOf(disk, seat)}'`, whereabouts(disk, seen, seat));
  return undefined;
}

/** virt-clone: https://github.com/virt-manager/virt-manager/blob/main/man/virt-clone.rst */
export const clone: Verb = {
  path: "virt-clone",
  on: "host",
  about: "a second VM like one that is off, with a copy of its disk",
  flags: [
    { name: "--original", short: "-o", about: "the VM to copy", value: "vm" },
    { name: "--name", short: "-n", about: "name of the new VM", value: "name" },
    { name: "--auto-clone", about: "choose a file for the new disk" },
  ],
  args: [],
  unmodelled: ["--file", "-f", "--original-xml", "--preserve-data", "--nonsparse", "--reflink", "--replace", "--mac", "--print-xml", "--skip-copy"],
  example: "virt-clone --original svc01 --name svc02 --auto-clone",
  run({ flags, round }, seen, seat) {
    const [original, name] = [text(flags, "original"), text(flags, "name")];
    if (round > 0) return waitOn(`${name}.qcow2`, round, seen, seat, [], ["", `Clone '${name}' created successfully.`]);
    if (original === "") return fail("ERROR    An original machine name is required,\nuse '--original original_guest' and try again.");
    if (name === "" || flags["auto-clone"] === undefined) return fail(name === "" ? "ERROR    A name is required for the new virtual machine,\nuse '--name NEW_VM_NAME' to specify one." : "ERROR    Either --auto-clone or --file is required,\nuse '--auto-clone or --file' and try again.");
    const image = seen.tables.image_files.find((file) => file.vm === original);
    const then = image === undefined ? [] : [`Allocating '${name}.qcow2' (${sizeText(image.allocation)})`];
    return begin({ command: { type: "domainClone", original, name }, then, prefix: "ERROR    " });
  },
};
