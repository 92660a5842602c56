import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlanLine } from "../../shared/api.types";
import { shortDay, weekday } from "../../shared/format";
import { minuteText } from "./plan";

interface Props {
  line: PlanLine;
  allowed: string[];
  onAct: (kind: "move" | "remove") => void;
  onClose: () => void;
}

const asPercent = (share: number) => `${Math.round(share * 100)}%`;
const signed = (value: number) => (value < 0 ? `\u2212${(-value).toFixed(2)}` : `+${value.toFixed(2)}`);

/** The planner's numbers in plain words, with the next best that was not chosen. */
export function LineReason({ line, allowed, onAct, onClose }: Props) {
  const { t } = useTranslation();
  const { reason } = line;
  const rows: [string, string | null][] = [
    [t("why.p_home"), reason.p_home === null ? null : asPercent(reason.p_home)],
    [t("why.p_best"), reason.p_best === null ? null : asPercent(reason.p_best)],
    [t("why.weight", { count: line.person_count }), reason.weight === null ? null : reason.weight.toFixed(1)],
    [t("why.value_kept"), reason.value_kept === null ? null : reason.value_kept.toFixed(2)],
  ];
  return (
    <section
      className="line-reason"
      aria-label={t("why.title", { door: line.door })}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <h3>
          {line.community_name} · {line.compound_name}{" "}
          <Link to={`/visits/households/${line.household_id}`}>{line.door}</Link>
        </h3>
        <span className="state-tag">{t("why.attempt", { number: line.attempt_number })}</span>
      </header>
      <p>{line.why}</p>
      {reason.sentence && reason.sentence !== line.why && <p className="quiet">{reason.sentence}</p>}
      <dl>
        {rows.map(
          ([label, value]) =>
            value !== null && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {reason.gain !== null && (
          <div className="is-gain">
            <dt>{t("why.gain")}</dt>
            <dd>{signed(reason.gain)}</dd>
          </div>
        )}
      </dl>
      {reason.alternative && (
        <p className="why-not">
          <strong>{t("why.alternative")}</strong>{" "}
          {t("why.alternative_text", {
            day: shortDay(reason.alternative.day),
            weekday: weekday(reason.alternative.day),
            time: minuteText(reason.alternative.starts_minute),
            home: asPercent(reason.alternative.p_home),
            worth: reason.alternative.worth.toFixed(2),
          })}
        </p>
      )}
      <footer className="row">
        {allowed.includes("move") && !line.is_visited && (
          <Button size="small" onClick={() => onAct("move")}>
            {t("plan.move")}
          </Button>
        )}
        {allowed.includes("remove") && !line.is_visited && line.standing !== "UNPLACED" && (
          <Button size="small" onClick={() => onAct("remove")}>
            {t("plan.remove")}
          </Button>
        )}
        <span className="grow" />
        <span className="quiet small">{t("plan.reason_note")}</span>
      </footer>
    </section>
  );
}
