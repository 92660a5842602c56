import { StateShape } from "./StateShape";
import type { StateCode } from "./states";

/** A state as word and shape, readable without colour. */
export function StateTag({ state, children }: { state: StateCode; children: React.ReactNode }) {
  return (
    <span className={`state-tag is-${state}`}>
      <StateShape state={state} />
      {children}
    </span>
  );
}
