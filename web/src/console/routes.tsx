import { type ComponentType, lazy, Suspense } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Waiting } from "../shared/ui/Waiting";

type Load<Name extends string> = () => Promise<Record<Name, ComponentType>>;

/** A page that is fetched when somebody first goes there. */
function page<Name extends string>(path: string, load: Load<Name>, name: Name) {
  const Page = lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }));
  return <Route key={path} path={path} element={<Page />} />;
}

const Shell = lazy(async () => ({ default: (await import("./layout/Shell")).Shell }));
const HomePage = lazy(async () => ({ default: (await import("./home/HomePage")).HomePage }));

const registry = [
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
const campaigns = [
  page("campaigns", () => import("./campaigns/CampaignsPage"), "CampaignsPage"),
  page("campaigns/:id", () => import("./campaigns/CampaignPage"), "CampaignPage"),
  page("campaigns/:id/lists/:listId", () => import("./campaigns/ListPage"), "ListPage"),
  page("campaigns/:id/sessions", () => import("./campaigns/SessionsPage"), "SessionsPage"),
];
const visits = [
  page("plan", () => import("./visits/PlanPage"), "PlanPage"),
  page("plan/:day", () => import("./visits/PlanPage"), "PlanPage"),
  page("crews", () => import("./visits/CrewsPage"), "CrewsPage"),
  page("visits", () => import("./visits/VisitsPage"), "VisitsPage"),
  page("visits/grid", () => import("./visits/GridPage"), "GridPage"),
  page("visits/households/:id", () => import("./visits/HistoryPage"), "HistoryPage"),
];
const accounts = [
  page("approvals", () => import("./accounts/ApprovalsPage"), "ApprovalsPage"),
  page("users", () => import("./accounts/UsersPage"), "UsersPage"),
  page("stations", () => import("./accounts/StationsPage"), "StationsPage"),
  page("password", () => import("./accounts/PasswordPage"), "PasswordPage"),
];

/** Every address of the console and the page that stands there. */
export function ConsoleRoutes() {
  return (
    <BrowserRouter basename="/console">
      <Suspense fallback={<Waiting />}>
        <Routes>
          {page("/plan/:day/print", () => import("./visits/PlanPrintPage"), "PlanPrintPage")}
          <Route path="/" element={<Shell />}>
            <Route index element={<HomePage />} />
            {registry}
            {campaigns}
            {visits}
            {accounts}
            {page("*", () => import("./layout/LostPage"), "LostPage")}
          </Route>
        </Routes>
      </Suspense>
    </BrowserRouter>
  );
}
