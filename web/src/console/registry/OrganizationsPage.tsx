import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "../../shared/api";
import type { Organization, Paged } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useFilters } from "../../shared/url";
import { useUser } from "../accounts/session";
import { ImportButton } from "./CommunitiesPage";
import { ORGANIZATION_TYPES } from "./imports/batches";
import { OrganizationForm } from "./OrganizationForm";
import { canEditRegistry } from "./permissions";
import { RegistryTabs } from "./RegistryTabs";

export function OrganizationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const user = useUser();
  const [params, change] = useFilters();
  const [isAdding, setAdding] = useState(false);
  const filters = { kind: params.get("kind") ?? "", q: params.get("q") ?? "", page: params.get("page") ?? "1" };
  const query = useQuery({
    queryKey: ["organizations", filters],
    queryFn: () => api.get<Paged<Organization>>("/api/organizations", filters),
  });
  return (
    <Page
      title={t("registry.tab.organizations")}
      crumbs={[{ title: t("nav.registry"), to: "/registry" }]}
      actions={
        canEditRegistry(user) && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("organization.add")}
          </Button>
        )
      }
    >
      <RegistryTabs />
      <Panel isFlush>
        <div className="toolbar">
          <Select
            className="filter-select"
            allowClear
            aria-label={t("organization.kind")}
            placeholder={t("organization.all_kinds")}
            value={filters.kind || undefined}
            onChange={(kind) => change({ kind })}
            options={ORGANIZATION_TYPES.map((code) => ({ value: code, label: t(`organization.kind.${code}`) }))}
          />
          <Input.Search
            className="filter-select"
            allowClear
            aria-label={t("organization.find")}
            placeholder={t("organization.find")}
            defaultValue={filters.q}
            onSearch={(q) => change({ q })}
          />
        </div>
        <Asked query={query}>
          {(answer) =>
            answer.total === 0 ? (
              <Empty
                title={t("organization.none_title")}
                text={t("organization.none_text")}
                action={canEditRegistry(user) ? <ImportButton kind="organization" /> : null}
              />
            ) : (
              <DataTable<Organization>
                label={t("registry.tab.organizations")}
                dataSource={answer.items}
                total={answer.total}
                page={answer.page}
                size={answer.size}
                columns={[
                  {
                    title: t("organization.name"),
                    dataIndex: "name",
                    render: (name, row) => <Link to={`/registry/organizations/${row.id}`}>{name}</Link>,
                  },
                  {
                    title: t("organization.kind"),
                    render: (_, row) => row.kind_label ?? t(`organization.kind.${row.kind}`),
                  },
                  { title: t("place.community"), render: (_, row) => row.community?.name ?? "\u2014" },
                  { title: t("organization.address"), dataIndex: "address" },
                  {
                    title: t("organization.staff_total"),
                    dataIndex: "staff_total",
                    align: "right",
                    render: (count) => count ?? "\u2014",
                  },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
      {isAdding && (
        <OrganizationForm
          onClose={() => setAdding(false)}
          onSaved={(saved) => navigate(`/registry/organizations/${saved.id}`)}
        />
      )}
    </Page>
  );
}
