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

const NO_DOORS: Door[] = [];

/** All doors of one compound, so that a door is chosen by typing a few digits; read anew when the page opens. */
export function useDoors(compoundId: string | undefined): Door[] {
  const { data } = useQuery({
    queryKey: ["doors", compoundId],
    queryFn: () => readDoors(compoundId ?? ""),
    enabled: compoundId !== undefined,
    staleTime: 5 * 60_000,
    refetchOnMount: "always",
  });
  return data ?? NO_DOORS;
}

const bare = (text: string) => text.replace(/[^\da-z]/gi, "").toLowerCase();

/** 21301 finds 2-1-301; so does 2-1-301. */
export function isSameDoor(typed: string, label: string): boolean {
  return bare(label).includes(bare(typed));
}

/** The door somebody wrote: the one written in full, or the only one the digits fit. */
export function readDoor(typed: string, doors: Door[]): Door | "unknown" | "several" {
  const written = doors.find((door) => door.label === typed.trim());
  if (written) return written;
  if (bare(typed) === "") return "unknown";
  const whole = doors.filter((door) => bare(door.label) === bare(typed));
  const found = whole.length > 0 ? whole : doors.filter((door) => isSameDoor(typed, door.label));
  if (found.length === 0) return "unknown";
  return found.length === 1 ? found[0] : "several";
}
