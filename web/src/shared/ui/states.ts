import type { Sums, TargetList } from "../api.types";

/** The four states of every target, always in this order. */
export const STATES = ["reached", "attempted", "unreachable", "untouched"] as const;
export type StateCode = (typeof STATES)[number];
export type StateCounts = Record<StateCode, number>;

export function countsOf(sums: Sums): StateCounts {
  return {
    reached: sums.reached,
    attempted: sums.attempted,
    unreachable: sums.unreachable_requested + sums.unreachable_approved,
    untouched: sums.untouched,
  };
}

/** Points and lines are "done", residents are "met": the words differ, the shapes do not. */
export function stateKey(kind: TargetList["kind"], state: StateCode): string {
  return kind === "SURFACE" ? `state.surface.${state}` : `state.point.${state}`;
}
