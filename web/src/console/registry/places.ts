import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, rowsOf } from "../../shared/api";
import type { Community, Compound, Listed, Organization, Paged } from "../../shared/api.types";

export function useCommunities(): Community[] {
  const { data } = useQuery({
    queryKey: ["communities"],
    queryFn: async () => rowsOf(await api.get<Listed<Community>>("/api/communities")),
    staleTime: 60_000,
  });
  return data ?? [];
}

interface Found {
  options: { value: string; label: string }[];
  onSearch: (text: string) => void;
}

/** Compounds to choose from, found by name while typing. */
export function useCompoundOptions(): Found {
  const [q, setText] = useState("");
  const { data } = useQuery({
    queryKey: ["compound-options", q],
    queryFn: () => api.get<Paged<Compound>>("/api/compounds", { q }),
  });
  const options = (data?.items ?? []).map((row) => ({ value: row.id, label: `${row.name} ${row.community.name}` }));
  return { options, onSearch: setText };
}

/** Organizations of one kind (or all) to choose from. */
export function useOrganizationOptions(kind?: string): Found {
  const [q, setText] = useState("");
  const { data } = useQuery({
    queryKey: ["organization-options", kind, q],
    queryFn: () => api.get<Paged<Organization>>("/api/organizations", { kind, q }),
  });
  return { options: (data?.items ?? []).map((row) => ({ value: row.id, label: row.name })), onSearch: setText };
}
