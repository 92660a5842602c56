import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api, rowsOf } from "../../shared/api";
import type { Campaign, Listed, Poster, Talk } from "../../shared/api.types";
import { digits, showDateTime } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { ReasonDialog } from "../../shared/ui/ReasonDialog";
import { StateTag } from "../../shared/ui/StateTag";
import { PosterForm, SessionForm } from "./SessionForms";

type Opened = "session" | "poster" | { correct: Talk } | { withdraw: string; path: string } | null;

/** What makes points and lines done: talks held and posters up, each correctable with a reason. */
export function SessionsPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened>(null);
  const campaign = useQuery({ queryKey: ["campaign", id], queryFn: () => api.get<Campaign>(`/api/campaigns/${id}`) });
  const can = (action: string) => campaign.data?.allowed_actions.includes(action);
  const reload = () => queries.invalidateQueries();
  const close = () => setOpened(null);
  return (
    <Page
      title={t("sessions.title")}
      subtitle={t("sessions.subtitle")}
      crumbs={[
        { title: t("nav.campaigns"), to: "/campaigns" },
        ...(campaign.data ? [{ title: campaign.data.name, to: `/campaigns/${id}` }] : []),
      ]}
      actions={
        <>
          {can("put_up_poster") && <Button onClick={() => setOpened("poster")}>{t("sessions.poster")}</Button>}
          {can("record_session") && (
            <Button type="primary" onClick={() => setOpened("session")}>
              {t("sessions.add")}
            </Button>
          )}
        </>
      }
    >
      <div className="columns">
        <TalksPanel campaignId={id} onOpen={setOpened} />
        <PostersPanel campaignId={id} onOpen={setOpened} />
      </div>
      {opened === "session" && <SessionForm campaignId={id} onClose={close} onSaved={reload} />}
      {opened === "poster" && <PosterForm campaignId={id} onClose={close} onSaved={reload} />}
      {opened && typeof opened === "object" && "correct" in opened && (
        <SessionForm campaignId={id} corrected={opened.correct} onClose={close} onSaved={reload} />
      )}
      {opened && typeof opened === "object" && "withdraw" in opened && (
        <ReasonDialog
          title={t("sessions.withdraw_title", { name: opened.withdraw })}
          effect={t("sessions.withdraw_effect")}
          verb={t("sessions.withdraw")}
          onClose={close}
          onSend={async ({ reason }) => {
            await api.post(opened.path, { reason });
            await reload();
          }}
        />
      )}
    </Page>
  );
}

interface PanelProps {
  campaignId: string;
  onOpen: (opened: Opened) => void;
}

function TalksPanel({ campaignId, onOpen }: PanelProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["sessions", campaignId],
    queryFn: async () => rowsOf(await api.get<Listed<Talk>>(`/api/campaigns/${campaignId}/sessions`)),
  });
  return (
    <Panel isFlush title={t("sessions.talks", { count: query.data?.length ?? 0 })}>
      <Asked query={query}>
        {(talks) =>
          talks.length === 0 ? (
            <Empty title={t("sessions.none_title")} text={t("sessions.none_text")} />
          ) : (
            <DataTable<Talk>
              label={t("sessions.title")}
              dataSource={talks}
              columns={[
                { title: t("sessions.held_at"), render: (_, row) => showDateTime(row.held_at) },
                { title: t("sessions.host"), dataIndex: "host_name" },
                {
                  title: t("sessions.name"),
                  render: (_, row) => (
                    <span className="row">
                      {row.title}
                      {row.is_make_up && <StateTag state="untouched">{t("sessions.make_up_tag")}</StateTag>}
                      {row.before && <StateTag state="attempted">{t("visit.corrected")}</StateTag>}
                    </span>
                  ),
                },
                { title: t("sessions.head_count"), dataIndex: "head_count", align: "right", render: digits },
                {
                  title: t("sessions.staff_attending"),
                  align: "right",
                  render: (_, row) => (row.staff_attending === null ? "\u2014" : digits(row.staff_attending)),
                },
                {
                  title: t("field.actions"),
                  render: (_, row) => (
                    <span className="row">
                      {row.allowed_actions.includes("correct") && (
                        <button type="button" className="link-button" onClick={() => onOpen({ correct: row })}>
                          {t("visit.correct")}
                        </button>
                      )}
                      {row.allowed_actions.includes("withdraw") && (
                        <button
                          type="button"
                          className="link-button"
                          onClick={() => onOpen({ withdraw: row.title, path: `/api/sessions/${row.id}/withdraw` })}
                        >
                          {t("sessions.withdraw")}
                        </button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Asked>
    </Panel>
  );
}

function PostersPanel({ campaignId, onOpen }: PanelProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["posters", campaignId],
    queryFn: async () => rowsOf(await api.get<Listed<Poster>>(`/api/campaigns/${campaignId}/posters`)),
  });
  return (
    <Panel title={t("sessions.posters", { count: query.data?.length ?? 0 })}>
      <Asked query={query}>
        {(posters) =>
          posters.length === 0 ? (
            <p className="quiet">{t("sessions.no_posters")}</p>
          ) : (
            <ul className="people">
              {posters.map((poster) => (
                <li key={poster.id}>
                  <span className="grow">{poster.compound_name}</span>
                  <span className="quiet small">{showDateTime(poster.put_up_at)}</span>
                  {poster.allowed_actions.includes("withdraw") && (
                    <button
                      type="button"
                      className="link-button"
                      onClick={() =>
                        onOpen({ withdraw: poster.compound_name, path: `/api/posters/${poster.id}/withdraw` })
                      }
                    >
                      {t("sessions.withdraw")}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Panel>
  );
}
