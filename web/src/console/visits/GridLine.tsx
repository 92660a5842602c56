import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Household } from "../../shared/api.types";
import { StateTag } from "../../shared/ui/StateTag";
import { type Door, isSameDoor } from "./doors";
import { type GridRow, isSaved, lackOf } from "./grid";
import { OUTCOMES, type PersonEntry, withOutcome } from "./outcomes";

interface Props {
  row: GridRow;
  number: number;
  doors: Door[];
  isReady: boolean;
  onChange: (after: Partial<GridRow>) => void;
  onNext?: () => void;
}

/** One knock of the paper round: time, door, an outcome for each person behind it, a note, the server's answer. */
export function GridLine({ row, number, doors, isReady, onChange, onNext }: Props) {
  const { t } = useTranslation();
  const isDone = isSaved(row);
  async function chooseDoor(household_id: string) {
    onChange({ household_id, people: [] });
    const household = await api.get<Household>(`/api/households/${household_id}`);
    onChange({
      household_id,
      people: household.residents.map((resident) => ({
        resident_id: resident.id,
        name: resident.name,
        outcome: null,
        was_present: false,
        question_answered: false,
      })),
    });
  }
  const setPerson = (index: number, person: PersonEntry) =>
    onChange({ people: row.people.map((old, at) => (at === index ? person : old)) });
  return (
    <tr className={isDone ? "is-done" : undefined}>
      <td className="quiet num">{number}</td>
      <td>
        <Input
          className="time-input"
          aria-label={t("grid.time_of", { number })}
          placeholder="19:05"
          disabled={isDone}
          value={row.time}
          onChange={(event) => onChange({ time: event.target.value })}
        />
      </td>
      <td>
        <Select
          className="door-select"
          aria-label={t("grid.door_of", { number })}
          disabled={isDone || !isReady}
          placeholder={isReady ? t("grid.door_hint") : t("grid.compound_first")}
          showSearch={{ filterOption: (typed, option) => isSameDoor(typed, String(option?.label ?? "")) }}
          value={row.household_id}
          onChange={chooseDoor}
          options={doors}
        />
      </td>
      <td>
        {row.people.map((person, index) => (
          <div className="grid-person" key={person.resident_id}>
            <span>{person.name}</span>
            <Select
              className="outcome-select"
              allowClear
              disabled={isDone}
              aria-label={t("visit.outcome_of", { name: person.name })}
              placeholder={t("visit.no_outcome")}
              showSearch={{ optionFilterProp: "label" }}
              value={person.outcome ?? undefined}
              onChange={(outcome) => setPerson(index, withOutcome(person, outcome ?? null))}
              options={OUTCOMES.map((code, at) => ({ value: code, label: `${at + 1} ${t(`outcome.${code}`)}` }))}
            />
          </div>
        ))}
      </td>
      <td>
        <Input
          aria-label={t("grid.note_of", { number })}
          disabled={isDone}
          value={row.note}
          onChange={(event) => onChange({ note: event.target.value })}
          onPressEnter={onNext}
        />
      </td>
      <td>
        <RowAnswer row={row} />
      </td>
    </tr>
  );
}

function RowAnswer({ row }: { row: GridRow }) {
  const { t } = useTranslation();
  const lack = lackOf(row);
  if (row.answer?.status === "saved") return <StateTag state="reached">{t("grid.saved")}</StateTag>;
  if (row.answer) return <span role="alert">{row.answer.detail}</span>;
  return lack ? <span className="quiet">{t(`grid.lack.${lack}`)}</span> : null;
}
