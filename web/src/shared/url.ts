import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** Filter and position live in the address, so Back and a shared link show the same list. Never put a person there. */
export function useFilters(): [URLSearchParams, (changes: Record<string, string | number | null | undefined>) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | number | null | undefined>) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (!("page" in changes)) after.delete("page");
          for (const [key, value] of Object.entries(changes)) {
            if (value === null || value === undefined || value === "") after.delete(key);
            else after.set(key, String(value));
          }
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [params, change];
}
