import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { spawn } from "../machine/process-life.ts";
import type { World, WorldEnv } from "../state.ts";
import { startContainerd } from "./begin.ts";
import { imageOf } from "./image.ts";
import type { Network } from "./docker.ts";
import { bridgeDevice, CNI } from "./networks.ts";
import { keepImage } from "./pull.ts";
import type { ImageSpec } from "./spec.ts";

/** A machine that is a node of a cluster: containerd and a kubelet start with it. */

export const PAUSE = "registry.k8s.io/pause:3.10";
const pause: ImageSpec = { name: PAUSE, distribution: "", layers: [{ by: "COPY bin/pause /pause", bytes: 737_000, files: [] }], entrypoint: ["/pause"], cmd: [], env: [], user: "65535:65535", workdir: "/", exposes: [], volumes: [], stopSignal: "SIGTERM", programs: [] };

const MIB = 2 ** 20;
/** From the start of its unit to a kubelet that looks at its pods. */
const KUBELET_START = 3 * SECOND;
/** The kernel's killer takes almost everybody before it. Source: `pkg/kubelet/qos/policy.go`, KubeletOOMScoreAdj. */
const KUBELET_OOM_SCORE_ADJ = -999;

/** The bridge that the pods of a node are plugged into. */
export function makePodNetwork(machine: Machine, prefix: string, now: Nanos): void {
  const docker = machine.docker!;
  if (docker.networks.has(CNI)) return;
  const network: Network = { id: CNI, name: CNI, driver: "bridge", prefix, createdAt: now };
  docker.networks.set(CNI, network);
  bridgeDevice(machine, network);
}

type Daemon = readonly [name: string, line: string, group: string, mib: number];

/** The processes of the control plane, where it is, and kube-proxy everywhere. Here they are services of the machine, no static pods. */
function daemonsOf({ scenario }: World, { path, name }: Machine): readonly Daemon[] {
  const proxy: Daemon = ["kube-proxy", "/usr/local/bin/kube-proxy --config=/var/lib/kube-proxy/config.conf", "/system.slice/kube-proxy.service", 18];
  const node = scenario.cluster?.nodes.find(({ machine }) => machine === path || machine === name);
  return node?.controlPlane === true ? [...CONTROL_PLANE, proxy] : [proxy];
}

const CONTROL_PLANE: readonly Daemon[] = [
  ["etcd", "etcd --data-dir=/var/lib/etcd --listen-client-urls=https://127.0.0.1:2379", "/system.slice/etcd.service", 46],
  ["kube-apiserver", "kube-apiserver --etcd-servers=https://127.0.0.1:2379 --secure-port=6443", "/system.slice/kube-apiserver.service", 260],
  ["kube-controller", "kube-controller-manager --leader-elect=true --use-service-account-credentials=true", "/system.slice/kube-controller-manager.service", 64],
  ["kube-scheduler", "kube-scheduler --leader-elect=true", "/system.slice/kube-scheduler.service", 28],
];

export function bringUpNode(world: World, machine: Machine, env: WorldEnv): void {
  const { docker } = machine;
  if (docker?.kind !== "containerd") return;
  startContainerd(world, machine, env);
  const command = "/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf";
  spawn(world, machine, { name: "kubelet", command, user: "root", group: "/system.slice/kubelet.service", oomScoreAdj: KUBELET_OOM_SCORE_ADJ, threads: 0, quiet: 14, anonBytes: 46 * MIB, fileBytes: 60 * MIB, because: -1 }, env);
  for (const [name, line, group, mib] of daemonsOf(world, machine)) spawn(world, machine, { name, command: line, user: "root", group, threads: 0, quiet: 12, anonBytes: mib * MIB, fileBytes: 40 * MIB, because: -1 }, env);
  keepImage(docker, imageOf(pause), PAUSE);
  if (world.cluster !== undefined) env.after(KUBELET_START, { type: "cluster", what: "kubelet", machine: machine.path });
}
