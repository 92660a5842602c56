import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

const TABS = [
  ["communities", "/registry"],
  ["compounds", "/registry/compounds"],
  ["organizations", "/registry/organizations"],
  ["residents", "/registry/residents"],
] as const;

/** The four ways into the registry. */
export function RegistryTabs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <nav className="tabs" aria-label={t("nav.registry")}>
      {TABS.map(([code, path]) => (
        <Link key={code} to={path} aria-current={pathname === path ? "page" : undefined}>
          {t(`registry.tab.${code}`)}
        </Link>
      ))}
    </nav>
  );
}
