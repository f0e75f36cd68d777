import { normalizedImageName } from "../../../src/world/cluster/image-name.ts";

export default (name: string) => normalizedImageName(name);
