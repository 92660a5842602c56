import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, rowsOf } from "../../shared/api";
import type { Listed, Station } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";

export function StationsPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ["stations"],
    queryFn: async () => rowsOf(await api.get<Listed<Station>>("/api/stations")),
  });
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("station.add")}
    </Button>
  );
  return (
    <Page title={t("nav.stations")} subtitle={t("station.subtitle")} actions={query.data?.length ? add : null}>
      <Panel isFlush>
        <Asked query={query}>
          {(stations) =>
            stations.length === 0 ? (
              <Empty title={t("station.none_title")} text={t("station.none_text")} action={add} />
            ) : (
              <DataTable<Station>
                label={t("nav.stations")}
                dataSource={stations}
                columns={[
                  { title: t("station.code"), dataIndex: "code" },
                  { title: t("station.name"), dataIndex: "name" },
                  {
                    title: t("nav.users"),
                    render: (_, row) => (
                      <Link to={`/users?station=${row.code}`}>{t("station.people", { name: row.name })}</Link>
                    ),
                  },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
      {isAdding && (
        <EditDrawer<Station>
          title={t("station.add")}
          draftKey="station-new"
          onClose={() => setAdding(false)}
          onSaved={() => queries.invalidateQueries({ queryKey: ["stations"] })}
          onSend={(values) => api.post("/api/stations", values)}
        >
          <Form.Item name="code" label={t("station.code")} rules={[{ required: true, message: t("field.required") }]}>
            <Input />
          </Form.Item>
          <Form.Item name="name" label={t("station.name")} rules={[{ required: true, message: t("field.required") }]}>
            <Input />
          </Form.Item>
        </EditDrawer>
      )}
    </Page>
  );
}
