import type { TFunction } from "i18next";
import type { Resident } from "../../shared/api.types";

/** What the register knows of somebody at a glance, as one phrase. */
export function genderAndAge({ gender, age }: Pick<Resident, "gender" | "age">, t: TFunction): string {
  const known = [gender && t(`gender.${gender}`), age !== null && t("person.age", { age })];
  return known.filter(Boolean).join(" ");
}
