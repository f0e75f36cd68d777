import { normalizedImageName } from "../image-name.ts";
import type { PodSpec } from "../objects.ts";

const MI = 1024 * 1024;
const MIN_THRESHOLD = 23 * MI;
const MAX_CONTAINER_THRESHOLD = 1000 * MI;

/** How large an image is and on how many nodes it lies. Source: `pkg/scheduler/framework/types.go`, ImageStateSummary. */
export interface ImageState {
  readonly size: number;
  readonly numNodes: number;
}

/**
 * Prefers nodes that have the pod's images already, the more the larger and the more widely spread they are.
 * `imageOnNode` gives an image by its full name if the node has it.
 * Source: `pkg/scheduler/framework/plugins/imagelocality/image_locality.go`, Score.
 */
export function imageLocalityScore(spec: PodSpec, totalNumNodes: number, imageOnNode: (name: string) => ImageState | undefined): number {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  let sum = 0;
  for (const { image = "" } of containers) {
    const state = imageOnNode(normalizedImageName(image));
    if (state) sum += Math.trunc((state.size * state.numNodes) / totalNumNodes);
  }
  const max = MAX_CONTAINER_THRESHOLD * containers.length;
  const clamped = Math.min(max, Math.max(MIN_THRESHOLD, sum));
  return Math.trunc((100 * (clamped - MIN_THRESHOLD)) / (max - MIN_THRESHOLD));
}
