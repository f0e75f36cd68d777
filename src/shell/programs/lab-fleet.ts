import { columns } from "../../display/format-table.ts";
import { fixed } from "../../display/format-number.ts";
import { line } from "../../display/line.ts";
import type { Command } from "../../world/command.ts";
import type { FleetRow, Observation } from "../../world/observation.ts";
import type { Reply, Values, Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** `lab fleet`: what a provisioning tool does for many VMs or containers at once. Invented, so that no real tool has to be taught here. */
export const fleet: Verb = {
  path: "lab fleet",
  on: "any",
  about: "many VMs or containers at once",
  flags: [
    { name: "--services", about: "create: how many more services", value: "number" },
    { name: "--per-vm", about: "create: how many of them share a VM; 1 when not given", value: "number" },
    { name: "--image", about: "run: the image of the containers", value: "dockerImage" },
    { name: "--count", about: "run: how many containers there shall be", value: "number" },
  ],
  args: [{ name: "what", about: "create, run, scale N, image FLEET IMAGE, or list", completes: "fleet", many: true }],
  example: "lab fleet create --services 8 --per-vm 2",
  note: "lab is this course's own command: no real machine has it. run and scale count all there shall be; image says what new VMs are made from",
  run({ args, flags }, seen) {
    const found = seen.tables.fleets[0];
    if (found === undefined) return fail("lab: there is no fleet in this world");
    const [what, ...rest] = args;
    if (what === "list") return rest.length === 0 ? say(listed(seen)) : wrong(`lab fleet list takes nothing more, not "${rest.join(" ")}"`);
    if (what === "create") return create(flags, rest, found);
    if (what === "run") return containers(flags, rest, found);
    if (flags.image !== undefined || flags.count !== undefined) return wrong(`--image and --count belong to lab fleet run, not to ${what!}`);
    if (flags.services !== undefined || flags["per-vm"] !== undefined) return wrong(`--services and --per-vm belong to lab fleet create, not to ${what!}`);
    if (what === "scale") return scale(rest, found);
    if (what === "image") return image(rest, found);
    return wrong(`lab fleet has no ${what!}`);
  },
};

const wrong = (reason: string): Reply => fail(`lab: ${reason}`, "lab fleet create --services 8 --per-vm 2, lab fleet run --image svc --count 8, lab fleet scale 8, lab fleet image svc golden, lab fleet list");
const act = (command: Command, then: string): Reply => ({ kind: "act", command, then: [line(then)] });

/** A number without sign; -1 for anything else. */
const whole = (text: string | true | undefined): number => (typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : -1);

function create(flags: Values["flags"], rest: readonly string[], { image: file, thin }: FleetRow): Reply {
  const services = whole(flags.services);
  const perVm = flags["per-vm"] === undefined ? 1 : whole(flags["per-vm"]);
  if (services < 1 || perVm < 1 || rest.length > 0) return wrong("say how many services, and how many of them share a VM");
  const vms = Math.ceil(services / perVm);
  return act({ type: "fleetCreate", services, perVm }, `${services} ${services === 1 ? "service" : "services"} in ${vms} new ${vms === 1 ? "VM, " : "VMs, each "}${thin ? "a thin clone" : "a whole copy"} of ${file}`);
}

/** As many `docker run -d` as it takes, sixteen at a time. */
function containers(flags: Values["flags"], rest: readonly string[], { name, containers: now }: FleetRow): Reply {
  const count = whole(flags.count);
  if (count < 0 || typeof flags.image !== "string" || rest.length > 0) return wrong("say which image, and how many containers there shall be: lab fleet run --image svc --count 8");
  return act({ type: "fleetRun", image: flags.image, count }, `${name}: from ${now} to ${count} containers of ${flags.image}, each a docker run`);
}

function scale(rest: readonly string[], { vms, name }: FleetRow): Reply {
  const count = whole(rest[0]);
  if (count < 0 || rest.length > 1) return wrong("say how many VMs there shall be");
  return act({ type: "fleetScale", count }, `${name}: from ${vms} to ${count} VMs`);
}

function image(rest: readonly string[], { name }: FleetRow): Reply {
  const [of, file] = rest.length === 1 ? [name, rest[0]!] : [rest[0] ?? "", rest[1] ?? ""];
  if (file === "" || rest.length > 2) return wrong("say which image new VMs are to be made from");
  return act({ type: "fleetImage", fleet: of, image: file }, `new VMs of ${of} are made from ${file} from now on`);
}

function listed(seen: Observation): string[] {
  const services = seen.tables.services.map((s) => [s.name, s.vm, s.state, fixed(s.served_per_s, 0), `${s.queue}`]);
  return columns([{ name: "SERVICE" }, { name: "VM" }, { name: "STATE" }, { name: "SERVED/S" }, { name: "QUEUE" }], services, "   ");
}
