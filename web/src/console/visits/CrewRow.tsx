import { Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, PlanBlock, PlanLine } from "../../shared/api.types";
import { showTime } from "../../shared/format";
import { LineReason } from "./LineReason";
import type { Act } from "./PlanBoard";
import { doorParts, isCrowded, slotsOf, type Window } from "./plan";

interface Props {
  block: PlanBlock;
  window: Window;
  plan: Plan;
  onAct: (act: Act) => void;
  onOpen: () => void;
}

/** One crew's hours: each card a door, to scale where there is room, else one after the other in readable size. */
export function CrewRow({ block, window, plan, onAct, onOpen }: Props) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<string | null>(null);
  const slots = slotsOf(block, window);
  const isInOrder = isCrowded(window);
  const used = Math.min(1, block.minutes_used / Math.max(1, block.minutes_total));
  return (
    <div className="crew-row">
      <div className="crew-name">
        <button
          type="button"
          className="link-button"
          onClick={onOpen}
          aria-label={t("plan.open_block", { crew: block.crew.name })}
        >
          <strong>{block.crew.name}</strong>
        </button>{" "}
        {block.crew.members.join(t("comma_list"))}
        <small className="quiet">{block.compounds.join(" → ")}</small>
      </div>
      <div className={isInOrder ? "lane is-in-order" : "lane"}>
        {slots.map(({ line, left, width }) => (
          <div
            key={line.id}
            className="slot"
            style={isInOrder ? undefined : { left: `${left * 100}%`, width: `${width * 100}%` }}
          >
            <DoorCard
              line={line}
              isOpen={selected === line.id}
              onToggle={(isOpen) => setSelected(isOpen ? line.id : null)}
              allowed={plan.allowed_actions}
              onAct={(kind) => {
                setSelected(null);
                onAct({ kind, line });
              }}
            />
          </div>
        ))}
        {slots.length === 0 && (
          <span className="quiet lane-empty">
            {t("plan.free", { from: showTime(block.starts_at), to: showTime(block.ends_at) })}
          </span>
        )}
      </div>
      <div className="crew-load">
        <span>{t("plan.load", { placed: block.placed_count, reserve: block.reserve_count })}</span>
        <b>{Math.round(block.minutes_used)}</b>
        <span className="load-bar" aria-hidden="true">
          <i style={{ width: `${used * 100}%` }} />
        </span>
      </div>
    </div>
  );
}

interface CardProps {
  line: PlanLine;
  isOpen: boolean;
  allowed: string[];
  onToggle: (isOpen: boolean) => void;
  onAct: (kind: "move" | "remove") => void;
}

function DoorCard({ line, isOpen, allowed, onToggle, onAct }: CardProps) {
  const { t } = useTranslation();
  const [upper, lower] = doorParts(line.door);
  const marks = [
    line.attempt_number > 1 ? "is-again" : "is-first",
    line.is_pinned && "is-pinned",
    line.is_exam_family && "is-exam",
    line.is_visited && "is-visited",
  ];
  const words = t("plan.card", { compound: line.compound_name, door: line.door, number: line.attempt_number });
  const card = (
    <button
      type="button"
      className={`door-card ${marks.filter(Boolean).join(" ")}`}
      aria-expanded={isOpen}
      title={words}
      onClick={() => onToggle(!isOpen)}
    >
      <span className="read-aloud">{line.is_visited ? `${words}${t("comma")}${t("plan.legend.visited")}` : words}</span>
      <span aria-hidden>{upper}</span>
      <span aria-hidden>{lower}</span>
    </button>
  );
  if (!isOpen) return card;
  return (
    <Popover
      open
      trigger="click"
      placement="bottom"
      onOpenChange={onToggle}
      content={<LineReason line={line} allowed={allowed} onAct={onAct} onClose={() => onToggle(false)} />}
    >
      {card}
    </Popover>
  );
}
