import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import type { GridRow } from "./grid";

export const timeFieldOf = (key: number): string => `grid-time-${key}`;

/** Puts the cursor into a row's time field as soon as the row stands in the table. */
export function useRowFocus(rows: GridRow[]): (key: number | undefined) => void {
  const wanted = useRef<number | undefined>(undefined);
  const settle = useCallback(() => {
    const field = wanted.current === undefined ? null : document.getElementById(timeFieldOf(wanted.current));
    if (!field) return;
    wanted.current = undefined;
    field.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was added is found after the rows changed
  useEffect(settle, [rows]);
  return useCallback(
    (key) => {
      wanted.current = key;
      settle();
    },
    [settle],
  );
}

/** Tab or Enter, and not the Enter that ends a word in the input method. */
export function isStep(event: KeyboardEvent): boolean {
  if (event.nativeEvent.isComposing) return false;
  return event.key === "Enter" || (event.key === "Tab" && !event.shiftKey);
}

/** Goes to the next field of the same row. */
export function focusNext(from: HTMLElement): void {
  const fields = [...(from.closest("tr")?.querySelectorAll<HTMLElement>("input:enabled, button:enabled") ?? [])];
  fields[fields.indexOf(from) + 1]?.focus();
}
