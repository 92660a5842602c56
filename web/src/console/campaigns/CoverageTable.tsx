import { Table, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Coverage, CoverageRow, TargetList } from "../../shared/api.types";
import { digits, percent } from "../../shared/format";
import { sentence } from "../../shared/problem";
import { DataTable } from "../../shared/ui/DataTable";
import { StateBar } from "../../shared/ui/StateBar";
import { StateTag } from "../../shared/ui/StateTag";
import type { StateCode } from "../../shared/ui/states";
import { useToast } from "../../shared/ui/toast";

const POINT_SHAPE: Record<string, StateCode> = {
  DONE: "reached",
  PARTIAL: "attempted",
  UNREACHABLE: "unreachable",
  UNTOUCHED: "untouched",
};

interface Row extends CoverageRow {
  compoundId?: string;
  buildingId?: string;
  children?: Row[];
}

interface Props {
  list: TargetList;
  by: string;
  rows: CoverageRow[];
  total: CoverageRow | null;
}

/** One line per place; a compound of a surface list opens into its buildings, each leading to its doors. */
export function CoverageTable({ list, by, rows, total }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const columns = useColumns(list, by);
  const [buildings, setBuildings] = useState<Record<string, Row[]>>({});
  const hasBuildings = by === "compound" && list.kind === "SURFACE";
  const shown: Row[] = hasBuildings ? rows.map((row) => ({ ...row, children: buildings[row.id] ?? [] })) : rows;
  async function openBuildings(row: Row) {
    try {
      const answer = await api.get<Coverage>(`/api/lists/${list.id}/coverage`, { by: "building", compound: row.id });
      const children = answer.rows.map((one) => ({
        ...one,
        id: `${row.id}:${one.id}`,
        compoundId: row.id,
        buildingId: one.id,
      }));
      setBuildings((before) => ({ ...before, [row.id]: children }));
    } catch (error) {
      toast({ text: sentence(error), isRefusal: true });
    }
  }
  return (
    <DataTable<Row>
      label={t("list.view.coverage")}
      dataSource={shown}
      columns={columns}
      expandable={{ onExpand: (isOpen, row) => isOpen && void openBuildings(row) }}
      summary={() => total && <TotalRow list={list} by={by} total={total} count={rows.length} />}
    />
  );
}

function useColumns(list: TargetList, by: string): TableProps<Row>["columns"] {
  const { t } = useTranslation();
  const point = { title: t("coverage.point"), render: (_: unknown, row: Row) => <PointCell row={row} /> };
  return [
    {
      title: by === "community" ? t("place.community") : t("place.compound"),
      render: (_, row) => <PlaceCell row={row} by={by} />,
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
      render: (_, row) => <span className={row.compoundId ? undefined : "strong"}>{digits(row.remaining)}</span>,
    },
    { title: t("coverage.last_7_days"), align: "right", render: (_, row) => `+${digits(row.last_7_days)}` },
    { title: t("coverage.retained"), align: "right", render: () => "\u2014" },
    ...(by === "compound" ? [point] : []),
  ];
}

function PlaceCell({ row, by }: { row: Row; by: string }) {
  if (row.compoundId) return <>{row.name}</>;
  return (
    <>
      <Link to={`?view=targets&${by}=${row.id}`}>{row.name}</Link>
      {by !== "community" && <span className="quiet small"> {row.community_name}</span>}
    </>
  );
}

function PointCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.compoundId)
    return (
      <Link to={`?view=targets&compound=${row.compoundId}&building=${encodeURIComponent(row.buildingId ?? "")}`}>
        {t("coverage.doors")}
      </Link>
    );
  if (!row.point_state) return <>{"\u2014"}</>;
  const isPartial = row.point_state === "PARTIAL" && row.point_missing.length > 0;
  return (
    <StateTag state={POINT_SHAPE[row.point_state] ?? "untouched"}>
      {isPartial ? row.point_missing.join(t("comma_list")) : t(`point_state.${row.point_state}`)}
    </StateTag>
  );
}

function TotalRow({ list, by, total, count }: { list: TargetList; by: string; total: CoverageRow; count: number }) {
  const { t } = useTranslation();
  return (
    <Table.Summary.Row className="total-row">
      <Table.Summary.Cell index={0}>{t(`coverage.total_row.${by}`, { count })}</Table.Summary.Cell>
      <Table.Summary.Cell index={1} align="right">
        {digits(total.total)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={2}>
        <StateBar counts={total} kind={list.kind} isSmall />
      </Table.Summary.Cell>
      <Table.Summary.Cell index={3} align="right">
        {percent(total.reached, total.total)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={4} align="right">
        {digits(total.remaining)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={5} align="right">
        +{digits(total.last_7_days)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={6} align="right">
        {"\u2014"}
      </Table.Summary.Cell>
      {by === "compound" && <Table.Summary.Cell index={7} />}
    </Table.Summary.Row>
  );
}
