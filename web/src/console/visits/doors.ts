import { useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api";
import type { HouseholdRow, Paged } from "../../shared/api.types";

export interface Door {
  value: string;
  label: string;
}

const SIZE = 200;

async function readDoors(compoundId: string): Promise<Door[]> {
  const doors: Door[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await api.get<Paged<HouseholdRow>>(`/api/compounds/${compoundId}/households`, { page, size: SIZE });
    doors.push(...answer.items.map((row) => ({ value: row.id, label: row.door })));
    if (answer.items.length === 0 || doors.length >= answer.total) return doors;
  }
}

/** All doors of one compound, so that a door is chosen by typing a few digits. */
export function useDoors(compoundId: string | undefined): Door[] {
  const { data } = useQuery({
    queryKey: ["doors", compoundId],
    queryFn: () => readDoors(compoundId ?? ""),
    enabled: compoundId !== undefined,
    staleTime: 5 * 60_000,
  });
  return data ?? [];
}

const bare = (text: string) => text.replace(/[^\da-z]/gi, "").toLowerCase();

/** 21301 finds 2-1-301; so does 2-1-301. */
export function isSameDoor(typed: string, label: string): boolean {
  return bare(label).includes(bare(typed));
}
