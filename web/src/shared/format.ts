import dayjs, { type Dayjs } from "dayjs";
import i18next from "i18next";

const SHANGHAI_OFFSET = "+08:00";
const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "medium" });

/** Wall-clock time in Shanghai of a moment, as dayjs, wherever the browser stands. */
export function inShanghai(iso: string): Dayjs {
  return dayjs(parts.format(new Date(iso)).replace(" ", "T"));
}

/** The moment a Shanghai wall clock shows, as the server reads it. */
export function toMoment(wall: Dayjs): string {
  return `${wall.format("YYYY-MM-DDTHH:mm:ss")}${SHANGHAI_OFFSET}`;
}

export const showTime = (iso: string): string => inShanghai(iso).format("HH:mm");
export const showDateTime = (iso: string): string => inShanghai(iso).format("YYYY-MM-DD HH:mm");
export const showDay = (iso: string): string => inShanghai(iso).format("YYYY-MM-DD");

function asDay(value: string): Dayjs {
  return value.length > 10 ? inShanghai(value) : dayjs(value);
}

export function proseDay(value: string): string {
  return asDay(value).format(i18next.t("date.prose"));
}
export function shortDay(value: string): string {
  return asDay(value).format(i18next.t("date.short"));
}
export function weekday(value: string): string {
  return i18next.t(`weekday.${asDay(value).day()}`);
}

export const digits = (value: number): string => value.toLocaleString("en-US");

/** Signed change with a true minus, or the word for "no change". */
export function change(value: number): string {
  if (value === 0) return i18next.t("change.none");
  return value > 0 ? `+${digits(value)}` : `\u2212${digits(-value)}`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? "\u2014" : `${((100 * part) / whole).toFixed(1)}%`;
}

/** How long something has waited, in words. */
export function waited(minutes: number): string {
  if (minutes < 60) return i18next.t("wait.minutes", { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return i18next.t("wait.hours", { hours, minutes: minutes % 60 });
  return i18next.t("wait.days", { days: Math.floor(hours / 24), hours: hours % 24 });
}
