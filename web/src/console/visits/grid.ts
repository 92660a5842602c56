import type { Dayjs } from "dayjs";
import type { GridAnswer } from "../../shared/api.types";
import { type PersonEntry, toBody } from "./outcomes";

export interface GridHead {
  day: string;
  channel: string;
  crew_id?: string;
  compound_id?: string;
  compound_label?: string;
}

export type DoorFault = "unknown" | "several" | "empty" | "unread";

type Lack = "door" | `door_${DoorFault}` | "time" | "outcome";

export interface GridRow {
  key: number;
  time: string;
  /** What was typed; it stays even when no such door is registered. */
  door: string;
  door_fault?: DoorFault;
  compound_id?: string;
  compound_label?: string;
  household_id?: string;
  people: PersonEntry[];
  note: string;
  answer?: Pick<GridAnswer, "status" | "detail">;
}

const TIME = /^(\d{1,2})[:.\uff1a]?(\d{2})$/;

/** A clock time as people write it on paper: 1905, 19:05, 9.30. */
export function readTime(text: string): string | null {
  const found = TIME.exec(text.trim());
  if (!found) return null;
  const [, hour, minute] = found;
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : null;
}

/** A row without a door always holds this same list, so that a new list means: the people were read. */
export const NOBODY: PersonEntry[] = [];

let lastKey = 0;

export function blankRow(time = ""): GridRow {
  lastKey += 1;
  return { key: lastKey, time, door: "", people: NOBODY, note: "" };
}

export const isSaved = (row: GridRow): boolean => row.answer?.status === "saved";

const isTouched = (row: GridRow): boolean =>
  row.time !== "" || row.door !== "" || row.note !== "" || row.household_id !== undefined;

/** Rows somebody began and that are not ready to send, with what each lacks. */
export function lackOf(row: GridRow): Lack | null {
  if (!isTouched(row) || isSaved(row)) return null;
  if (row.door_fault) return `door_${row.door_fault}`;
  if (row.household_id === undefined) return "door";
  if (readTime(row.time) === null) return "time";
  return toBody(row.people).length === 0 ? "outcome" : null;
}

/** Rows that can be sent now; the others stay behind with their reason. */
export const isReady = (row: GridRow): boolean => isTouched(row) && !isSaved(row) && lackOf(row) === null;

/** The rows with an empty one at the end to type into. */
export function withBlank(rows: GridRow[]): GridRow[] {
  const last = rows.at(-1);
  return last && !isTouched(last) ? rows : [...rows, blankRow()];
}

export function bodyOf(head: GridHead, row: GridRow) {
  return {
    household_id: row.household_id,
    at: `${head.day}T${readTime(row.time)}:00+08:00`,
    channel: head.channel,
    crew_id: head.crew_id ?? null,
    people: toBody(row.people),
    note: row.note,
    next_reminder_on: null,
  };
}

/** Puts each answer beside the row it belongs to. */
export function withAnswers(rows: GridRow[], sent: GridRow[], answers: GridAnswer[]): GridRow[] {
  const byKey = new Map(answers.map((answer) => [sent[answer.index]?.key, answer]));
  return rows.map((row) => {
    const answer = byKey.get(row.key);
    return answer ? { ...row, answer: { status: answer.status, detail: answer.detail } } : row;
  });
}

interface Kept {
  head: GridHead | null;
  rows: GridRow[];
}

/** The paper round being typed, in memory only, so that Back never loses it. */
export const kept: Kept = { head: null, rows: [] };

export function firstHead(now: Dayjs): GridHead {
  return { day: now.format("YYYY-MM-DD"), channel: "DOOR" };
}
