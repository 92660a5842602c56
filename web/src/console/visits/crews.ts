import { useQuery } from "@tanstack/react-query";
import { api, rowsOf } from "../../shared/api";
import type { Crew, Listed } from "../../shared/api.types";

export function useCrews(): Crew[] {
  const { data } = useQuery({
    queryKey: ["crews"],
    queryFn: async () => rowsOf(await api.get<Listed<Crew>>("/api/crews")),
    staleTime: 60_000,
  });
  return data ?? [];
}
