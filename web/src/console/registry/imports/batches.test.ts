import { describe, expect, it } from "vitest";
import type { Batch, BatchTable } from "../../../shared/api.types";
import { equation, groupByLayout, stepOf, writtenCount } from "./batches";

const counts = {
  rows: 15000,
  new: 268,
  changed: 141,
  same: 14166,
  duplicates: 313,
  rejected: { ID_DAMAGED: 61, NAME_MISSING: 51 },
  warnings: {},
};

function table(sheet: string, ...headers: string[]): BatchTable {
  return { sheet, mapping: headers.map((header) => ({ header })) } as BatchTable;
}

describe("a preview", () => {
  it("adds its five classes up to the rows of the file", () => {
    expect(equation(counts)).toBe("268 + 141 + 14,166 + 313 + 112 = 15,000");
    expect(writtenCount(counts)).toBe(409);
  });

  it("maps sheets of one layout once", () => {
    const groups = groupByLayout([table("a", "x", "y"), table("b", "x"), table("c", "x", "y")]);
    expect(groups.map((group) => [group.sheets, group.indexes])).toEqual([
      [
        ["a", "c"],
        [0, 2],
      ],
      [["b"], [1]],
    ]);
  });

  it("stands on the preview step until the mapping is opened again", () => {
    const batch = { state: "PREVIEWED" } as Batch;
    expect(stepOf(batch, false)).toBe(2);
    expect(stepOf(batch, true)).toBe(1);
  });
});
