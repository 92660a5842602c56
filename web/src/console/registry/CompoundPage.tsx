import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "../../shared/api";
import type { Compound, HouseholdRow, Paged } from "../../shared/api.types";
import { digits } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { StateTag } from "../../shared/ui/StateTag";
import { useFilters } from "../../shared/url";
import { CompoundForm } from "./CompoundForm";
import { ContactsPanel } from "./ContactsPanel";
import { HouseholdForm } from "./HouseholdForm";

export function CompoundPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"edit" | "household" | null>(null);
  const query = useQuery({ queryKey: ["compound", id], queryFn: () => api.get<Compound>(`/api/compounds/${id}`) });
  const reload = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === id });
  return (
    <Asked query={query}>
      {(compound) => {
        const canEdit = compound.allowed_actions.includes("edit");
        return (
          <Page
            title={compound.name}
            name={t("place.compound")}
            crumbs={[
              { title: t("nav.registry"), to: "/registry" },
              { title: compound.community.name, to: `/registry/compounds?community=${compound.community.id}` },
            ]}
            actions={
              canEdit && (
                <>
                  <Button onClick={() => setOpen("edit")}>{t("action.edit")}</Button>
                  <Button type="primary" onClick={() => setOpen("household")}>
                    {t("household.add")}
                  </Button>
                </>
              )
            }
          >
            <div className="columns">
              <HouseholdsPanel compound={compound} />
              <div className="stack">
                <Panel title={t("compound.facts")}>
                  <CompoundFacts compound={compound} />
                </Panel>
                <ContactsPanel
                  contacts={compound.contacts ?? []}
                  owner={{ compound_id: compound.id }}
                  canEdit={canEdit}
                  onSaved={reload}
                />
              </div>
            </div>
            {open === "edit" && <CompoundForm compound={compound} onClose={() => setOpen(null)} onSaved={reload} />}
            {open === "household" && (
              <HouseholdForm compoundId={compound.id} onClose={() => setOpen(null)} onSaved={reload} />
            )}
          </Page>
        );
      }}
    </Asked>
  );
}

function CompoundFacts({ compound }: { compound: Compound }) {
  const { t } = useTranslation();
  const facts: [string, React.ReactNode][] = [
    [t("compound.aliases"), compound.aliases.join(t("comma_list"))],
    [t("compound.building_count"), compound.building_count],
    [t("registry.household_count"), compound.household_count],
    [t("compound.property_firm"), compound.property_firm?.name],
    [
      t("compound.point"),
      compound.latitude !== null && compound.longitude !== null
        ? t("compound.point_value", {
            latitude: compound.latitude.toFixed(5),
            longitude: compound.longitude.toFixed(5),
          })
        : null,
    ],
    [t("compound.source_datum"), compound.source_datum],
    [t("field.note"), compound.note],
  ];
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <Fact key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

export function Fact({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value === null || value === undefined || value === "" ? "\u2014" : value}</dd>
    </>
  );
}

function HouseholdsPanel({ compound }: { compound: Compound }) {
  const { t } = useTranslation();
  const [params, change] = useFilters();
  const building = params.get("building") ?? "";
  const page = params.get("page") ?? "1";
  const query = useQuery({
    queryKey: ["households", compound.id, building, page],
    queryFn: () => api.get<Paged<HouseholdRow>>(`/api/compounds/${compound.id}/households`, { building, page }),
  });
  const buildings = compound.buildings ?? [];
  return (
    <Panel isFlush title={t("household.list")} note={query.data && t("household.count", { count: query.data.total })}>
      {buildings.length > 0 && (
        <fieldset className="toolbar chips" aria-label={t("place.building")}>
          <button type="button" aria-pressed={building === ""} onClick={() => change({ building: null })}>
            {t("household.all_buildings")}
          </button>
          {buildings.map((row) => (
            <button
              key={row.building}
              type="button"
              aria-pressed={building === row.building}
              onClick={() => change({ building: row.building })}
            >
              {t("place.building_name", { building: row.building })}{" "}
              <span className="quiet">{digits(row.household_count)}</span>
            </button>
          ))}
        </fieldset>
      )}
      <Asked query={query}>
        {(answer) =>
          answer.total === 0 ? (
            <Empty title={t("household.none_title")} text={t("household.none_text")} />
          ) : (
            <DataTable<HouseholdRow>
              label={t("household.list")}
              dataSource={answer.items}
              total={answer.total}
              page={answer.page}
              size={answer.size}
              columns={[
                {
                  title: t("place.door"),
                  dataIndex: "door",
                  render: (door, row) => <Link to={`/registry/households/${row.id}`}>{door}</Link>,
                },
                { title: t("place.building"), dataIndex: "building" },
                { title: t("place.unit"), dataIndex: "unit" },
                { title: t("place.room"), dataIndex: "room" },
                { title: t("registry.resident_count"), dataIndex: "resident_count", align: "right" },
                { title: t("household.flags"), render: (_, row) => <HouseholdFlags row={row} /> },
              ]}
            />
          )
        }
      </Asked>
    </Panel>
  );
}

export function HouseholdFlags({ row }: { row: { is_door_read: boolean; do_not_visit: boolean } }) {
  const { t } = useTranslation();
  return (
    <span className="row">
      {row.do_not_visit && <StateTag state="unreachable">{t("household.do_not_visit")}</StateTag>}
      {!row.is_door_read && <StateTag state="attempted">{t("household.door_unread")}</StateTag>}
    </span>
  );
}
