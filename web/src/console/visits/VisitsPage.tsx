import "./visits.css";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Paged, Visit } from "../../shared/api.types";
import { showDateTime } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { StateTag } from "../../shared/ui/StateTag";
import { useFilters } from "../../shared/url";
import { useCompoundOptions } from "../registry/places";
import { useCrews } from "./crews";
import { useOutcomeText } from "./Timeline";

export function VisitsPage() {
  const { t } = useTranslation();
  const [params, change] = useFilters();
  const crews = useCrews();
  const compounds = useCompoundOptions();
  const text = useOutcomeText();
  const filters = {
    day: params.get("day") ?? "",
    crew: params.get("crew") ?? "",
    compound: params.get("compound") ?? "",
    page: params.get("page") ?? "1",
  };
  const query = useQuery({
    queryKey: ["visits", filters],
    queryFn: () => api.get<Paged<Visit>>("/api/visits", filters),
  });
  const grid = (
    <Link to="/visits/grid">
      <Button type="primary">{t("grid.title")}</Button>
    </Link>
  );
  return (
    <Page title={t("nav.visits")} subtitle={t("visit.list_subtitle")} actions={grid}>
      <Panel isFlush>
        <div className="toolbar">
          <DatePicker
            aria-label={t("visit.day")}
            placeholder={t("visit.every_day")}
            value={filters.day ? dayjs(filters.day) : null}
            onChange={(day) => change({ day: day?.format("YYYY-MM-DD") })}
          />
          <Select
            className="filter-select"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("visit.crew")}
            placeholder={t("visit.every_crew")}
            value={filters.crew || undefined}
            onChange={(crew) => change({ crew })}
            options={crews.map((crew) => ({ value: crew.id, label: crew.name }))}
          />
          <Select
            className="filter-select"
            allowClear
            showSearch={{ filterOption: false, onSearch: compounds.onSearch }}
            aria-label={t("place.compound")}
            placeholder={t("visit.every_compound")}
            value={filters.compound || undefined}
            onChange={(compound) => change({ compound })}
            options={compounds.options}
          />
        </div>
        <Asked query={query}>
          {(answer) =>
            answer.total === 0 ? (
              <Empty title={t("visit.none_title")} text={t("visit.none_text")} />
            ) : (
              <DataTable<Visit>
                label={t("nav.visits")}
                dataSource={answer.items}
                total={answer.total}
                page={answer.page}
                size={answer.size}
                columns={[
                  { title: t("visit.at"), render: (_, row) => showDateTime(row.at) },
                  {
                    title: t("place.door"),
                    render: (_, row) => (
                      <Link to={`/visits/households/${row.household_id}`}>
                        {row.compound_name} {row.door}
                      </Link>
                    ),
                  },
                  { title: t("visit.outcome"), render: (_, row) => text(row.people) },
                  { title: t("visit.channel"), dataIndex: "channel_label" },
                  { title: t("visit.crew"), render: (_, row) => row.crew_name || "\u2014" },
                  {
                    title: t("household.flags"),
                    render: (_, row) => (
                      <span className="row">
                        {row.is_late && <StateTag state="untouched">{t("visit.late")}</StateTag>}
                        {row.correction && <StateTag state="attempted">{t("visit.corrected")}</StateTag>}
                      </span>
                    ),
                  },
                  { title: t("visit.recorded_by"), dataIndex: "recorded_by_name" },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
    </Page>
  );
}
