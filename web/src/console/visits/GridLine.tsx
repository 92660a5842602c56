import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { StateTag } from "../../shared/ui/StateTag";
import type { Door } from "./doors";
import { GridDoor } from "./GridDoor";
import { type GridHead, type GridRow, isSaved, lackOf } from "./grid";
import { focusNext, isStep, timeFieldOf } from "./gridFocus";
import { OUTCOMES, type PersonEntry, withOutcome } from "./outcomes";

interface Props {
  row: GridRow;
  number: number;
  doors: Door[];
  head: GridHead;
  onChange: (after: Partial<GridRow>) => void;
  onNext: () => void;
  onRemove: () => void;
}

/** One knock of the paper round: time, door, an outcome for each person behind it, a note, the server's answer. */
export function GridLine({ row, number, doors, head, onChange, onNext, onRemove }: Props) {
  const { t } = useTranslation();
  const isDone = isSaved(row);
  const setPerson = (index: number, person: PersonEntry) =>
    onChange({ people: row.people.map((old, at) => (at === index ? person : old)) });
  const goOn = (event: React.KeyboardEvent) => {
    if (!isStep(event)) return;
    event.preventDefault();
    focusNext(event.target as HTMLElement);
  };
  return (
    <tr className={isDone ? "is-done" : undefined}>
      <td className="quiet num">{number}</td>
      <td>
        <Input
          id={timeFieldOf(row.key)}
          className="time-input"
          aria-label={t("grid.time_of", { number })}
          placeholder="19:05"
          disabled={isDone}
          value={row.time}
          onChange={(event) => onChange({ time: event.target.value })}
          onKeyDown={goOn}
        />
      </td>
      <td>
        <GridDoor row={row} number={number} doors={doors} head={head} isDisabled={isDone} onChange={onChange} />
      </td>
      <td>
        {row.people.map((person, index) => (
          <div className="grid-person" key={person.resident_id}>
            <span>{person.name}</span>
            <Select
              className="outcome-select"
              disabled={isDone}
              aria-label={t("visit.outcome_of", { name: person.name })}
              placeholder={t("visit.no_outcome")}
              showSearch={{ optionFilterProp: "label" }}
              value={person.outcome ?? undefined}
              onChange={(outcome) => setPerson(index, withOutcome(person, outcome || null))}
              onKeyDown={goOn}
              options={[
                ...OUTCOMES.map((code, at) => ({ value: code as string, label: `${at + 1} ${t(`outcome.${code}`)}` })),
                { value: "", label: `0 ${t("visit.no_outcome")}` },
              ]}
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
        {!isDone && (
          <Button type="link" size="small" aria-label={t("grid.remove_of", { number })} onClick={onRemove}>
            {t("grid.remove")}
          </Button>
        )}
      </td>
    </tr>
  );
}

function RowAnswer({ row }: { row: GridRow }) {
  const { t } = useTranslation();
  const lack = lackOf(row);
  if (row.answer?.status === "saved") return <StateTag state="reached">{t("grid.saved")}</StateTag>;
  if (row.answer) return <div role="alert">{row.answer.detail}</div>;
  if (lack === null) return null;
  const isMissing = lack === "door_unknown" || lack === "door_empty";
  return (
    <div className={row.door_fault ? undefined : "quiet"} role={row.door_fault ? "alert" : undefined}>
      {t(`grid.lack.${lack}`)}
      {isMissing && row.compound_id && <Link to={`/registry/compounds/${row.compound_id}`}> {row.compound_label}</Link>}
    </div>
  );
}
