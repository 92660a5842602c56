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

export interface GridRow {
  key: number;
  time: string;
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

let lastKey = 0;

export function blankRow(time = ""): GridRow {
  lastKey += 1;
  return { key: lastKey, time, people: [], note: "" };
}

export const isSaved = (row: GridRow): boolean => row.answer?.status === "saved";

export const isFilled = (row: GridRow): boolean => row.household_id !== undefined && toBody(row.people).length > 0;

/** Rows somebody began and that are not ready to send, with what each lacks. */
export function lackOf(row: GridRow): "door" | "time" | "outcome" | null {
  const isTouched = row.household_id !== undefined || row.note !== "" || toBody(row.people).length > 0;
  if (!isTouched || isSaved(row)) return null;
  if (row.household_id === undefined) return "door";
  if (readTime(row.time) === null) return "time";
  return toBody(row.people).length === 0 ? "outcome" : null;
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
