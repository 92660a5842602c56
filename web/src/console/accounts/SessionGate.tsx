import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { api, onAnswer, setCsrfToken } from "../../shared/api";
import type { Session } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { useToast } from "../../shared/ui/toast";
import { SessionContext } from "./session";

const ForcedPasswordPage = lazy(() =>
  import("./PasswordPage").then((module) => ({ default: module.ForcedPasswordPage })),
);

const SignInPage = lazy(() => import("./SignInPage").then((module) => ({ default: module.SignInPage })));
const UnlockDialog = lazy(() => import("./UnlockDialog").then((module) => ({ default: module.UnlockDialog })));

async function readSession(): Promise<Session & { readAt: number }> {
  const session = await api.get<Session>("/api/session");
  setCsrfToken(session.csrf_token);
  return { ...session, readAt: Date.now() };
}

/** Lets nobody past who is not signed in, and asks a locked user for the password over the page left standing. */
export function SessionGate({ children }: { children: React.ReactNode }) {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ["session"], queryFn: readSession, refetchInterval: 60_000 });
  const [wasRefused, setRefused] = useState(false);
  const toast = useToast();
  const userId = query.data?.user?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said to one user is not for the next
  useEffect(() => toast(null), [userId, toast]);
  useEffect(
    () =>
      onAnswer((status) => {
        if (status === 401) setRefused(true);
      }),
    [],
  );
  const handle = useMemo(() => {
    if (!query.data) return null;
    return {
      session: query.data,
      readAt: query.data.readAt,
      reload: async () => {
        await query.refetch();
        setRefused(false);
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
      },
    };
  }, [query.data, query.refetch, queries]);
  if (!handle) return <Asked query={query}>{() => null}</Asked>;
  const { session } = handle;
  const hasUser = session.user !== null;
  return (
    <SessionContext.Provider value={handle}>
      {!hasUser && (
        <Suspense>
          <SignInPage />
        </Suspense>
      )}
      {hasUser && session.user?.must_change_password && (
        <Suspense>
          <ForcedPasswordPage />
        </Suspense>
      )}
      {hasUser && !session.user?.must_change_password && children}
      {hasUser && (session.is_locked || wasRefused) && (
        <Suspense>
          <UnlockDialog />
        </Suspense>
      )}
    </SessionContext.Provider>
  );
}
