import { describe, expect, it } from "vitest";
import type { PlanBlock, PlanLine } from "../../shared/api.types";
import { doorParts, isCrowded, isOver, minuteText, slotsOf, ticksOf, upcomingFirst, windowsOf } from "./plan";

function line(id: string, position: number, minutes: number, starts_at: string | null = null): PlanLine {
  return { id, position, expected_minutes: minutes, starts_at, standing: "PLACED" } as PlanLine;
}

function block(id: string, from: string, to: string, lines: PlanLine[] = [], minutes_used = 0): PlanBlock {
  const at = (time: string) => `2026-05-09T${time}:00+08:00`;
  return { id, starts_at: at(from), ends_at: at(to), lines, minutes_used } as PlanBlock;
}

describe("the board", () => {
  it("gives a morning and an evening one axis each", () => {
    const windows = windowsOf([
      block("a", "18:30", "20:30"),
      block("b", "09:30", "11:30"),
      block("c", "18:00", "20:00"),
    ]);
    expect(windows.map((window) => window.blocks.map((one) => one.id))).toEqual([["b"], ["c", "a"]]);
  });

  it("shows what is still to come before what is over", () => {
    const windows = windowsOf([block("over", "09:30", "11:30"), block("tonight", "18:30", "20:30")]);
    const shown = upcomingFirst(windows, Date.parse("2026-05-09T17:40:00+08:00"));
    expect(shown.map((window) => window.blocks[0].id)).toEqual(["tonight", "over"]);
  });

  it("gives up the scale as soon as one card would be narrower than its numbers", () => {
    const window = (minutes: number) =>
      windowsOf([block("a", "18:30", "20:30", [line("1", 1, 30), line("2", 2, minutes)])])[0];
    expect([isCrowded(window(9)), isCrowded(window(8))]).toEqual([false, true]);
  });

  it("calls a list over from the minute its hours end", () => {
    const one = block("a", "18:30", "20:30");
    const at = (time: string) => isOver(one, Date.parse(`2026-05-09T${time}:00+08:00`));
    expect([at("20:29"), at("20:30")]).toEqual([false, true]);
  });

  it("stretches the axis to an overfull list", () => {
    const [window] = windowsOf([block("a", "18:30", "20:30", [], 150)]);
    expect((window.ends - window.starts) / 60_000).toBe(150);
  });

  it("marks the half hours in Shanghai time", () => {
    const [window] = windowsOf([block("a", "18:30", "20:30")]);
    expect(ticksOf(window).map((tick) => tick.text)).toEqual(["18:30", "19:00", "19:30", "20:00", "20:30"]);
  });

  it("lets doors without an estimate follow one another, never on top", () => {
    const lines = [line("2", 2, 10), line("1", 1, 30, "2026-05-09T18:30:00+08:00")];
    const one = block("a", "18:30", "20:30", lines);
    const slots = slotsOf(one, windowsOf([one])[0]);
    expect(slots.map((slot) => slot.line.id)).toEqual(["1", "2"]);
    expect(slots[1].left).toBeCloseTo(0.25);
  });

  it("splits a door over two lines", () => {
    expect(doorParts("2-1-1802")).toEqual(["2-1", "1802"]);
    expect(doorParts("8")).toEqual(["8", ""]);
    expect(minuteText(570)).toBe("09:30");
  });
});
