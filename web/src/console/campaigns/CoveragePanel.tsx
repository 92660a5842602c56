import { useQuery } from "@tanstack/react-query";
import { Table, type TableProps } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Coverage, CoverageRow, TargetList } from "../../shared/api.types";
import { digits, percent } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Panel } from "../../shared/ui/Panel";
import { StateBar, StateLegend } from "../../shared/ui/StateBar";
import { StateTag } from "../../shared/ui/StateTag";
import type { StateCode } from "../../shared/ui/states";
import { useFilters } from "../../shared/url";

const BY = ["community", "compound"] as const;
const LOW_RATE = 0.7;
const POINT_SHAPE: Record<string, StateCode> = {
  DONE: "reached",
  PARTIAL: "attempted",
  UNREACHABLE: "unreachable",
  UNTOUCHED: "untouched",
};

/** Where people are still to be met, worst first; the total row equals the card above. */
export function CoveragePanel({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  const [params, change] = useFilters();
  const by = params.get("by") ?? "compound";
  const only = params.get("only") ?? "all";
  const query = useQuery({
    queryKey: ["coverage", list.id, by],
    queryFn: () => api.get<Coverage>(`/api/lists/${list.id}/coverage`, { by }),
    enabled: list.version !== null,
  });
  if (!list.version) {
    return (
      <Panel>
        <Empty title={t("coverage.none_title")} text={t("coverage.none_text")} />
      </Panel>
    );
  }
  const isLow = (row: CoverageRow) => row.total > 0 && row.reached / row.total < LOW_RATE;
  const isPointOpen = (row: CoverageRow) => row.point_state !== null && row.point_state !== "DONE";
  return (
    <Panel isFlush>
      <Asked query={query}>
        {(coverage) => {
          const rows = [...coverage.rows].sort((one, other) => other.remaining - one.remaining);
          const sets = { all: rows, low: rows.filter(isLow), point: rows.filter(isPointOpen) };
          const shown = sets[only as keyof typeof sets] ?? rows;
          return (
            <>
              <div className="toolbar">
                <fieldset className="chips" aria-label={t("coverage.filter")}>
                  {(["all", "low", "point"] as const)
                    .filter((code) => code !== "point" || (by === "compound" && sets.point.length > 0))
                    .map((code) => (
                      <button
                        key={code}
                        type="button"
                        aria-pressed={only === code}
                        onClick={() => change({ only: code === "all" ? null : code })}
                      >
                        {t(`coverage.only.${code}`, { count: sets[code].length })}
                      </button>
                    ))}
                </fieldset>
                <fieldset className="chips" aria-label={t("coverage.by")}>
                  {BY.map((code) => (
                    <button
                      key={code}
                      type="button"
                      aria-pressed={by === code}
                      onClick={() => change({ by: code, only: null })}
                    >
                      {t(`place.${code}`)}
                    </button>
                  ))}
                </fieldset>
                <span className="grow" />
                <span className="quiet small">{t("coverage.sorted")}</span>
              </div>
              <CoverageTable list={list} by={by} rows={shown} total={only === "all" ? coverage.total : null} />
              <div className="toolbar">
                <StateLegend kind={list.kind} />
                <span className="grow" />
                <span className="quiet small">{t("coverage.retained_note")}</span>
              </div>
            </>
          );
        }}
      </Asked>
    </Panel>
  );
}

interface CoverageTableProps {
  list: TargetList;
  by: string;
  rows: CoverageRow[];
  total: CoverageRow | null;
}

function useColumns(list: TargetList, by: string): TableProps<CoverageRow>["columns"] {
  const { t } = useTranslation();
  return [
    {
      title: by === "community" ? t("place.community") : t("place.compound"),
      render: (_, row) => (
        <>
          <Link to={`?view=targets&${by}=${row.id}`}>{row.name}</Link>
          {by !== "community" && <span className="quiet small"> {row.community_name}</span>}
        </>
      ),
    },
    { title: t("coverage.total"), dataIndex: "total", align: "right", render: digits },
    {
      title: t("coverage.bar"),
      width: 200,
      render: (_, row) => <StateBar counts={row} kind={list.kind} isSmall />,
    },
    { title: t(`coverage.rate.${list.kind}`), align: "right", render: (_, row) => percent(row.reached, row.total) },
    {
      title: t("coverage.remaining"),
      align: "right",
      render: (_, row) => <span className="strong">{digits(row.remaining)}</span>,
    },
    { title: t("coverage.last_7_days"), align: "right", render: (_, row) => `+${digits(row.last_7_days)}` },
    { title: t("coverage.retained"), align: "right", render: () => "\u2014" },
    ...(by === "compound"
      ? [
          {
            title: t("coverage.point"),
            render: (_: unknown, row: CoverageRow) => <PointTag row={row} />,
          },
        ]
      : []),
  ];
}

function PointTag({ row }: { row: CoverageRow }) {
  const { t } = useTranslation();
  if (!row.point_state) return "\u2014";
  const isPartial = row.point_state === "PARTIAL" && row.point_missing.length > 0;
  return (
    <StateTag state={POINT_SHAPE[row.point_state] ?? "untouched"}>
      {isPartial ? row.point_missing.join(t("comma_list")) : t(`point_state.${row.point_state}`)}
    </StateTag>
  );
}

function CoverageTable({ list, by, rows, total }: CoverageTableProps) {
  const { t } = useTranslation();
  const columns = useColumns(list, by);
  const hasBuildings = by === "compound" && list.kind === "SURFACE";
  return (
    <DataTable<CoverageRow>
      label={t("list.view.coverage")}
      dataSource={rows}
      columns={columns}
      expandable={
        hasBuildings
          ? {
              expandedRowRender: (row) => <BuildingRows list={list} compoundId={row.id} />,
              rowExpandable: (row) => row.total > 0,
            }
          : undefined
      }
      summary={() =>
        total && (
          <Table.Summary.Row className="total-row">
            {hasBuildings && <Table.Summary.Cell index={0} />}
            <Table.Summary.Cell index={1}>{t(`coverage.total_row.${by}`, { count: rows.length })}</Table.Summary.Cell>
            <Table.Summary.Cell index={2} align="right">
              {digits(total.total)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3}>
              <StateBar counts={total} kind={list.kind} isSmall />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={4} align="right">
              {percent(total.reached, total.total)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={5} align="right">
              {digits(total.remaining)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={6} align="right">
              +{digits(total.last_7_days)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={7} align="right">
              {"\u2014"}
            </Table.Summary.Cell>
            {by === "compound" && <Table.Summary.Cell index={8} />}
          </Table.Summary.Row>
        )
      }
    />
  );
}

/** The buildings of one compound, each leading to its doors. */
function BuildingRows({ list, compoundId }: { list: TargetList; compoundId: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["coverage", list.id, "building", compoundId],
    queryFn: () => api.get<Coverage>(`/api/lists/${list.id}/coverage`, { by: "building", compound: compoundId }),
  });
  return (
    <Asked query={query}>
      {({ rows }) => (
        <table className="buildings">
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td className="num">{digits(row.total)}</td>
                <td className="buildings-bar">
                  <StateBar counts={row} kind={list.kind} isSmall />
                </td>
                <td className="num">{percent(row.reached, row.total)}</td>
                <td className="num">{digits(row.remaining)}</td>
                <td className="num">+{digits(row.last_7_days)}</td>
                <td>
                  <Link to={`?view=targets&compound=${compoundId}`}>{t("coverage.doors")}</Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Asked>
  );
}
