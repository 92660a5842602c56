import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan, PlanLine, UnplacedGroup } from "../../shared/api.types";
import { Panel } from "../../shared/ui/Panel";

interface Props {
  plan: Plan;
  onMove?: (line: PlanLine) => void;
}

/** Every door that was due and not placed, grouped by why, each group with its next chance. */
export function UnplacedPanel({ plan, onMove }: Props) {
  const { t } = useTranslation();
  const groups = plan.unplaced_groups;
  const note = groups.length > 1 ? groups.map((group) => group.count).join(" + ") : undefined;
  const emptyText = plan.unplaced > 0 ? t("plan.unplaced_elsewhere") : t("plan.all_placed");
  return (
    <Panel isFlush title={t("plan.unplaced_title", { count: plan.unplaced })} note={note}>
      {groups.length === 0 && <p className="quiet plan-none">{emptyText}</p>}
      {groups.map((group) => (
        <Group key={`${group.reason_code}-${group.reason}`} group={group} onMove={onMove} />
      ))}
    </Panel>
  );
}

function Group({ group, onMove }: { group: UnplacedGroup; onMove?: (line: PlanLine) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="reason">
      <div className="reason-head">
        <h3>
          <button type="button" className="group-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {group.reason}
          </button>
        </h3>
        <strong>{group.count}</strong>
      </div>
      <p className="quiet small">{group.next_chance}</p>
      {isOpen && (
        <ul className="unplaced-lines">
          {group.lines.map((line) => (
            <li key={line.id}>
              <span>
                {line.compound_name} <Link to={`/visits/households/${line.household_id}`}>{line.door}</Link>
              </span>
              {onMove && (
                <button type="button" className="link-button" onClick={() => onMove(line)}>
                  {t("plan.place")}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
