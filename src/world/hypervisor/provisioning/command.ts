/** Making images and VMs out of them. A host's path; images by file name; VMs by name. Sizes in bytes. */
export type ProvisioningCommand =
  | { readonly type: "imageClone"; readonly host: string; readonly from: string; readonly to: string; readonly thin: boolean }
  | { readonly type: "imageCustomize"; readonly host: string; readonly image: string; readonly packages: readonly string[] }
  | { readonly type: "imageRemove"; readonly host: string; readonly image: string }
  | { readonly type: "domainInstall"; readonly host: string; readonly name: string; readonly memoryBytes: number; readonly vcpus: number; readonly disk: string }
  | { readonly type: "domainClone"; readonly original: string; readonly name: string }
  | { readonly type: "domainUndefine"; readonly name: string; readonly storage: boolean }
  /** The fleet: this many more services, so many in each VM; how many there shall be; which image new VMs are made from. */
  | { readonly type: "fleetCreate"; readonly services: number; readonly perVm: number }
  | { readonly type: "fleetScale"; readonly count: number }
  /** So many containers of one image on the fleet's host. */
  | { readonly type: "fleetRun"; readonly image: string; readonly count: number }
  | { readonly type: "fleetImage"; readonly fleet: string; readonly image: string };
