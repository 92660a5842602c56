import { useCallback } from "react";
import { useSearchParams } from "react-router";

type Changes = Record<string, string | number | null | undefined>;

/** Filter and position live in the address, so Back and a shared link show the same list. Never put a person there.
 *  A step can be taken back with Back; a filter cannot. */
export function useFilters(): [URLSearchParams, (changes: Changes, isStep?: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Changes, isStep = false) => {
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
        { replace: !isStep },
      );
    },
    [setParams],
  );
  return [params, change];
}
