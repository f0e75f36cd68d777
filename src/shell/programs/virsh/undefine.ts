import { line } from "../../../display/line.ts";
import type { Verb } from "../../verb.ts";
import { DOMAIN, withDomain } from "./domain.ts";

export const undefine: Verb = {
  path: "virsh undefine",
  on: "host",
  about: "take the description of a VM that is off away",
  flags: [{ name: "--remove-all-storage", about: "and its disk with it" }],
  args: [DOMAIN],
  unmodelled: ["--managed-save", "--storage", "--delete-storage-volume-snapshots", "--wipe-storage", "--snapshots-metadata", "--checkpoints-metadata", "--nvram", "--keep-nvram", "--tpm", "--keep-tpm"],
  example: "virsh undefine cache1",
  run: ({ args, flags }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      const storage = flags["remove-all-storage"] !== undefined;
      const then = [`Domain '${vm.name}' has been undefined`, ...(storage ? [`Volume 'vda'(${vm.image}) removed.`] : []), ""];
      return { kind: "act", command: { type: "domainUndefine", name: vm.name, storage }, then: then.map((text) => line(text)), otherwise: [`error: Failed to undefine domain '${vm.name}'`] };
    }),
};
