import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation } from "react-router";
import { Fault } from "../../shared/ui/Fault";
import { Waiting } from "../../shared/ui/Waiting";
import { useSession } from "../accounts/session";
import { Freshness } from "./Freshness";
import { Lotus } from "./Lotus";
import { allowedRooms, roomOf } from "./nav";
import { useShortcuts } from "./shortcuts";

const PlaceSearch = lazy(() => import("./PlaceSearch").then((module) => ({ default: module.PlaceSearch })));
const ShortcutSheet = lazy(() => import("./ShortcutSheet").then((module) => ({ default: module.ShortcutSheet })));
const UserMenu = lazy(() => import("./UserMenu").then((module) => ({ default: module.UserMenu })));

/** The frame of every screen: banner, header, rooms at the left, the page. */
export function Shell() {
  const { t } = useTranslation();
  const { session } = useSession();
  const { pathname } = useLocation();
  const search = useRef<HTMLInputElement>(null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const rooms = allowedRooms(session.allowed);
  useShortcuts({
    rooms,
    onSearch: () => search.current?.focus(),
    onHelp: () => setSheetOpen(true),
  });
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t("shell.skip")}
      </a>
      {session.clock.banner && (
        <aside className="banner" aria-label={t("shell.notice")}>
          {session.clock.banner}
        </aside>
      )}
      <header className="shell-header">
        <Link to="/" className="brand">
          <Lotus />
          {t("app.name")}
        </Link>
        <span className="station-name">{session.user?.station?.name ?? t("shell.bureau")}</span>
        {session.user?.station && (
          <Suspense fallback={<span className="place-search" />}>
            <PlaceSearch inputRef={search} />
          </Suspense>
        )}
        <span className="grow" />
        <Freshness />
        <button type="button" className="key-hint" onClick={() => setSheetOpen(true)}>
          <kbd>?</kbd> <span>{t("shortcuts.short")}</span>
        </button>
        <Suspense fallback={null}>
          <UserMenu />
        </Suspense>
      </header>
      <nav className="shell-sider" aria-label={t("shell.rooms")}>
        <div className="sider-stay">
          <ul>
            {rooms.map((room) => (
              <li key={room.code}>
                <Link
                  to={room.path}
                  aria-label={t(`nav.${room.code}`)}
                  title={t(`nav.${room.code}`)}
                  aria-current={roomOf(pathname) === room.code ? "page" : undefined}
                >
                  <span aria-hidden="true">{room.icon}</span>
                  <span>{t(`nav.${room.code}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
          {session.app && <p className="sider-foot">{t("shell.version", { version: session.app.version })}</p>}
        </div>
      </nav>
      <main id="content" className="shell-content">
        <Fault key={pathname}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </Fault>
      </main>
      {isSheetOpen && (
        <Suspense fallback={null}>
          <ShortcutSheet rooms={rooms} onClose={() => setSheetOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
