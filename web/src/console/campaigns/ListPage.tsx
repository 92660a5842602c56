import "./campaigns.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "../../shared/api";
import type { Campaign, TargetList } from "../../shared/api.types";
import { change, digits, shortDay } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { Page } from "../../shared/ui/Page";
import { StateBar } from "../../shared/ui/StateBar";
import { StateShape } from "../../shared/ui/StateShape";
import { countsOf, STATES, stateKey } from "../../shared/ui/states";
import { useFilters } from "../../shared/url";
import { CoveragePanel } from "./CoveragePanel";
import { DraftPanel } from "./DraftPanel";
import { NominateDialog } from "./NominateDialog";
import { TargetsPanel } from "./TargetsPanel";

export function ListPage() {
  const { id, listId } = useParams();
  const query = useQuery({ queryKey: ["campaign", id], queryFn: () => api.get<Campaign>(`/api/campaigns/${id}`) });
  return (
    <Asked query={query}>
      {(campaign) => {
        const list = campaign.lists.find((one) => one.id === listId) ?? campaign.lists[0];
        return list ? <ListBody key={list.id} campaign={campaign} list={list} /> : null;
      }}
    </Asked>
  );
}

function ListBody({ campaign, list }: { campaign: Campaign; list: TargetList }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [params, changeFilters] = useFilters();
  const [isNominating, setNominating] = useState(false);
  const view = params.get("view") ?? (list.version ? "coverage" : "draft");
  const reload = () => queries.invalidateQueries();
  const can = (action: string) => list.allowed_actions.includes(action);
  return (
    <Page
      title={t(`list.title.${list.kind}`, { name: list.name })}
      crumbs={[
        { title: t("nav.campaigns"), to: "/campaigns" },
        { title: campaign.name, to: `/campaigns/${campaign.id}` },
      ]}
      actions={
        <>
          {can("nominate") && <Button onClick={() => setNominating(true)}>{t("list.nominate")}</Button>}
          {list.kind !== "SURFACE" && (
            <Link to={`/campaigns/${campaign.id}/sessions`}>
              <Button type="primary">{t("sessions.title")}</Button>
            </Link>
          )}
        </>
      }
    >
      <nav className="list-tabs" aria-label={t("list.all")}>
        {campaign.lists.map((one) => (
          <ListTab key={one.id} campaign={campaign} list={one} isCurrent={one.id === list.id} />
        ))}
      </nav>
      <fieldset className="chips views" aria-label={t("list.view")}>
        {(["coverage", "targets", "draft"] as const).map((code) => (
          <button
            key={code}
            type="button"
            aria-pressed={view === code}
            onClick={() =>
              changeFilters({ view: code, compound: null, community: null, building: null, state: null }, true)
            }
          >
            {t(`list.view.${code}`)}
          </button>
        ))}
      </fieldset>
      {view === "coverage" && <CoveragePanel list={list} />}
      {view === "targets" && <TargetsPanel list={list} onChanged={reload} />}
      {view === "draft" && <DraftPanel list={list} onChanged={reload} />}
      {isNominating && <NominateDialog list={list} onClose={() => setNominating(false)} onSaved={reload} />}
    </Page>
  );
}

function ListTab({ campaign, list, isCurrent }: { campaign: Campaign; list: TargetList; isCurrent: boolean }) {
  const { t } = useTranslation();
  return (
    <Link
      to={`/campaigns/${campaign.id}/lists/${list.id}`}
      className="panel list-tab"
      aria-current={isCurrent ? "page" : undefined}
    >
      <span className="list-tab-head">
        <strong>{t(`list.heading.${list.kind}`, { name: list.name })}</strong>
        {list.version && (
          <span className="quiet small">
            {t("list.denominator", { number: list.version.number, day: shortDay(list.version.signed_at) })}
          </span>
        )}
        <span className="list-tab-sum">
          {list.sums ? (
            <>
              <strong>{digits(list.sums.reached)}</strong> / {digits(list.sums.total)}
            </>
          ) : (
            "\u2014"
          )}
        </span>
      </span>
      {list.sums ? <TabStates list={list} /> : <span className="quiet small">{t("list.no_denominator")}</span>}
    </Link>
  );
}

function TabStates({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  if (!list.sums) return null;
  const counts = countsOf(list.sums);
  return (
    <>
      <StateBar counts={counts} kind={list.kind} isSmall />
      <span className="list-tab-states">
        {STATES.map((state) => (
          <span key={state}>
            <StateShape state={state} /> {t(stateKey(list.kind, state))} <b>{digits(counts[state])}</b>
            {state === "reached" && list.changes && (
              <span className="quiet"> {t("list.change_today", { change: change(list.changes.reached) })}</span>
            )}
          </span>
        ))}
      </span>
    </>
  );
}
