import { AutoComplete } from "antd";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Household } from "../../shared/api.types";
import { type Door, isSameDoor, readDoor } from "./doors";
import { type GridHead, type GridRow, NOBODY } from "./grid";
import { focusNext, isStep } from "./gridFocus";

interface Props {
  row: GridRow;
  number: number;
  doors: Door[];
  head: GridHead;
  isDisabled: boolean;
  onChange: (after: Partial<GridRow>) => void;
}

/** The door as it stands on the paper; what was typed stays, and the people behind the door come with it. */
export function GridDoor({ row, number, doors, head, isDisabled, onChange }: Props) {
  const { t } = useTranslation();
  const chosen = useRef(row.household_id);
  const field = useRef<HTMLElement>(null);
  const isHere = row.compound_id === head.compound_id;
  const options = doors
    .filter((door) => isSameDoor(row.door, door.label))
    .map((door) => ({ value: door.label, household_id: door.value }));

  function type(door: string) {
    chosen.current = undefined;
    const { compound_id, compound_label } = head;
    onChange({ door, door_fault: undefined, household_id: undefined, people: NOBODY, compound_id, compound_label });
  }
  async function choose(household_id: string, door: string) {
    chosen.current = household_id;
    onChange({ household_id, door, door_fault: undefined });
    const after = await readPeople(household_id);
    if (chosen.current !== household_id) return;
    if (after.door_fault === "unread") chosen.current = undefined;
    onChange(after);
  }
  function settle() {
    if (chosen.current || row.door === "" || !isHere) return;
    const found = readDoor(row.door, doors);
    if (typeof found === "object") choose(found.value, found.label);
    else onChange({ door_fault: found });
  }
  function step(event: KeyboardEvent) {
    if (!isStep(event)) return;
    event.preventDefault();
    settle();
    const from = event.target as HTMLElement;
    if (chosen.current && row.people.length === 0) field.current = from;
    else focusNext(from);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes on once the people behind the door stand in the row
  useEffect(() => {
    if (field.current && field.current === document.activeElement) focusNext(field.current);
    field.current = null;
  }, [row.people]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a door added meanwhile is found when the doors are read anew
  useEffect(() => {
    if (row.door_fault === "unknown") settle();
  }, [doors]);
  return (
    <>
      <AutoComplete
        className="door-select"
        aria-label={t("grid.door_of", { number })}
        disabled={isDisabled || head.compound_id === undefined}
        placeholder={head.compound_id === undefined ? t("grid.compound_first") : t("grid.door_hint")}
        status={row.door_fault && "error"}
        defaultActiveFirstOption={options.length === 1}
        notFoundContent={row.door === "" ? null : t("grid.no_such_door")}
        value={row.door}
        options={options}
        onChange={(door) => type(door ?? "")}
        onSelect={(door, option) => choose(option.household_id, door)}
        onKeyDown={step}
        onBlur={settle}
      />
      {row.door !== "" && !isHere && <div className="quiet small">{row.compound_label}</div>}
    </>
  );
}

async function readPeople(householdId: string): Promise<Pick<GridRow, "people" | "door_fault" | "household_id">> {
  try {
    const { residents } = await api.get<Household>(`/api/households/${householdId}`);
    const people = residents.map(({ id, name }) => ({
      resident_id: id,
      name,
      outcome: null,
      was_present: false,
      question_answered: false,
    }));
    return { household_id: householdId, people, door_fault: people.length === 0 ? "empty" : undefined };
  } catch {
    return { household_id: undefined, people: [], door_fault: "unread" };
  }
}
