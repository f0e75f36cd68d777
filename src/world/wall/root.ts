import { passes, stops, type Judge } from "./gates.ts";

/** Judges that several attacks share: who one is on the other side. */

/** Somebody who is not root can still become it through a set-user-ID program, unless that is forbidden: Documentation/userspace-api/no_new_privs.rst. */
export const becomesRoot: Judge = ({ user, noNewPrivileges }) => {
  if (user === "root") return passes("its program is root already");
  return noNewPrivileges ? stops(`it runs as ${user}, and no program it starts may be more than that`) : passes(`it runs as ${user}, but a set-user-ID program could make it root`);
};

/** user_namespaces(7): uid 0 inside is an ordinary number outside, which owns nothing there. */
export const isRootOutside: Judge = ({ userNamespace }) =>
  userNamespace ? stops("its root is uid 100000 outside, which owns nothing there", "powerless uid") : passes("its root is the host's root: no user namespace");
