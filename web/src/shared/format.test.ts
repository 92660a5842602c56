import dayjs from "dayjs";
import { describe, expect, it } from "vitest";
import { change, inShanghai, percent, showDateTime, toMoment, waited } from "./format";

describe("figures and times", () => {
  it("shows Shanghai wherever the browser stands", () => {
    expect(showDateTime("2026-06-08T16:30:00Z")).toBe("2026-06-09 00:30");
    expect(inShanghai("2026-06-08T09:15:00+08:00").format("HH:mm")).toBe("09:15");
    expect(toMoment(dayjs("2026-06-08T09:15:00"))).toBe("2026-06-08T09:15:00+08:00");
  });

  it("never shows 0 % for a missing denominator", () => {
    expect(percent(0, 0)).toBe("\u2014");
    expect(percent(1, 3)).toBe("33.3%");
  });

  it("signs a change and says when there is none", () => {
    expect(change(173)).toBe("+173");
    expect(change(-66)).toBe("\u221266");
    expect(change(0)).not.toMatch(/\d/);
  });

  it("tells a wait in its largest two units", () => {
    expect(waited(40)).toContain("40");
    expect(waited(320)).toMatch(/5.*20/);
    expect(waited(1560)).toMatch(/1.*2/);
  });
});
