import { digest } from "./digest.ts";
import type { FileSpec, ImageProgram, ImageSpec, LayerSpec } from "./spec.ts";

/** A layer on a disk. Its digest names its content and all it stands on. */
export interface Layer extends LayerSpec {
  readonly digest: string;
}

/** An image: layers, bottom first, and what to run in them. Never changed. */
export interface Image {
  readonly id: string;
  readonly layers: readonly Layer[];
  readonly spec: ImageSpec;
}

/** `docker.io/library/nginx` is `nginx`, and no tag is `latest` (distribution/reference, `ParseNormalizedNamed`). */
export function fullName(name: string): string {
  const plain = name.replace(/^(docker\.io\/)?(library\/)?/, "");
  return plain.slice(plain.lastIndexOf("/") + 1).includes(":") ? plain : `${plain}:latest`;
}

export const repositoryOf = (name: string): string => name.slice(0, name.lastIndexOf(":"));
export const tagOf = (name: string): string => name.slice(name.lastIndexOf(":") + 1);

function layersOf(specs: readonly LayerSpec[]): Layer[] {
  let below = "";
  return specs.map((layer) => {
    const content = layer.files.map((file) => `${file.path} ${file.bytes} ${file.text ?? ""}`).join("\n");
    below = digest(`${below}\n${layer.by}\n${layer.bytes}\n${content}`);
    return { ...layer, digest: below };
  });
}

/** Its programs are content, too, but for where their files are, which layers tell: images of equal layers whose programs differ are two images. */
export function imageOf(spec: ImageSpec): Image {
  const layers = layersOf(spec.layers);
  const config = [spec.entrypoint, spec.cmd, spec.env, spec.user, spec.exposes, spec.volumes, spec.programs.map(({ root: _root, ...rest }) => rest)].map((part) => JSON.stringify(part)).join("\n");
  return { id: digest(`${layers.at(-1)?.digest ?? ""}\n${config}`), layers, spec };
}

export const imageBytes = (image: Image): number => image.layers.reduce((sum, layer) => sum + layer.bytes, 0);

/** A program of an image by the first word of a command, with or without its directory. */
export const programOf = (image: Image, word: string): ImageProgram | undefined => image.spec.programs.find((p) => p.name === word.slice(word.lastIndexOf("/") + 1));

/** Every image has these files besides those its layers name. */
export function ownFiles(image: Image): FileSpec[] {
  const [, name = image.spec.distribution, version = ""] = /^(.*?) (\d[\w.]*)/.exec(image.spec.distribution) ?? [];
  const id = name.split(/[ /]/)[0]!.toLowerCase();
  const lines = [`PRETTY_NAME="${image.spec.distribution}"`, `NAME="${name}"`, ...(version === "" ? [] : [`VERSION_ID="${version}"`]), `ID=${id}`];
  return [file("/etc/os-release", `${lines.join("\n")}\n`), file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"), { path: "/bin/sh", bytes: 125_000 }];
}

export const file = (path: string, text: string): FileSpec => ({ path, bytes: text.length, text });
