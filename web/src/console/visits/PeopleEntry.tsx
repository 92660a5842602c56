import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { OUTCOMES, type PersonEntry, withOutcome } from "./outcomes";

interface Props {
  value?: PersonEntry[];
  onChange?: (people: PersonEntry[]) => void;
}

/** Everybody behind one door on one screen: outcome, present or not, a question answered or not. */
export function PeopleEntry({ value = [], onChange }: Props) {
  const { t } = useTranslation();
  const change = (index: number, person: PersonEntry) =>
    onChange?.(value.map((old, at) => (at === index ? person : old)));
  return (
    <table className="people-entry">
      <thead>
        <tr>
          <th scope="col">{t("person.name")}</th>
          <th scope="col">{t("visit.outcome")}</th>
          <th scope="col">{t("visit.present")}</th>
          <th scope="col">{t("visit.answered")}</th>
        </tr>
      </thead>
      <tbody>
        {value.map((person, index) => (
          <tr key={person.resident_id}>
            <th scope="row">{person.name}</th>
            <td>
              <Select
                className="outcome-select"
                aria-label={t("visit.outcome_of", { name: person.name })}
                placeholder={t("visit.no_outcome")}
                value={person.outcome ?? undefined}
                onChange={(outcome) => change(index, withOutcome(person, outcome || null))}
                options={[
                  ...OUTCOMES.map((code) => ({ value: code as string, label: t(`outcome.${code}`) })),
                  { value: "", label: t("visit.no_outcome") },
                ]}
              />
            </td>
            <td>
              <Checkbox
                aria-label={t("visit.present_of", { name: person.name })}
                checked={person.was_present}
                disabled={person.outcome === null}
                onChange={(event) => change(index, { ...person, was_present: event.target.checked })}
              />
            </td>
            <td>
              <Checkbox
                aria-label={t("visit.answered_of", { name: person.name })}
                checked={person.question_answered}
                disabled={person.outcome === null}
                onChange={(event) => change(index, { ...person, question_answered: event.target.checked })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
