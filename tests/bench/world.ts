import { readFileSync } from "node:fs";
import { join } from "node:path";
import { begin, goTo, present, type Timeline, act, wait } from "../../src/kernel/timeline.ts";
import { seconds } from "../../src/kernel/time.ts";
import type { Command } from "../../src/world/command.ts";
import { observe } from "../../src/world/observe.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import type { Scenario, VmSpec } from "../../src/world/scenario.ts";
import { world, type World, type WorldEvent } from "../../src/world/world.ts";
import { median, quantile, report, title } from "./statistics.ts";

type History = Timeline<Scenario, World, Command, WorldEvent>;

const lessons = join(import.meta.dirname, "../../lessons");

function scenario(path: string): Scenario {
  const read = readScenario(readFileSync(join(lessons, path), "utf8"), path, { file: path, before: 0 });
  if (!read.ok) throw new Error(`${path}: ${read.problems[0]!.what}`);
  return read.scenario;
}

const atlas = () => scenario("01-one-machine-many-tenants/atlas.yaml");
const kvm = () => scenario("02-the-hypervisors-illusion/atlas-kvm.yaml");

/** Every fault of a scenario at once: the most that a learner can ask of it. */
const broken = (t: History): History => t.scenario.faults.reduce((history, { name }) => act(history, { type: "fault", name })[0], t);

/** Simulated seconds per second, events, a step back, and a look at everything. */
export function benchWorld(): void {
  title("World");
  measure("chapter 1", begin(world, atlas(), 1), 60);
  measure("chapter 1, every fault", broken(begin(world, atlas(), 1)), 60);
  measure("chapter 2", begin(world, kvm(), 1), 60);
  measure("chapter 2, every fault", broken(begin(world, kvm(), 1)), 60);
  title("Growth: chapter 2's host with more of its VMs, and CPUs and memory to match");
  for (const times of [1, 4, 16]) measure(`${times} × 4 VMs`, begin(world, grown(kvm(), times), 1), times === 16 ? 10 : 20);
}

function measure(what: string, start: History, duration: number): void {
  const before = performance.now();
  let t = wait(start, seconds(duration));
  const took = performance.now() - before;
  report(`${what}: simulated seconds per second`, `${((duration * 1000) / took).toFixed(0)} ×`);
  report(`${what}: events per simulated second`, (present(t).handled / duration).toFixed(0));
  const steps = Array.from({ length: 25 }, () => {
    const start = performance.now();
    t = goTo(t, t.at - seconds(0.2));
    present(t);
    return performance.now() - start;
  });
  report(`${what}: a step back, median (p95)`, `${median(steps).toFixed(1)} (${quantile(steps, 0.95).toFixed(1)}) ms`, "aim under 20 ms");
  const looks = Array.from({ length: 25 }, () => {
    t = wait(t, seconds(0.05));
    const start = performance.now();
    tables(t);
    return performance.now() - start;
  });
  report(`${what}: a look at every table`, `${median(looks).toFixed(2)} ms`);
}

function tables(t: History): (readonly unknown[])[] {
  const { machines, processes, threads, groups, apps, vms, disks, nics } = observe(present(t)).tables;
  return [machines, processes, threads, groups, apps, vms, disks, nics];
}

/** The same host, so many times as large, with so many times its VMs. */
function grown(scenario: Scenario, times: number): Scenario {
  const [host] = scenario.hosts;
  const copies = (vm: VmSpec): VmSpec[] => Array.from({ length: times }, (_, i) => (i === 0 ? vm : { ...vm, name: `${vm.name}-${i}` }));
  const larger = { ...host!, cpus: host!.cpus * times, memoryBytes: host!.memoryBytes * times, vms: host!.vms.flatMap(copies) };
  return { ...scenario, hosts: [larger], faults: [] };
}
