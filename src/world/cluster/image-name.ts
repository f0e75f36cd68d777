/**
 * An image name with its tag: `nginx` is `nginx:latest`; a port of the registry is no tag.
 * Source: `pkg/scheduler/framework/plugins/imagelocality/image_locality.go`, normalizedImageName.
 */
export const normalizedImageName = (name: string): string =>
  name.lastIndexOf(":") <= name.lastIndexOf("/") ? `${name}:latest` : name;

/**
 * What an image name without a policy gets: Always for `:latest`, else IfNotPresent.
 * Source: `pkg/apis/core/v1/defaults.go`, SetDefaults_Container.
 */
export const defaultImagePullPolicy = (name: string): "Always" | "IfNotPresent" =>
  !name.includes("@") && normalizedImageName(name).endsWith(":latest") ? "Always" : "IfNotPresent";
