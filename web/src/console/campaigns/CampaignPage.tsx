import "./campaigns.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "../../shared/api";
import type { Campaign, TargetList } from "../../shared/api.types";
import { digits, proseDay } from "../../shared/format";
import { sentence } from "../../shared/problem";
import { Asked } from "../../shared/ui/Asked";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { StateTag } from "../../shared/ui/StateTag";
import { SumCard } from "../../shared/ui/SumCard";
import { STATE_SHAPES } from "./CampaignsPage";
import { ListForm } from "./ListForm";
import { SumNotes } from "./SumNotes";
import { campaignTitle } from "./title";

export function CampaignPage() {
  const { id } = useParams();
  const query = useQuery({ queryKey: ["campaign", id], queryFn: () => api.get<Campaign>(`/api/campaigns/${id}`) });
  return <Asked query={query}>{(campaign) => <CampaignBody campaign={campaign} />}</Asked>;
}

function CampaignBody({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const can = (action: string) => campaign.allowed_actions.includes(action);
  const reload = () => queries.invalidateQueries({ queryKey: ["campaign", campaign.id] });
  async function turn(way: "open" | "close") {
    setBusy(true);
    setRefusal("");
    try {
      await api.post(`/api/campaigns/${campaign.id}/${way}`);
      await queries.invalidateQueries();
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
    }
  }
  const isFirstList = campaign.lists.length === 0;
  const canAdd = can("add_list");
  const add = canAdd && (
    <Button type={isFirstList ? "primary" : "default"} onClick={() => setAdding(true)}>
      {t("list.add")}
    </Button>
  );
  return (
    <Page
      title={
        <span className="row">
          {campaignTitle(campaign, t)}
          <StateTag state={STATE_SHAPES[campaign.state]}>{t(`campaign.state.${campaign.state}`)}</StateTag>
        </span>
      }
      name={campaign.name}
      subtitle={t("campaign.subtitle", {
        from: proseDay(campaign.starts_on),
        to: proseDay(campaign.ends_on),
        count: campaign.day_count,
      })}
      crumbs={[{ title: t("nav.campaigns"), to: "/campaigns" }]}
      actions={
        <>
          <Link to={`/campaigns/${campaign.id}/sessions`}>
            <Button>{t("sessions.title")}</Button>
          </Link>
          {!isFirstList && add}
          {can("close") && (
            <Button onClick={() => turn("close")} loading={isBusy}>
              {t("campaign.close")}
            </Button>
          )}
          {can("open") && (
            <Button type="primary" onClick={() => turn("open")} loading={isBusy}>
              {t("campaign.open")}
            </Button>
          )}
        </>
      }
    >
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
      {isFirstList ? (
        <Panel>
          <Empty title={t("list.none_title")} text={t("list.none_text")} action={add} />
        </Panel>
      ) : (
        <div className="sums">
          {campaign.lists.map((list) => (
            <SumCard key={list.id} list={list}>
              <SumNotes list={list} />
              <ListLinks campaign={campaign} list={list} />
            </SumCard>
          ))}
        </div>
      )}
      {campaign.goals && (
        <Panel title={t("campaign.goals")}>
          <p className="prose">{campaign.goals}</p>
        </Panel>
      )}
      {isAdding && <ListForm campaign={campaign} onClose={() => setAdding(false)} onSaved={reload} />}
    </Page>
  );
}

function ListLinks({ campaign, list }: { campaign: Campaign; list: TargetList }) {
  const { t } = useTranslation();
  return (
    <p className="row gap-above">
      <Link to={`/campaigns/${campaign.id}/lists/${list.id}`} aria-label={t("list.see_of", { name: list.name })}>
        {t("list.see")}
      </Link>
      {list.draft && (
        <span>
          {t(`list.draft.${list.draft.state}`, {
            added: digits(list.draft.added),
            removed: digits(list.draft.removed),
          })}
        </span>
      )}
    </p>
  );
}
