import { render, screen } from "@testing-library/react";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { TargetList } from "../api.types";
import { SumCard } from "./SumCard";

const sums = {
  reached: 96,
  attempted: 15,
  unreachable_requested: 1,
  unreachable_approved: 1,
  untouched: 5,
  total: 118,
};
const list = {
  id: "l",
  kind: "POINT",
  name: "x",
  version: { number: 1, signed_at: "2026-04-30T16:00:00+08:00" },
  sums,
  changes: { ...sums, reached: 2, attempted: -1, unreachable_requested: 0, unreachable_approved: 0, untouched: -1 },
} as TargetList;

describe("a sum", () => {
  it("prints the equation of its four states under the bar", () => {
    render(<SumCard list={list} />);
    expect(screen.getByText(/96 \+ 15 \+ 2 \+ 5 = 118/)).toBeTruthy();
  });

  it("names every state of the bar in words", () => {
    render(<SumCard list={list} />);
    const bar = screen.getByRole("img");
    expect(bar.getAttribute("aria-label")).toContain(`${i18next.t("state.point.unreachable")} 2`);
  });

  it("shows no figure before the list is signed", () => {
    render(<SumCard list={{ ...list, version: null, sums: null, changes: null }} />);
    expect(screen.getByText(i18next.t("list.no_denominator"))).toBeTruthy();
  });
});
