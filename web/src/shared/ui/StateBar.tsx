import { useTranslation } from "react-i18next";
import type { TargetList } from "../api.types";
import { digits } from "../format";
import { STATES, type StateCounts, stateKey } from "./states";

interface Props {
  counts: StateCounts;
  kind: TargetList["kind"];
  isSmall?: boolean;
}

/** The four states to scale on one bar, each with its own fill that survives grey print. */
export function StateBar({ counts, kind, isSmall }: Props) {
  const { t } = useTranslation();
  const total = STATES.reduce((sum, state) => sum + counts[state], 0);
  const words = STATES.map((state) => `${t(stateKey(kind, state))} ${digits(counts[state])}`).join(" ");
  return (
    <div className={isSmall ? "state-bar is-small" : "state-bar"} role="img" aria-label={words}>
      {STATES.filter((state) => counts[state] > 0).map((state) => (
        <span key={state} className={`fill-${state}`} style={{ flexGrow: counts[state] / Math.max(total, 1) }} />
      ))}
    </div>
  );
}

/** What the fills mean. */
export function StateLegend({ kind }: { kind: TargetList["kind"] }) {
  const { t } = useTranslation();
  return (
    <ul className="legend">
      {STATES.map((state) => (
        <li key={state}>
          <span className={`legend-box fill-${state}`} aria-hidden="true" />
          {t(stateKey(kind, state))}
        </li>
      ))}
    </ul>
  );
}
