import "./visits.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api } from "../../shared/api";
import type { Household, HouseholdHistory, Visit } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { HouseholdFlags } from "../registry/CompoundPage";
import { DoNotVisitDialog, HouseholdFacts } from "../registry/HouseholdPage";
import { PeoplePanel } from "./PeoplePanel";
import { Timeline } from "./Timeline";
import { VisitForm } from "./VisitForm";

export function HistoryPage() {
  const { id } = useParams();
  const household = useQuery({
    queryKey: ["household", id],
    queryFn: () => api.get<Household>(`/api/households/${id}`),
  });
  const history = useQuery({
    queryKey: ["history", id],
    queryFn: () => api.get<HouseholdHistory>(`/api/households/${id}/history`),
  });
  return (
    <Asked query={household}>
      {(door) => <Asked query={history}>{(story) => <HistoryBody household={door} history={story} />}</Asked>}
    </Asked>
  );
}

function HistoryBody({ household, history }: { household: Household; history: HouseholdHistory }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [entry, setEntry] = useState<"new" | Visit | null>(null);
  const [isStopping, setStopping] = useState(false);
  const reload = () => queries.invalidateQueries();
  const corrected = history.visits.filter((visit) => visit.correction).length;
  return (
    <Page
      title={
        <span className="row">
          {household.compound.name} {household.door} <HouseholdFlags row={household} />
        </span>
      }
      name={t("household.history")}
      crumbs={[
        { title: t("nav.registry"), to: "/registry" },
        { title: household.community.name, to: `/registry/compounds?community=${household.community.id}` },
        { title: household.compound.name, to: `/registry/compounds/${household.compound.id}` },
        { title: t("place.household"), to: `/registry/households/${household.id}` },
      ]}
      actions={
        <Button type="primary" onClick={() => setEntry("new")}>
          {t("visit.record")}
        </Button>
      }
    >
      <div className="columns">
        <Panel title={t("history.title", { count: history.visits.length, corrected })} note={t("history.append_only")}>
          <Timeline history={history} onCorrect={setEntry} />
        </Panel>
        <div className="stack">
          <PeoplePanel household={household} history={history} />
          <HouseholdFacts household={household} onDoNotVisit={() => setStopping(true)} />
          <WhyPanel history={history} />
        </div>
      </div>
      {entry && (
        <VisitForm
          household={household}
          corrected={entry === "new" ? undefined : entry}
          onClose={() => setEntry(null)}
          onSaved={reload}
        />
      )}
      {isStopping && <DoNotVisitDialog household={household} onClose={() => setStopping(false)} onSaved={reload} />}
    </Page>
  );
}

/** Whether one may knock, and why one would go again. */
function WhyPanel({ history }: { history: HouseholdHistory }) {
  const { t } = useTranslation();
  const { knocking, tasks } = history.household;
  return (
    <Panel title={t("history.again")}>
      <p>{knocking.sentence}</p>
      {tasks.length === 0 && <p className="quiet">{t("history.no_tasks")}</p>}
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={`${task.rule_label}-${task.why}`}>
            <span className="strong">{task.rule_label}</span> <span className="quiet">{task.why}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
