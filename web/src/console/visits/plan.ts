import type { PlanBlock, PlanLine } from "../../shared/api.types";
import { inShanghai } from "../../shared/format";

const MINUTE_MS = 60_000;

export interface Window {
  starts: number;
  ends: number;
  blocks: PlanBlock[];
}

const startOf = (block: PlanBlock) => Date.parse(block.starts_at);
/** An overfull list reaches past the end of its hours, and the axis with it. */
const endOf = (block: PlanBlock) =>
  Math.max(Date.parse(block.ends_at), startOf(block) + block.minutes_used * MINUTE_MS);

export const byStart = (blocks: PlanBlock[]): PlanBlock[] =>
  [...blocks].sort((one, other) => startOf(one) - startOf(other));

/** Blocks whose hours overlap share one time axis; a morning round and an evening round get one each. */
export function windowsOf(blocks: PlanBlock[]): Window[] {
  const windows: Window[] = [];
  for (const block of byStart(blocks)) {
    const last = windows.at(-1);
    if (last && startOf(block) < last.ends) {
      last.blocks.push(block);
      last.ends = Math.max(last.ends, endOf(block));
    } else {
      windows.push({ starts: startOf(block), ends: endOf(block), blocks: [block] });
    }
  }
  return windows;
}

/** A card with a smaller share of the lane than this cuts its own numbers. */
const NARROWEST_TO_SCALE = 0.07;

/** Whether a card of a window would be too narrow for its numbers; its lists are then shown card after card. */
export const isCrowded = (window: Window): boolean =>
  window.blocks.some((block) => slotsOf(block, window).some((slot) => slot.width < NARROWEST_TO_SCALE));

export const isOver = (block: PlanBlock, now: number): boolean => Date.parse(block.ends_at) <= now;

/** What is still to come before what is over, each in the order of the day. */
export function upcomingFirst(windows: Window[], now: number): Window[] {
  return [...windows.filter((window) => window.ends > now), ...windows.filter((window) => window.ends <= now)];
}

/** A moment as a Shanghai clock shows it. */
export const hourText = (at: number): string => inShanghai(new Date(at).toISOString()).format("HH:mm");

/** Half hours inside a window, as share of its length and as clock text. */
export function ticksOf({ starts, ends }: Window): { share: number; text: string }[] {
  const step = (ends - starts) / MINUTE_MS > 300 ? 60 : 30;
  const ticks = [];
  for (let at = starts; at <= ends; at += step * MINUTE_MS) {
    ticks.push({
      share: (at - starts) / (ends - starts),
      text: hourText(at),
    });
  }
  return ticks;
}

export interface Slot {
  line: PlanLine;
  left: number;
  width: number;
}

export const placedOf = (block: PlanBlock): PlanLine[] =>
  block.lines.filter((line) => line.standing === "PLACED").sort((one, other) => one.position - other.position);

export const reserveOf = (block: PlanBlock): PlanLine[] =>
  block.lines.filter((line) => line.standing === "RESERVE").sort((one, other) => one.position - other.position);

/** Where each placed door stands on the window's axis; doors without an estimate follow one another. */
export function slotsOf(block: PlanBlock, window: Window): Slot[] {
  const length = window.ends - window.starts;
  let cursor = startOf(block);
  return placedOf(block).map((line) => {
    const starts = line.starts_at ? Math.max(Date.parse(line.starts_at), cursor) : cursor;
    const duration = line.expected_minutes * MINUTE_MS;
    cursor = starts + duration;
    return { line, left: (starts - window.starts) / length, width: duration / length };
  });
}

/** The clock time a minute of the day stands for. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(Math.round(minute) % 60).padStart(2, "0")}`;
}

/** A door on two short lines: building and unit above, room below. */
export function doorParts(door: string): [string, string] {
  const at = door.lastIndexOf("-");
  return at > 0 ? [door.slice(0, at), door.slice(at + 1)] : [door, ""];
}
