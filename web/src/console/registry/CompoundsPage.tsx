import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "../../shared/api";
import type { Compound, Paged } from "../../shared/api.types";
import { digits } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useFilters } from "../../shared/url";
import { useUser } from "../accounts/session";
import { CompoundForm } from "./CompoundForm";
import { canEditRegistry } from "./permissions";
import { useCommunities } from "./places";
import { RegistryTabs } from "./RegistryTabs";

const orDash = (value: number | null | undefined) => (value === null || value === undefined ? "\u2014" : digits(value));

export function CompoundsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const user = useUser();
  const [params, change] = useFilters();
  const [isAdding, setAdding] = useState(false);
  const communities = useCommunities();
  const filters = {
    community: params.get("community") ?? "",
    q: params.get("q") ?? "",
    page: params.get("page") ?? "1",
  };
  const query = useQuery({
    queryKey: ["compounds", filters],
    queryFn: () => api.get<Paged<Compound>>("/api/compounds", filters),
  });
  return (
    <Page
      title={t("registry.tab.compounds")}
      crumbs={[{ title: t("nav.registry"), to: "/registry" }]}
      actions={
        canEditRegistry(user) && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("compound.add")}
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
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("place.community")}
            placeholder={t("registry.all_communities")}
            value={filters.community || undefined}
            onChange={(community) => change({ community })}
            options={communities.map((community) => ({ value: community.id, label: community.name }))}
          />
          <Input.Search
            className="filter-select"
            allowClear
            aria-label={t("compound.find")}
            placeholder={t("compound.find")}
            defaultValue={filters.q}
            onSearch={(q) => change({ q })}
          />
        </div>
        <Asked query={query}>
          {(answer) =>
            answer.total === 0 ? (
              <Empty title={t("compound.none_title")} text={t("compound.none_text")} />
            ) : (
              <DataTable<Compound>
                label={t("registry.tab.compounds")}
                dataSource={answer.items}
                total={answer.total}
                page={answer.page}
                size={answer.size}
                columns={[
                  {
                    title: t("place.compound"),
                    dataIndex: "name",
                    render: (name, row) => (
                      <>
                        <Link to={`/registry/compounds/${row.id}`}>{name}</Link>
                        {row.aliases.length > 0 && (
                          <span className="quiet small"> {row.aliases.join(t("comma_list"))}</span>
                        )}
                      </>
                    ),
                  },
                  { title: t("place.community"), render: (_, row) => row.community.name },
                  { title: t("compound.building_count"), dataIndex: "building_count", align: "right", render: orDash },
                  {
                    title: t("registry.household_count"),
                    dataIndex: "household_count",
                    align: "right",
                    render: orDash,
                  },
                  { title: t("registry.resident_count"), dataIndex: "resident_count", align: "right", render: orDash },
                  { title: t("compound.property_firm"), render: (_, row) => row.property_firm?.name ?? "\u2014" },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
      {isAdding && (
        <CompoundForm
          onClose={() => setAdding(false)}
          onSaved={(saved) => navigate(`/registry/compounds/${saved.id}`)}
        />
      )}
    </Page>
  );
}
