import { expect, test } from "vitest";
import { after, look, type Play } from "../../scenes.ts";
import { ask, create, eventsOf, logs, nodes, podNamed, podOn, pods } from "../clusters.ts";

const waiting = (t: Play, name: string) => podNamed(t, name)!.status.containerStatuses![0]!.state!.waiting;
/** Times of pulls that began to be wanted, in whole seconds. */
const pulls = (t: Play): number[] => look(t).facts.filter(({ type }) => type === "pulling").map(({ at }) => Math.round(at / 1e9));

test("an image that nobody has: tried again ever later, and the pod waits", () => {
  const t = after(create(nodes(["n1"]), podOn("n1", "web", { image: "nginx:nope" })), 200);
  expect(pulls(t)).toEqual([1, 11, 31, 72, 152]);
  expect(pods(t)).toEqual(["web 0/1 ImagePullBackOff 0"]);
  const error = 'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:nope": failed to resolve reference "docker.io/library/nginx:nope": docker.io/library/nginx:nope: not found';
  expect(waiting(t, "web")).toEqual({ reason: "ImagePullBackOff", message: `Back-off pulling image "nginx:nope": ErrImagePull: ${error}` });
  expect(eventsOf(t, "web")).toEqual([
    'Normal Pulling Pulling image "nginx:nope" (x5)', `Warning Failed Failed to pull image "nginx:nope": ${error} (x5)`, "Warning Failed Error: ErrImagePull (x5)",
    'Normal BackOff Back-off pulling image "nginx:nope" (x5)', "Warning Failed Error: ImagePullBackOff (x5)",
  ]);
  expect(logs(t, "web")).toBe('Error from server (BadRequest): container "app" in pod "web" is waiting to start: trying and failing to pull image');
});

test("names that cannot be names, repositories that are not there, images that may not be pulled", () => {
  const t = after(create(nodes(["n1"]), podOn("n1", "a", { image: "Nginx" }), podOn("n1", "b", { image: "shopp:1" }), podOn("n1", "c", { imagePullPolicy: "Never" })), 3);
  expect(pods(t)).toEqual(["a 0/1 InvalidImageName 0", "b 0/1 ImagePullBackOff 0", "c 0/1 ErrImageNeverPull 0"]);
  expect(["a", "b", "c"].map((name) => eventsOf(t, name).at(-1))).toEqual(["Warning Failed Error: InvalidImageName", "Warning Failed Error: ImagePullBackOff", "Warning Failed Error: ErrImageNeverPull"]);
});

test("a kubelet pulls one image at a time, and an image once for all who want it", () => {
  const t = after(create(nodes(["n1"]), podOn("n1", "a"), podOn("n1", "b"), podOn("n1", "c", { image: "redis:7" })), 20);
  expect(pods(t)).toEqual(["a 1/1 Running 0", "b 1/1 Running 0", "c 1/1 Running 0"]);
  expect([...eventsOf(t, "a"), ...eventsOf(t, "b"), ...eventsOf(t, "c")].filter((line) => line.includes("Pulled")).map((line) => line.replaceAll(/\d\.\d+s/g, (s) => `${Math.floor(parseFloat(s))}s`))).toEqual([
    'Normal Pulled Successfully pulled image "nginx:1.27" in 4s (4s including waiting). Image size: 145100000 bytes.',
    'Normal Pulled Successfully pulled image "nginx:1.27" in 4s (4s including waiting). Image size: 145100000 bytes.',
    'Normal Pulled Successfully pulled image "redis:7" in 1s (5s including waiting). Image size: 117000000 bytes.',
  ]);
});

test("what is named latest is looked for at every start, and is there at once when nothing is new", () => {
  const t = after(create(nodes(["n1"]), podOn("n1", "a", { image: "nginx" })), 10);
  const again = after(create(t, podOn("n1", "b", { image: "nginx" })), 5);
  expect(eventsOf(again, "b").filter((line) => line.includes("Pull"))).toEqual([
    'Normal Pulling Pulling image "nginx"',
    'Normal Pulled Successfully pulled image "nginx" in 0.4s (0.4s including waiting). Image size: 145100000 bytes.',
  ]);
});

test("a variable that comes from nowhere: the container is not made until it does", () => {
  const env = [{ name: "DB_URL", valueFrom: { configMapKeyRef: { name: "shop", key: "db" } } }, { name: "ADDRESS", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }, { name: "FULL", value: "$(DB_URL)/$(ADDRESS)" }];
  const t = after(create(nodes(["n1"]), podOn("n1", "web", { env })), 10);
  expect([pods(t), waiting(t, "web")]).toEqual([["web 0/1 CreateContainerConfigError 0"], { reason: "CreateContainerConfigError", message: 'configmap "shop" not found' }]);
  const given = after(ask(t, { do: "create", kind: "ConfigMap", object: { metadata: { name: "shop", namespace: "default" }, data: { db: "postgres://db" } } }), 15);
  expect(pods(given)).toEqual(["web 1/1 Running 0"]);
  expect(look(given).tables.containers.find(({ name }) => name === "web/app")!.env.split("\n").filter((line) => !line.startsWith("PATH"))).toEqual(["HOSTNAME=web", "DB_URL=postgres://db", "ADDRESS=10.244.0.2", "FULL=postgres://db/10.244.0.2"]);
});
