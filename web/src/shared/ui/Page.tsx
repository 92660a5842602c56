import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

export interface Crumb {
  title: string;
  to?: string;
}
interface Props {
  title: React.ReactNode;
  name?: string;
  subtitle?: React.ReactNode;
  crumbs?: Crumb[];
  actions?: React.ReactNode;
  children: React.ReactNode;
}

/** One screen: where am I, what is it, what can I do, then the content. */
export function Page({ title, name, subtitle, crumbs, actions, children }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const windowName = name ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = windowName ? `${windowName} - ${t("app.name")}` : t("app.name");
  }, [windowName, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading takes the focus once per place visited
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus();
  }, [pathname]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          {crumbs && crumbs.length > 0 && (
            <nav aria-label={t("page.crumbs")} className="crumbs">
              {crumbs.map((crumb, index) => (
                <span key={crumb.title}>
                  {index > 0 && <span aria-hidden="true"> / </span>}
                  {crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title}
                </span>
              ))}
            </nav>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle && <div className="page-subtitle">{subtitle}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
