import "./visits.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Crew, CrewMember, Listed } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { StateTag } from "../../shared/ui/StateTag";
import { ShiftWeek } from "./ShiftWeek";

export function CrewsPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Crew | "new" | null>(null);
  const query = useQuery({
    queryKey: ["crews"],
    queryFn: async () => rowsOf(await api.get<Listed<Crew>>("/api/crews")),
  });
  const add = (
    <Button type="primary" onClick={() => setEdited("new")}>
      {t("crew.add")}
    </Button>
  );
  return (
    <Page
      title={t("nav.crews")}
      subtitle={t("crew.subtitle")}
      crumbs={[{ title: t("nav.plan"), to: "/plan" }]}
      actions={query.data?.length ? add : null}
    >
      <Asked query={query}>
        {(crews) =>
          crews.length === 0 ? (
            <Panel>
              <Empty title={t("crew.none_title")} text={t("crew.none_text")} action={add} />
            </Panel>
          ) : (
            <div className="stack">
              <ShiftWeek crews={crews} />
              <Panel isFlush title={t("crew.list", { count: crews.length })}>
                <DataTable<Crew>
                  label={t("nav.crews")}
                  dataSource={crews}
                  columns={[
                    { title: t("crew.name"), dataIndex: "name" },
                    { title: t("crew.kind"), dataIndex: "kind_label" },
                    {
                      title: t("crew.members"),
                      render: (_, row) =>
                        row.members.map((member) => `${member.name} ${member.role_label}`).join(t("comma_list")),
                    },
                    { title: t("crew.languages"), render: (_, row) => row.languages.join(t("comma_list")) || "\u2014" },
                    {
                      title: t("household.flags"),
                      render: (_, row) => !row.can_go && <StateTag state="unreachable">{t("crew.cannot_go")}</StateTag>,
                    },
                    {
                      title: t("field.actions"),
                      render: (_, row) =>
                        row.allowed_actions.includes("edit") && (
                          <button type="button" className="link-button" onClick={() => setEdited(row)}>
                            {t("action.edit")}
                          </button>
                        ),
                    },
                  ]}
                />
              </Panel>
            </div>
          )
        }
      </Asked>
      {edited && (
        <CrewForm
          crew={edited === "new" ? undefined : edited}
          onClose={() => setEdited(null)}
          onSaved={() => queries.invalidateQueries()}
        />
      )}
    </Page>
  );
}

interface FormProps {
  crew?: Crew;
  onClose: () => void;
  onSaved: () => unknown;
}

function CrewForm({ crew, onClose, onSaved }: FormProps) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["crew-candidates"],
    queryFn: () => api.get<{ users: CrewMember[] }>("/api/crews/candidates"),
  });
  return (
    <EditDrawer<Crew>
      title={crew ? t("crew.edit", { name: crew.name }) : t("crew.add")}
      draftKey={`crew-${crew?.id ?? "new"}`}
      initial={
        crew
          ? {
              name: crew.name,
              kind: crew.kind,
              languages: crew.languages,
              member_ids: crew.members.map((member) => member.id),
            }
          : { kind: "PAIR", languages: [] }
      }
      onClose={onClose}
      onSaved={onSaved}
      onSend={(values) => (crew ? api.patch(`/api/crews/${crew.id}`, values) : api.post("/api/crews", values))}
    >
      <Form.Item name="name" label={t("crew.name")} rules={[{ required: true, message: t("field.required") }]}>
        <Input placeholder={t("crew.name_example")} />
      </Form.Item>
      <Form.Item name="kind" label={t("crew.kind")}>
        <Radio.Group
          options={(["PAIR", "TEAM"] as const).map((code) => ({ value: code, label: t(`crew.kind.${code}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="member_ids"
        label={t("crew.members")}
        extra={t("crew.members_note")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          options={(data?.users ?? []).map((user) => ({ value: user.id, label: `${user.name} ${user.role_label}` }))}
        />
      </Form.Item>
      <Form.Item name="languages" label={t("crew.languages")}>
        <Select mode="tags" suffixIcon={null} options={[{ value: t("crew.minnan") }]} />
      </Form.Item>
    </EditDrawer>
  );
}
