import { Navigate } from "react-router";
import { useSession, useUser } from "../accounts/session";
import { LostPage } from "../layout/LostPage";
import { allowedRooms } from "../layout/nav";
import { CaptainHome } from "./CaptainHome";
import { ClerkHome } from "./ClerkHome";
import { LeadHome } from "./LeadHome";

const HOMES: Record<string, React.ComponentType> = { LEAD: LeadHome, CAPTAIN: CaptainHome, CLERK: ClerkHome };

/** The first screen of the post; a post without one begins in its first room. */
export function HomePage() {
  const user = useUser();
  const { session } = useSession();
  const Home = HOMES[user.role];
  if (Home) return <Home />;
  const first = allowedRooms(session.allowed).find((room) => room.path !== "/");
  return first ? <Navigate to={first.path} replace /> : <LostPage />;
}
