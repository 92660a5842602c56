import { createBrowserRouter, type RouteObject } from "react-router";
import { LostPage } from "./layout/LostPage";

/** A page that is fetched when somebody first goes there. */
function page<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
): RouteObject {
  return { path, lazy: async () => ({ Component: (await load())[name] }) };
}

const registry: RouteObject[] = [
  page("registry", () => import("./registry/CommunitiesPage"), "CommunitiesPage"),
  page("registry/compounds", () => import("./registry/CompoundsPage"), "CompoundsPage"),
  page("registry/compounds/:id", () => import("./registry/CompoundPage"), "CompoundPage"),
  page("registry/households/:id", () => import("./registry/HouseholdPage"), "HouseholdPage"),
  page("registry/residents", () => import("./registry/ResidentSearchPage"), "ResidentSearchPage"),
  page("registry/organizations", () => import("./registry/OrganizationsPage"), "OrganizationsPage"),
  page("registry/organizations/:id", () => import("./registry/OrganizationPage"), "OrganizationPage"),
  page("imports", () => import("./registry/imports/ImportsPage"), "ImportsPage"),
  page("imports/new", () => import("./registry/imports/UploadPage"), "UploadPage"),
  page("imports/:id", () => import("./registry/imports/ImportPage"), "ImportPage"),
];
const campaigns: RouteObject[] = [];
const visits: RouteObject[] = [];
const accounts: RouteObject[] = [page("password", () => import("./accounts/PasswordPage"), "PasswordPage")];

export const router = createBrowserRouter(
  [
    {
      path: "/",
      lazy: async () => ({ Component: (await import("./layout/Shell")).Shell }),
      children: [...registry, ...campaigns, ...visits, ...accounts, { path: "*", Component: LostPage }],
    },
  ],
  { basename: "/console" },
);
