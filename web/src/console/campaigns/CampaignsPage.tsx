import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api, rowsOf } from "../../shared/api";
import type { Campaign, CampaignRow, Listed } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { StateTag } from "../../shared/ui/StateTag";
import { useUser } from "../accounts/session";

export const STATE_SHAPES = { DRAFT: "untouched", OPEN: "attempted", CLOSED: "reached" } as const;
const PLANNERS = ["LEAD", "CAPTAIN", "CLERK"];

export function CampaignsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const user = useUser();
  const [isAdding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ["campaigns"],
    queryFn: async () => rowsOf(await api.get<Listed<CampaignRow>>("/api/campaigns")),
  });
  const add = PLANNERS.includes(user.role) && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("campaign.add")}
    </Button>
  );
  return (
    <Page title={t("nav.campaigns")} actions={query.data?.length ? add : null}>
      <Panel isFlush>
        <Asked query={query}>
          {(campaigns) =>
            campaigns.length === 0 ? (
              <Empty title={t("campaign.none_title")} text={t("campaign.none_text")} action={add} />
            ) : (
              <DataTable<CampaignRow>
                label={t("nav.campaigns")}
                dataSource={campaigns}
                columns={[
                  {
                    title: t("campaign.name"),
                    dataIndex: "name",
                    render: (name, row) => <Link to={`/campaigns/${row.id}`}>{name}</Link>,
                  },
                  {
                    title: t("campaign.state"),
                    render: (_, row) => (
                      <StateTag state={STATE_SHAPES[row.state]}>{t(`campaign.state.${row.state}`)}</StateTag>
                    ),
                  },
                  { title: t("campaign.starts_on"), dataIndex: "starts_on" },
                  { title: t("campaign.ends_on"), dataIndex: "ends_on" },
                  {
                    title: t("campaign.day"),
                    render: (_, row) =>
                      row.day_number ? t("campaign.day_of", { day: row.day_number, count: row.day_count }) : "\u2014",
                  },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
      {isAdding && (
        <CampaignForm onClose={() => setAdding(false)} onSaved={(saved) => navigate(`/campaigns/${saved.id}`)} />
      )}
    </Page>
  );
}

interface FormProps {
  onClose: () => void;
  onSaved: (saved: Campaign) => unknown;
}

function CampaignForm({ onClose, onSaved }: FormProps) {
  const { t } = useTranslation();
  return (
    <EditDrawer<Campaign>
      title={t("campaign.add")}
      draftKey="campaign-new"
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ name, goals, period }) => {
        const [starts, ends] = period as [Dayjs, Dayjs];
        return api.post("/api/campaigns", {
          name,
          goals: goals ?? "",
          starts_on: starts.format("YYYY-MM-DD"),
          ends_on: ends.format("YYYY-MM-DD"),
        });
      }}
    >
      <Form.Item name="name" label={t("campaign.name")} rules={[{ required: true, message: t("field.required") }]}>
        <Input placeholder={t("campaign.name_example")} />
      </Form.Item>
      <Form.Item name="period" label={t("campaign.period")} rules={[{ required: true, message: t("field.required") }]}>
        <DatePicker.RangePicker aria-label={t("campaign.period")} />
      </Form.Item>
      <Form.Item name="goals" label={t("campaign.goals")}>
        <Input.TextArea rows={4} />
      </Form.Item>
    </EditDrawer>
  );
}
