import { hasCapability } from "../containers/capabilities.ts";
import { isUp, type Container } from "../containers/docker.ts";
import type { MountSpec } from "../containers/spec.ts";
import { holdsNamespaces, vmSpecOf } from "./tree.ts";
import type { Machine } from "../machine/machine.ts";
import type { World } from "../state.ts";
import { QEMU, RUNC } from "./versions.ts";

/** Everything that stands between a target and the rest of the world. Plain data: an attack needs nothing else to be judged. */
export interface Standing {
  readonly kind: "container" | "vm";
  readonly name: string;
  /** Path of the machine whose engine runs the container, or of the guest that the VM is. */
  readonly machine: string;
  /** Who its program is: `root`, or a name or number. */
  readonly user: string;
  readonly privileged: boolean;
  readonly holds: (capability: string) => boolean;
  /** Docker's default seccomp profile; an AppArmor profile like `docker-default`; prctl(2) PR_SET_NO_NEW_PRIVS; `--read-only`. */
  readonly seccomp: boolean;
  readonly lsm: boolean;
  readonly noNewPrivileges: boolean;
  readonly readOnly: boolean;
  readonly mounts: readonly MountSpec[];
  readonly runtime: "runc" | "runsc" | "kata";
  readonly runc: string;
  /** dockerd `--userns-remap`. */
  readonly userNamespace: boolean;
  /** The emulator under it, if it is in a VM: what it emulates besides virtio, and its version. */
  readonly emulator: { readonly devices: readonly string[]; readonly qemu: string } | undefined;
}

/** Running containers and VMs by the names somebody calls them: `plugin`, or `hermes/plugin` where that is not enough. */
export function standings(world: World): Standing[] {
  return [...world.machines.values()].flatMap((m) => [...vmStanding(world, m), ...[...(m.docker?.containers.values() ?? [])].filter((c) => isUp(c) && !holdsNamespaces(c)).map((c) => containerStanding(world, m, c))]);
}

export const standingOf = (all: readonly Standing[], target: string): Standing | undefined => all.find((s) => s.name === target || `${s.machine}/${s.name}` === target || (s.kind === "vm" && s.machine === target));

function containerStanding(world: World, m: Machine, c: Container): Standing {
  const { settings } = c;
  const says = (option: RegExp): boolean => settings.securityOpts.some((one) => option.test(one));
  return {
    kind: "container", name: c.name, machine: m.path, user: userOf(m, c), privileged: settings.privileged, holds: (name) => hasCapability(settings, name),
    seccomp: !settings.privileged && !says(/^seccomp[=:]unconfined$/), lsm: !settings.privileged && !says(/^apparmor[=:]unconfined$/),
    noNewPrivileges: says(/^no-new-privileges([=:]true)?$/), readOnly: settings.readOnly, mounts: settings.mounts,
    runtime: settings.runtime === "runsc" ? "runsc" : settings.runtime.includes("kata") ? "kata" : "runc",
    runc: m.spec.docker?.runc ?? RUNC, userNamespace: m.spec.docker?.usernsRemap === true, emulator: emulatorOf(world, m),
  };
}

function userOf(m: Machine, c: Container): string {
  const user = c.settings.user.split(":")[0] || m.docker!.images.get(c.image)!.spec.user.split(":")[0] || "root";
  return user === "0" ? "root" : user;
}

/** A VM as a target: whoever attacks is its administrator. */
function vmStanding(world: World, m: Machine): Standing[] {
  if (m.host === "" || !m.up) return [];
  return [{
    kind: "vm", name: m.name, machine: m.path, user: "root", privileged: true, holds: () => true, seccomp: false, lsm: false, noNewPrivileges: false, readOnly: false, mounts: [],
    runtime: "runc", runc: RUNC, userNamespace: false, emulator: emulatorOf(world, m),
  }];
}

function emulatorOf(world: World, m: Machine): Standing["emulator"] {
  const spec = vmSpecOf(world, m);
  return spec === undefined ? undefined : { devices: spec.devices ?? [], qemu: world.machines.get(m.host)?.spec.qemu ?? QEMU };
}
