import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { LeadHome as Answer, Approval } from "../../shared/api.types";
import { proseDay, weekday } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { SumCard } from "../../shared/ui/SumCard";
import { ApprovalsPanel } from "../accounts/ApprovalsPanel";
import { useNow } from "../accounts/session";
import { SumNotes } from "../campaigns/SumNotes";
import { campaignTitle } from "../campaigns/title";

/** Where the list version that waits for this signature can be read. */
function waitingListPath({ campaign, lists }: Answer, approval: Approval): string | undefined {
  const list = lists.find(({ draft }) => draft?.state === "PROPOSED" && draft.id === approval.subject_id);
  return campaign && list ? `/campaigns/${campaign.id}/lists/${list.id}?view=draft` : undefined;
}

/** The chief's three sums with what changed since yesterday, and what waits for a signature. */
export function LeadHome() {
  const { t } = useTranslation();
  const now = useNow();
  const query = useQuery({
    queryKey: ["home-lead"],
    queryFn: () => api.get<Answer>("/api/home/lead"),
  });
  const today = now();
  const campaign = query.data?.campaign;
  const title = campaign ? campaignTitle(campaign, t) : t("nav.home");
  return (
    <Page
      title={title}
      name={t("nav.home")}
      subtitle={t("home.subtitle", {
        day: proseDay(today.format("YYYY-MM-DD")),
        weekday: weekday(today.format("YYYY-MM-DD")),
        time: today.format("HH:mm"),
      })}
      actions={
        campaign && (
          <Link to="/plan">
            <Button>{t("home.tonight")}</Button>
          </Link>
        )
      }
    >
      <Asked query={query}>
        {(answer) => (
          <>
            {answer.campaign ? (
              <div className="sums">
                {answer.lists.map((list) => (
                  <SumCard key={list.id} list={list}>
                    <SumNotes list={list} />
                    <p>
                      <Link
                        to={`/campaigns/${answer.campaign?.id}/lists/${list.id}`}
                        aria-label={t("list.see_of", { name: list.name })}
                      >
                        {t("list.see")}
                      </Link>
                    </p>
                  </SumCard>
                ))}
              </div>
            ) : (
              <Panel className="gap-below">
                <Empty
                  title={t("campaign.none_title")}
                  text={t("home.no_campaign")}
                  action={
                    <Link to="/campaigns">
                      <Button type="primary">{t("campaign.add")}</Button>
                    </Link>
                  }
                />
              </Panel>
            )}
            <ApprovalsPanel
              approvals={answer.approvals}
              pathOf={(approval) => waitingListPath(answer, approval)}
              onDecided={() => query.refetch()}
            />
          </>
        )}
      </Asked>
    </Page>
  );
}
