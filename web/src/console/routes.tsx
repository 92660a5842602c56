import { createBrowserRouter, type RouteObject } from "react-router";
import { LostPage } from "./layout/LostPage";

type PageModule = Record<string, React.ComponentType>;

/** A page that is fetched when somebody first goes there. */
function page(path: string, load: () => Promise<PageModule>, name: string): RouteObject {
  return { path, lazy: async () => ({ Component: (await load())[name] }) };
}

const registry: RouteObject[] = [
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
