import dayjs, { type Dayjs } from "dayjs";
import { createContext, useContext } from "react";
import type { Session, SessionUser } from "../../shared/api.types";
import { inShanghai } from "../../shared/format";

export interface SessionHandle {
  session: Session;
  reload: () => Promise<void>;
  readAt: number;
}

export const SessionContext = createContext<SessionHandle | null>(null);

export function useSession(): SessionHandle {
  const handle = useContext(SessionContext);
  if (!handle) throw new Error("useSession outside of SessionGate");
  return handle;
}

export function useUser(): SessionUser {
  const { session } = useSession();
  if (!session.user) throw new Error("useUser before sign-in");
  return session.user;
}

/** The product's own "now" as a Shanghai wall clock: the demo's story stands on another day than the browser. */
export function useNow(): () => Dayjs {
  const { session, readAt } = useSession();
  return () =>
    inShanghai(
      dayjs(session.clock.now)
        .add(Date.now() - readAt, "millisecond")
        .toISOString(),
    );
}

/** The Shanghai date of today in the product's time, as it stands in addresses. */
export function useToday(): string {
  return useNow()().format("YYYY-MM-DD");
}
