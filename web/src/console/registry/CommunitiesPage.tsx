import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, rowsOf } from "../../shared/api";
import type { Community, Listed } from "../../shared/api.types";
import { digits } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useUser } from "../accounts/session";
import { canEditRegistry } from "./permissions";
import { RegistryTabs } from "./RegistryTabs";

export function CommunitiesPage() {
  const { t } = useTranslation();
  const user = useUser();
  const [isAdding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ["communities"],
    queryFn: async () => rowsOf(await api.get<Listed<Community>>("/api/communities")),
  });
  return (
    <Page
      title={t("nav.registry")}
      subtitle={t("registry.subtitle")}
      actions={canEditRegistry(user) && <Button onClick={() => setAdding(true)}>{t("community.add")}</Button>}
    >
      <RegistryTabs />
      <Panel isFlush>
        <Asked query={query}>
          {(communities) =>
            communities.length === 0 ? (
              <Empty
                title={t("registry.empty_title")}
                text={t("registry.empty_text")}
                action={<ImportButton kind="compound" />}
              />
            ) : (
              <CommunityTable communities={communities} />
            )
          }
        </Asked>
      </Panel>
      {isAdding && (
        <EditDrawer<Community>
          title={t("community.add")}
          draftKey="community-new"
          onClose={() => setAdding(false)}
          onSaved={() => query.refetch()}
          onSend={(values) => api.post("/api/communities", values)}
        >
          <Form.Item name="name" label={t("community.name")} rules={[{ required: true, message: t("field.required") }]}>
            <Input />
          </Form.Item>
        </EditDrawer>
      )}
    </Page>
  );
}

export function ImportButton({ kind }: { kind: string }) {
  const { t } = useTranslation();
  return (
    <Link to={`/imports/new?kind=${kind}`}>
      <Button type="primary">{t(`registry.import.${kind}`)}</Button>
    </Link>
  );
}

function CommunityTable({ communities }: { communities: Community[] }) {
  const { t } = useTranslation();
  const sum = (key: "compound_count" | "household_count" | "resident_count") =>
    digits(communities.reduce((total, community) => total + community[key], 0));
  return (
    <DataTable<Community>
      label={t("registry.tab.communities")}
      dataSource={communities}
      columns={[
        {
          title: t("place.community"),
          dataIndex: "name",
          render: (name, row) => <Link to={`/registry/compounds?community=${row.id}`}>{name}</Link>,
        },
        { title: t("registry.compound_count"), dataIndex: "compound_count", align: "right", render: digits },
        { title: t("registry.household_count"), dataIndex: "household_count", align: "right", render: digits },
        { title: t("registry.resident_count"), dataIndex: "resident_count", align: "right", render: digits },
      ]}
      summary={() => (
        <Table.Summary.Row className="total-row">
          <Table.Summary.Cell index={0}>{t("registry.total", { count: communities.length })}</Table.Summary.Cell>
          <Table.Summary.Cell index={1} align="right">
            {sum("compound_count")}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={2} align="right">
            {sum("household_count")}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={3} align="right">
            {sum("resident_count")}
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}
