import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../../shared/api";
import type { BatchRow, Paged } from "../../../shared/api.types";
import { digits, showDateTime } from "../../../shared/format";
import { Asked } from "../../../shared/ui/Asked";
import { DataTable } from "../../../shared/ui/DataTable";
import { Empty } from "../../../shared/ui/Empty";
import { Page } from "../../../shared/ui/Page";
import { Panel } from "../../../shared/ui/Panel";
import { useFilters } from "../../../shared/url";
import { BatchTag } from "./BatchTag";
import { countOf } from "./batches";

export function ImportsPage() {
  const { t } = useTranslation();
  const [params] = useFilters();
  const page = params.get("page") ?? "1";
  const query = useQuery({
    queryKey: ["imports", page],
    queryFn: () => api.get<Paged<BatchRow>>("/api/imports", { page }),
  });
  const start = (
    <Link to="/imports/new">
      <Button type="primary">{t("imports.start")}</Button>
    </Link>
  );
  const count = (row: BatchRow, which: Parameters<typeof countOf>[1]) =>
    row.counts ? digits(countOf(row.counts, which)) : "\u2014";
  return (
    <Page title={t("nav.imports")} subtitle={t("imports.subtitle")} actions={query.data?.total ? start : null}>
      <Panel isFlush>
        <Asked query={query}>
          {({ items, ...paging }) =>
            items.length === 0 ? (
              <Empty title={t("imports.empty_title")} text={t("imports.empty_text")} action={start} />
            ) : (
              <DataTable<BatchRow>
                label={t("nav.imports")}
                dataSource={items}
                total={paging.total}
                page={paging.page}
                size={paging.size}
                columns={[
                  {
                    title: t("imports.file"),
                    dataIndex: "file_name",
                    render: (name, row) => <Link to={`/imports/${row.id}`}>{name}</Link>,
                  },
                  { title: t("imports.kind"), dataIndex: "kind_label" },
                  { title: t("imports.state"), render: (_, row) => <BatchTag state={row.state} /> },
                  {
                    title: t("imports.rows"),
                    align: "right",
                    render: (_, row) => (row.counts ? digits(row.counts.rows) : "\u2014"),
                  },
                  { title: t("imports.class.new"), align: "right", render: (_, row) => count(row, "new") },
                  { title: t("imports.class.changed"), align: "right", render: (_, row) => count(row, "changed") },
                  { title: t("imports.class.rejected"), align: "right", render: (_, row) => count(row, "rejected") },
                  { title: t("imports.by"), dataIndex: "created_by_name" },
                  { title: t("imports.at"), dataIndex: "created_at", render: (at) => showDateTime(at) },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
    </Page>
  );
}
