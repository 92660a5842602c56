import { useTranslation } from "react-i18next";
import type { Household, HouseholdHistory, Resident } from "../../shared/api.types";
import { shortDay } from "../../shared/format";
import { Panel } from "../../shared/ui/Panel";
import { StateShape } from "../../shared/ui/StateShape";
import { genderAndAge } from "../registry/person";
import { Revealed } from "../registry/Revealed";
import { TALKED_OUTCOMES } from "./outcomes";

/** Who lives here, where each stands, and a reveal that asks what for. */
export function PeoplePanel({ household, history }: { household: Household; history: HouseholdHistory }) {
  const { t } = useTranslation();
  const listed = new Set(history.listings.filter((one) => !one.left_at).map((one) => one.resident_id));
  return (
    <Panel
      title={t("household.people", { count: household.residents.length })}
      note={t("history.listed", { count: listed.size })}
    >
      <ul className="people">
        {household.residents.map((resident) => (
          <li key={resident.id} className="person">
            <Revealed resident={resident} />
            <span className="quiet">
              {genderAndAge(resident, t)} {resident.id_no}
            </span>
            <Standing resident={resident} history={history} isListed={listed.has(resident.id)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface StandingProps {
  resident: Resident;
  history: HouseholdHistory;
  isListed: boolean;
}

function Standing({ resident, history, isListed }: StandingProps) {
  const { t } = useTranslation();
  const told = history.visits.flatMap((visit) =>
    visit.people.filter((person) => person.resident_id === resident.id).map((person) => ({ person, visit })),
  );
  const met = told.find(({ person }) => TALKED_OUTCOMES.has(person.outcome));
  if (met) {
    return (
      <span>
        <StateShape state="reached" /> {t("history.met_on", { day: shortDay(met.visit.at) })}
      </span>
    );
  }
  if (told.length > 0) {
    return (
      <span>
        <StateShape state="attempted" /> {t("history.tried", { count: told.length })}
      </span>
    );
  }
  return (
    <span className="quiet">
      <StateShape state="untouched" /> {isListed ? t("state.surface.untouched") : t("history.not_listed")}
    </span>
  );
}
