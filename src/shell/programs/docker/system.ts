import { short } from "../../../world/containers/digest.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Seat } from "../../verb.ts";
import { machineAt } from "../../console.ts";
import { say } from "../say.ts";
import { containersHere, docker } from "./container.ts";
import { binarySize, cut, humanSize, tabbed } from "./format.ts";
import { imagesHere } from "./image.ts";
import { statusText } from "./list.ts";

/** Bytes on the disk: every layer counts once. */
function imageBytes(seen: Observation, seat: Seat): { readonly all: number; readonly used: number } {
  const used = new Set(containersHere(seen, seat).map((c) => c.image_id));
  const layers = new Map<string, { size: number; used: boolean }>();
  for (const l of seen.tables.layers.filter((one) => one.machine === seat.machine)) {
    const known = layers.get(l.digest);
    layers.set(l.digest, { size: l.size, used: (known?.used ?? false) || used.has(l.image) });
  }
  const sum = (rows: readonly { size: number }[]): number => rows.reduce((total, row) => total + row.size, 0);
  return { all: sum([...layers.values()]), used: sum([...layers.values()].filter((l) => l.used)) };
}

const reclaimable = (bytes: number, of: number): string => `${humanSize(bytes)}${of > 0 ? ` (${Math.floor((100 * bytes) / of)}%)` : ""}`;

export const df = docker({
  path: "system df",
  about: "how much of the disk images, containers and volumes take",
  flags: [{ name: "--verbose", short: "-v", about: "each of them" }],
  args: [],
  unmodelled: ["--format"],
  example: "docker system df -v",
  run({ flags }, seen, seat) {
    const containers = containersHere(seen, seat);
    const volumes = seen.tables.volumes.filter((v) => v.machine === seat.machine);
    if (flags.verbose !== undefined) return say(verbose(seen, seat));
    const images = new Set(imagesHere(seen, seat).map((image) => image.id));
    const active = new Set(containers.map((c) => c.image_id));
    const { all, used } = imageBytes(seen, seat);
    const upper = containers.reduce((sum, c) => sum + c.upper_bytes, 0);
    const idle = containers.filter((c) => !c.running && c.status !== "paused").reduce((sum, c) => sum + c.upper_bytes, 0);
    const kept = volumes.reduce((sum, v) => sum + v.size, 0);
    const free = volumes.filter((v) => v.containers === 0).reduce((sum, v) => sum + v.size, 0);
    return say(
      tabbed([
        ["TYPE", "TOTAL", "ACTIVE", "SIZE", "RECLAIMABLE"],
        ["Images", `${images.size}`, `${active.size}`, humanSize(all), reclaimable(all - used, all)],
        ["Containers", `${containers.length}`, `${containers.filter((c) => c.running || c.status === "paused").length}`, humanSize(upper), reclaimable(idle, upper)],
        ["Local Volumes", `${volumes.length}`, `${volumes.filter((v) => v.containers > 0).length}`, humanSize(kept), reclaimable(free, kept)],
        ["Build Cache", "0", "0", "0B", "0B"],
      ]),
    );
  },
});

function verbose(seen: Observation, seat: Seat): string[] {
  const images = imagesHere(seen, seat).map((i) => [i.repository, i.tag, short(i.id), "N/A", humanSize(i.size), humanSize(i.shared), humanSize(i.size - i.shared), `${i.containers}`]);
  const containers = containersHere(seen, seat).map((c) => [short(c.id), c.image, `"${cut(c.command, 20)}"`, `${seen.tables.mounts.filter((m) => m.container === c.id && m.kind === "volume").length}`, humanSize(c.upper_bytes), statusText(c, seen), c.name]);
  const volumes = seen.tables.volumes.filter((v) => v.machine === seat.machine).map((v) => [v.name, `${v.containers}`, humanSize(v.size)]);
  return [
    "Images space usage:", "", ...tabbed([["REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE", "SHARED SIZE", "UNIQUE SIZE", "CONTAINERS"], ...images]),
    "", "Containers space usage:", "", ...tabbed([["CONTAINER ID", "IMAGE", "COMMAND", "LOCAL VOLUMES", "SIZE", "STATUS", "NAMES"], ...containers]),
    "", "Local Volumes space usage:", "", ...tabbed([["VOLUME NAME", "LINKS", "SIZE"], ...volumes]),
    "", "Build cache usage: 0B",
  ];
}

const ENGINE = "28.5.0";

/** As Docker's own packages for 28.5.0 say it. */
export const version = docker({
  path: "version",
  about: "the versions of client and engine",
  flags: [],
  args: [],
  unmodelled: ["-f", "--format"],
  run: () =>
    say([
      "Client: Docker Engine - Community", ` Version:           ${ENGINE}`, " API version:       1.51", " Go version:        go1.24.7", " Git commit:        887030f", " Built:             Thu Oct  2 14:57:16 2025", " OS/Arch:           linux/amd64", " Context:           default", "",
      "Server: Docker Engine - Community", " Engine:", `  Version:          ${ENGINE}`, "  API version:      1.51 (minimum version 1.24)", "  Go version:       go1.24.7", "  Git commit:       cd04830", "  Built:            Thu Oct  2 14:54:15 2025", "  OS/Arch:          linux/amd64", "  Experimental:     false",
      " containerd:", "  Version:          v1.7.28", " runc:", "  Version:          1.3.0", " docker-init:", "  Version:          0.19.0",
    ]),
});

export const info = docker({
  path: "info",
  about: "the engine of this machine",
  flags: [],
  args: [],
  unmodelled: ["-f", "--format"],
  run(_values, seen, seat) {
    const engine = seen.tables.engines.find((one) => one.machine === seat.machine)!;
    const machine = machineAt(seat, seen)!;
    return say([
      "Server:", ` Containers: ${engine.containers}`, `  Running: ${engine.running}`, `  Paused: ${engine.paused}`, `  Stopped: ${engine.stopped}`, ` Images: ${engine.images}`, ` Server Version: ${ENGINE}`, " Storage Driver: overlay2",
      " Cgroup Driver: systemd", " Cgroup Version: 2", ` Runtimes: ${engine.runtimes}`, " Default Runtime: runc", " Security Options:", "  apparmor", "  seccomp", "   Profile: builtin", "  cgroupns",
      ` Kernel Version: ${machine.kernel}`, ` Operating System: ${machine.distribution}`, " OSType: linux", " Architecture: x86_64", ` CPUs: ${machine.cpus}`, ` Total Memory: ${binarySize(machine.mem_total)}`, ` Name: ${machine.name}`,
      " Docker Root Dir: /var/lib/docker",
    ]);
  },
});
