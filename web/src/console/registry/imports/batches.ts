import type { Batch, BatchCounts, BatchTable, SampleClass } from "../../../shared/api.types";
import { digits } from "../../../shared/format";

export const CLASSES: SampleClass[] = ["new", "changed", "same", "duplicates", "rejected"];
export const KINDS = ["compound", "organization", "resident", "staff"] as const;
export const ORGANIZATION_TYPES = [
  "SCHOOL",
  "KINDERGARTEN",
  "BANK_BRANCH",
  "HOTEL",
  "HOMESTAY",
  "PROPERTY_FIRM",
  "MERCHANT",
  "COMPANY",
  "COMMITTEE",
] as const;
export const DATUMS = ["WGS84", "GCJ02", "BD09"] as const;

const MOVING: string[] = ["UPLOADED", "PREVIEWING", "COMMITTING"];

export const isMoving = (batch: Batch): boolean => MOVING.includes(batch.state);

export function countOf(counts: BatchCounts, which: SampleClass): number {
  if (which !== "rejected") return counts[which];
  return Object.values(counts.rejected).reduce((sum, count) => sum + count, 0);
}

/** The equation under the preview: the five classes are exactly the file's rows. */
export function equation(counts: BatchCounts): string {
  return `${CLASSES.map((which) => digits(countOf(counts, which))).join(" + ")} = ${digits(counts.rows)}`;
}

export const writtenCount = (counts: BatchCounts): number => counts.new + counts.changed;

export interface LayoutGroup {
  key: string;
  indexes: number[];
  sheets: string[];
  table: BatchTable;
}

/** Sheets with the same header row share one mapping, so twenty sheets are mapped once. */
export function groupByLayout(tables: BatchTable[]): LayoutGroup[] {
  const groups = new Map<string, LayoutGroup>();
  tables.forEach((table, index) => {
    const key = table.mapping.map((column) => column.header).join("\u0001");
    const group = groups.get(key);
    if (group) {
      group.indexes.push(index);
      group.sheets.push(table.sheet);
    } else {
      groups.set(key, { key, indexes: [index], sheets: [table.sheet], table });
    }
  });
  return [...groups.values()];
}

/** Which step of the four a batch stands on. */
export function stepOf(batch: Batch, isMapping: boolean): number {
  if (batch.state === "UPLOADED") return 0;
  if (batch.state === "NEEDS_MAPPING" || (batch.state === "PREVIEWED" && isMapping)) return 1;
  if (batch.state === "PREVIEWING" || batch.state === "PREVIEWED") return 2;
  return 3;
}
