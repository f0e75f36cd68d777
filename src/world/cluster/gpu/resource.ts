import type { Part } from "../../gpu/gpu.ts";

/** Names under which the device plugin counts devices, with the strategy "mixed": `k8s-device-plugin`, "MIG strategies". */
export const resourceOf = ({ profile }: Part): string => (profile === "" ? "nvidia.com/gpu" : `nvidia.com/mig-${profile}`);

/** Devices that the plugin of their maker counts: whole GPUs, and instances of them. */
export const isDevice = (resource: string): boolean => resource.startsWith("nvidia.com/");
