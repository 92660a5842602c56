import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "../../shared/api";
import type { Household } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { ReasonDialog } from "../../shared/ui/ReasonDialog";
import { Fact, HouseholdFlags } from "./CompoundPage";
import { HouseholdForm } from "./HouseholdForm";
import { PeopleTable } from "./PeopleTable";
import { ResidentForm } from "./ResidentForm";

type Opened = "edit" | "resident" | "do_not_visit" | null;

export function HouseholdPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Opened>(null);
  const query = useQuery({ queryKey: ["household", id], queryFn: () => api.get<Household>(`/api/households/${id}`) });
  const reload = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === id });
  return (
    <Asked query={query}>
      {(household) => {
        const can = (action: string) => household.allowed_actions.includes(action);
        return (
          <Page
            title={
              <span className="row">
                {household.compound.name} {household.door} <HouseholdFlags row={household} />
              </span>
            }
            name={t("place.household")}
            crumbs={[
              { title: t("nav.registry"), to: "/registry" },
              { title: household.community.name, to: `/registry/compounds?community=${household.community.id}` },
              { title: household.compound.name, to: `/registry/compounds/${household.compound.id}` },
            ]}
            actions={
              <>
                {can("edit") && <Button onClick={() => setOpen("edit")}>{t("household.edit")}</Button>}
                {can("add_resident") && <Button onClick={() => setOpen("resident")}>{t("resident.add")}</Button>}
                <Link to={`/visits/households/${household.id}`}>
                  <Button type="primary">{t("household.history")}</Button>
                </Link>
              </>
            }
          >
            <div className="columns">
              <Panel
                isFlush
                title={t("household.people", { count: household.residents.length })}
                note={t("person.masked_note")}
              >
                <PeopleTable residents={household.residents} isInHousehold onSaved={reload} />
              </Panel>
              <HouseholdFacts
                household={household}
                onDoNotVisit={can("edit") ? () => setOpen("do_not_visit") : undefined}
              />
            </div>
            {open === "edit" && (
              <HouseholdForm
                compoundId={household.compound.id}
                household={household}
                onClose={() => setOpen(null)}
                onSaved={reload}
              />
            )}
            {open === "resident" && (
              <ResidentForm householdId={household.id} onClose={() => setOpen(null)} onSaved={reload} />
            )}
            {open === "do_not_visit" && (
              <DoNotVisitDialog household={household} onClose={() => setOpen(null)} onSaved={reload} />
            )}
          </Page>
        );
      }}
    </Asked>
  );
}

export function HouseholdFacts({ household, onDoNotVisit }: { household: Household; onDoNotVisit?: () => void }) {
  const { t } = useTranslation();
  const yesNo = (is: boolean) => (is ? t("field.yes") : t("field.no"));
  return (
    <Panel title={t("household.before_going")}>
      <dl className="facts">
        <Fact
          label={t("household.do_not_visit")}
          value={
            <>
              {yesNo(household.do_not_visit)}
              {household.do_not_visit_reason && `${t("comma")}${household.do_not_visit_reason}`}{" "}
              {onDoNotVisit && (
                <button type="button" className="link-button" onClick={onDoNotVisit}>
                  {household.do_not_visit ? t("household.allow_visits") : t("household.stop_visits")}
                </button>
              )}
            </>
          }
        />
        <Fact label={t("resident.do_not_message")} value={peopleWhere(household, "do_not_message") || t("field.no")} />
        <Fact label={t("resident.exam_family")} value={peopleWhere(household, "is_exam_family") || t("field.no")} />
        {household.door_text && <Fact label={t("household.door_text")} value={household.door_text} />}
      </dl>
    </Panel>
  );
}

function peopleWhere(household: Household, flag: "do_not_message" | "is_exam_family"): string {
  return household.residents
    .filter((resident) => resident[flag])
    .map((resident) => resident.name)
    .join(" ");
}

interface DoNotVisitProps {
  household: Household;
  onClose: () => void;
  onSaved: () => unknown;
}

export function DoNotVisitDialog({ household, onClose, onSaved }: DoNotVisitProps) {
  const { t } = useTranslation();
  const isOn = !household.do_not_visit;
  return (
    <ReasonDialog
      title={isOn ? t("household.stop_visits") : t("household.allow_visits")}
      effect={isOn ? t("household.stop_effect") : t("household.allow_effect")}
      verb={isOn ? t("household.stop_visits") : t("household.allow_visits")}
      onClose={onClose}
      onSend={async ({ reason }) => {
        await api.patch(`/api/households/${household.id}/do-not-visit`, { is_on: isOn, reason });
        await onSaved();
      }}
    />
  );
}
