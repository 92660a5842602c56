import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Paged, Target, TargetList } from "../../shared/api.types";
import { showDay } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Panel } from "../../shared/ui/Panel";
import { ReasonDialog } from "../../shared/ui/ReasonDialog";
import { StateTag } from "../../shared/ui/StateTag";
import { type StateCode, stateKey } from "../../shared/ui/states";
import { useFilters } from "../../shared/url";
import { WhyDialog } from "./WhyDialog";

const SERVER_STATES = ["REACHED", "ATTEMPTED", "UNREACHABLE_REQUESTED", "UNREACHABLE_APPROVED", "UNTOUCHED"] as const;

export const shapeOf = (state: string): StateCode => {
  if (state.startsWith("UNREACHABLE")) return "unreachable";
  return state.toLowerCase() as StateCode;
};

type Asking = { target: Target; act: "unreachable" | "leave" | "why" };

/** Everybody on the list, masked, with the reason of being there and the way to the door's history. */
export function TargetsPanel({ list, onChanged }: { list: TargetList; onChanged: () => unknown }) {
  const { t } = useTranslation();
  const [params, change] = useFilters();
  const [asking, setAsking] = useState<Asking | null>(null);
  const filters = {
    state: params.get("state") ?? "",
    compound: params.get("compound") ?? "",
    community: params.get("community") ?? "",
    building: params.get("building") ?? "",
    page: params.get("page") ?? "1",
  };
  const query = useQuery({
    queryKey: ["targets", list.id, filters],
    queryFn: () => api.get<Paged<Target>>(`/api/lists/${list.id}/targets`, filters),
  });
  const word = (state: string) =>
    state === "UNREACHABLE_REQUESTED" || state === "UNREACHABLE_APPROVED"
      ? t(`target.state.${state}`)
      : t(stateKey(list.kind, shapeOf(state)));
  return (
    <Panel isFlush>
      <div className="toolbar">
        <Select
          className="filter-select"
          allowClear
          aria-label={t("sum.state")}
          placeholder={t("target.all_states")}
          value={filters.state || undefined}
          onChange={(state) => change({ state })}
          options={SERVER_STATES.map((code) => ({ value: code, label: word(code) }))}
        />
        {(filters.compound || filters.community) && (
          <button
            type="button"
            className="link-button"
            onClick={() => change({ compound: null, community: null, building: null })}
          >
            {t("target.all_places")}
          </button>
        )}
      </div>
      <Asked query={query}>
        {(answer) =>
          answer.total === 0 ? (
            <Empty title={t("target.none_title")} text={t("target.none_text")} />
          ) : (
            <DataTable<Target>
              label={t("list.view.targets")}
              dataSource={answer.items}
              total={answer.total}
              page={answer.page}
              size={answer.size}
              columns={[
                { title: list.kind === "SURFACE" ? t("person.name") : t("target.place"), dataIndex: "name" },
                {
                  title: t("place.door"),
                  render: (_, row) =>
                    row.household_id ? (
                      <Link to={`/visits/households/${row.household_id}`}>{row.place}</Link>
                    ) : (
                      row.place
                    ),
                },
                {
                  title: t("sum.state"),
                  render: (_, row) => <StateTag state={shapeOf(row.state)}>{word(row.state)}</StateTag>,
                },
                {
                  title: t("target.last_contact"),
                  render: (_, row) => (row.last_contact_at ? showDay(row.last_contact_at) : "\u2014"),
                },
                { title: t("target.source"), render: (_, row) => row.source_label },
                { title: t("target.reason"), dataIndex: "reason" },
                { title: t("target.expires_on"), render: (_, row) => row.expires_on ?? "\u2014" },
                {
                  title: t("field.actions"),
                  render: (_, row) => (
                    <span className="row">
                      <button
                        type="button"
                        className="link-button"
                        onClick={() => setAsking({ target: row, act: "why" })}
                      >
                        {t("target.why")}
                      </button>
                      {row.allowed_actions.includes("request_unreachable") && (
                        <button
                          type="button"
                          className="link-button"
                          onClick={() => setAsking({ target: row, act: "unreachable" })}
                        >
                          {t("target.unreachable")}
                        </button>
                      )}
                      {row.allowed_actions.includes("leave") && row.resident_id && (
                        <button
                          type="button"
                          className="link-button"
                          onClick={() => setAsking({ target: row, act: "leave" })}
                        >
                          {t("target.leave")}
                        </button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Asked>
      {asking?.act === "why" && <WhyDialog target={asking.target} onClose={() => setAsking(null)} />}
      {asking && asking.act !== "why" && (
        <ReasonDialog
          title={t(`target.${asking.act}_title`, { name: asking.target.name })}
          effect={t(`target.${asking.act}_effect`)}
          verb={t(`target.${asking.act}`)}
          examples={t(`target.${asking.act}_examples`)}
          onClose={() => setAsking(null)}
          onSend={async ({ reason }) => {
            if (asking.act === "unreachable")
              await api.post(`/api/targets/${asking.target.id}/unreachable`, { reason });
            else await api.post(`/api/lists/${list.id}/leave`, { resident_id: asking.target.resident_id, reason });
            await onChanged();
          }}
        />
      )}
    </Panel>
  );
}
