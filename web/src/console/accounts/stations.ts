import { useQuery } from "@tanstack/react-query";
import { api, rowsOf } from "../../shared/api";
import type { Listed, Station } from "../../shared/api.types";

export function useStations(): Station[] {
  const { data } = useQuery({
    queryKey: ["stations"],
    queryFn: async () => rowsOf(await api.get<Listed<Station>>("/api/stations")),
  });
  return data ?? [];
}
