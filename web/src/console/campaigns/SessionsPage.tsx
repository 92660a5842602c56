import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api, rowsOf } from "../../shared/api";
import type { Campaign, CampaignSession, Listed } from "../../shared/api.types";
import { digits, showDateTime, toMoment } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useNow } from "../accounts/session";
import { useCompoundOptions, useOrganizationOptions } from "../registry/places";

export function SessionsPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const queries = useQueryClient();
  const [adding, setAdding] = useState<"session" | "poster" | null>(null);
  const campaign = useQuery({ queryKey: ["campaign", id], queryFn: () => api.get<Campaign>(`/api/campaigns/${id}`) });
  const query = useQuery({
    queryKey: ["sessions", id],
    queryFn: async () => rowsOf(await api.get<Listed<CampaignSession>>(`/api/campaigns/${id}/sessions`)),
  });
  const reload = () => queries.invalidateQueries();
  const add = (
    <Button type="primary" onClick={() => setAdding("session")}>
      {t("sessions.add")}
    </Button>
  );
  return (
    <Page
      title={t("sessions.title")}
      subtitle={t("sessions.subtitle")}
      crumbs={[
        { title: t("nav.campaigns"), to: "/campaigns" },
        { title: campaign.data?.name ?? "", to: `/campaigns/${id}` },
      ]}
      actions={
        <>
          <Button onClick={() => setAdding("poster")}>{t("sessions.poster")}</Button>
          {query.data && query.data.length > 0 && add}
        </>
      }
    >
      <Panel isFlush>
        <Asked query={query}>
          {(sessions) =>
            sessions.length === 0 ? (
              <Empty title={t("sessions.none_title")} text={t("sessions.none_text")} action={add} />
            ) : (
              <DataTable<CampaignSession>
                label={t("sessions.title")}
                dataSource={sessions}
                columns={[
                  { title: t("sessions.held_at"), render: (_, row) => showDateTime(row.held_at) },
                  { title: t("sessions.host"), dataIndex: "host_name" },
                  { title: t("sessions.name"), dataIndex: "title" },
                  { title: t("sessions.head_count"), dataIndex: "head_count", align: "right", render: digits },
                  {
                    title: t("sessions.staff_attending"),
                    align: "right",
                    render: (_, row) => (row.staff_attending === null ? "\u2014" : digits(row.staff_attending)),
                  },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
      {adding === "session" && <SessionForm campaignId={id ?? ""} onClose={() => setAdding(null)} onSaved={reload} />}
      {adding === "poster" && <PosterForm campaignId={id ?? ""} onClose={() => setAdding(null)} onSaved={reload} />}
    </Page>
  );
}

interface FormProps {
  campaignId: string;
  onClose: () => void;
  onSaved: () => unknown;
}

function SessionForm({ campaignId, onClose, onSaved }: FormProps) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <EditDrawer
      title={t("sessions.add")}
      draftKey={`session-${campaignId}`}
      initial={{ host_kind: "compound", held_at: now().second(0) }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ host_kind, host_id, held_at, ...rest }) =>
        api.post(`/api/campaigns/${campaignId}/sessions`, {
          ...rest,
          [`${host_kind}_id`]: host_id,
          held_at: toMoment(held_at as Dayjs),
        })
      }
    >
      {(form) => (
        <>
          <Form.Item name="host_kind" label={t("sessions.host")}>
            <Radio.Group
              onChange={() => form.setFieldValue("host_id", undefined)}
              options={[
                { value: "compound", label: t("place.compound") },
                { value: "organization", label: t("place.organization") },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, after) => before.host_kind !== after.host_kind}>
            {() => <HostField kind={form.getFieldValue("host_kind")} />}
          </Form.Item>
          <Form.Item name="title" label={t("sessions.name")} rules={[{ required: true, message: t("field.required") }]}>
            <Input />
          </Form.Item>
          <Form.Item
            name="held_at"
            label={t("sessions.held_at")}
            rules={[{ required: true, message: t("field.required") }]}
          >
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <div className="pair-fields">
            <Form.Item
              name="head_count"
              label={t("sessions.head_count")}
              rules={[{ required: true, message: t("field.required") }]}
            >
              <InputNumber min={0} max={99999} />
            </Form.Item>
            <Form.Item name="staff_attending" label={t("sessions.staff_attending")}>
              <InputNumber min={0} max={99999} />
            </Form.Item>
          </div>
        </>
      )}
    </EditDrawer>
  );
}

function HostField({ kind }: { kind: "compound" | "organization" }) {
  const { t } = useTranslation();
  const compounds = useCompoundOptions();
  const organizations = useOrganizationOptions();
  const { options, onSearch } = kind === "organization" ? organizations : compounds;
  return (
    <Form.Item name="host_id" label={t(`place.${kind}`)} rules={[{ required: true, message: t("field.required") }]}>
      <Select showSearch={{ filterOption: false, onSearch }} options={options} />
    </Form.Item>
  );
}

function PosterForm({ campaignId, onClose, onSaved }: FormProps) {
  const { t } = useTranslation();
  const now = useNow();
  const compounds = useCompoundOptions();
  return (
    <EditDrawer
      title={t("sessions.poster")}
      draftKey={`poster-${campaignId}`}
      initial={{ put_up_at: now().second(0) }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ compound_id, put_up_at }) =>
        api.post(`/api/campaigns/${campaignId}/posters`, { compound_id, put_up_at: toMoment(put_up_at as Dayjs) })
      }
    >
      <Form.Item
        name="compound_id"
        label={t("place.compound")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <Select showSearch={{ filterOption: false, onSearch: compounds.onSearch }} options={compounds.options} />
      </Form.Item>
      <Form.Item
        name="put_up_at"
        label={t("sessions.put_up_at")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
    </EditDrawer>
  );
}
