/** What can come of a knock, in the order they are met most often. */
export const OUTCOMES = [
  "MET",
  "NOT_HOME",
  "REFUSED",
  "CALL_LATER",
  "MOVED",
  "WRONG_ADDRESS",
  "LANGUAGE_HELP",
  "CONCERN_RECORDED",
  "SUSPECTED_VICTIM",
] as const;

export const CHANNELS = ["DOOR", "HALL", "LOBBY", "WORKPLACE", "EVENT", "PHONE"] as const;

export const TALKED_OUTCOMES: ReadonlySet<string> = new Set(["MET", "CONCERN_RECORDED", "SUSPECTED_VICTIM"]);

export interface PersonEntry {
  resident_id: string;
  name: string;
  outcome: string | null;
  was_present: boolean;
  question_answered: boolean;
}

/** What usually goes with an outcome, so that the commonest case is one key; the recorder may change it. */
export function withOutcome(person: PersonEntry, outcome: string | null): PersonEntry {
  const hasTalked = outcome !== null && TALKED_OUTCOMES.has(outcome);
  return { ...person, outcome, was_present: hasTalked, question_answered: hasTalked };
}

/** Only people with an outcome are part of the record. */
export function toBody(people: PersonEntry[]) {
  return people
    .filter((person) => person.outcome !== null)
    .map(({ resident_id, outcome, was_present, question_answered }) => ({
      resident_id,
      outcome,
      was_present,
      question_answered,
    }));
}
