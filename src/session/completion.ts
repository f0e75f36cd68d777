import type { Session } from "./session.ts";

export function complete(session: Session): Session {
  return session;
}
