import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Plan, PlanBlock, PlanLine } from "../../shared/api.types";
import { digits, toMoment } from "../../shared/format";
import { sentence } from "../../shared/problem";
import { EquationBar } from "../../shared/ui/EquationBar";
import { useToast } from "../../shared/ui/toast";
import { useNow, useUser } from "../accounts/session";
import { BlockDrawer } from "./BlockDrawer";
import { HandOverDialog, MoveDialog, RemoveDialog } from "./ChangeDialogs";
import { CrewRow } from "./CrewRow";
import { hourText, isCrowded, ticksOf, upcomingFirst, type Window, windowsOf } from "./plan";
import { UnplacedPanel } from "./UnplacedPanel";

export type Act = { kind: "move" | "remove"; line: PlanLine } | { kind: "hand_over"; block: PlanBlock };

/** They see the lists of their own crews; how many crews the station's sums went to, they cannot count. */
const OWN_LISTS_ONLY = new Set(["OFFICER", "AUXILIARY"]);

interface Props {
  plan: Plan;
  aside?: React.ReactNode;
  onChanged: (after: Plan) => void;
}

/** Who is where, what could not be placed and why; every change asks its reason and can be undone. */
export function PlanBoard({ plan, aside, onChanged }: Props) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  const [openBlock, setOpenBlock] = useState<string | null>(null);
  const now = Date.parse(toMoment(useNow()()));
  const can = (action: string) => plan.allowed_actions.includes(action);
  const shown = plan.blocks.find((block) => block.id === openBlock);
  return (
    <>
      <PlanEquation plan={plan} />
      <Warnings
        plan={plan}
        onHandOver={can("hand_over") ? (block) => setAct({ kind: "hand_over", block }) : undefined}
      />
      {plan.undo && <UndoBar undo={plan.undo} onChanged={onChanged} />}
      <div className="columns plan-columns">
        <section className="panel plan-board" aria-label={t("plan.board")}>
          {upcomingFirst(windowsOf(plan.blocks), now).map((window) => (
            <TimeWindow key={window.starts} window={window} plan={plan} onAct={setAct} onOpen={setOpenBlock} />
          ))}
          {plan.blocks.length === 0 && <p className="quiet plan-none">{t("plan.no_blocks")}</p>}
          <BoardLegend />
        </section>
        <div className="stack">
          <UnplacedPanel plan={plan} onMove={can("move") ? (line) => setAct({ kind: "move", line }) : undefined} />
          {aside}
        </div>
      </div>
      {shown && (
        <BlockDrawer
          block={shown}
          plan={plan}
          onAct={(next) => {
            if (next.kind === "hand_over") setOpenBlock(null);
            setAct(next);
          }}
          onClose={() => setOpenBlock(null)}
          onChanged={onChanged}
        />
      )}
      {act?.kind === "move" && (
        <MoveDialog plan={plan} line={act.line} onClose={() => setAct(null)} onChanged={onChanged} />
      )}
      {act?.kind === "remove" && <RemoveDialog line={act.line} onClose={() => setAct(null)} onChanged={onChanged} />}
      {act?.kind === "hand_over" && (
        <HandOverDialog plan={plan} block={act.block} onClose={() => setAct(null)} onChanged={onChanged} />
      )}
    </>
  );
}

function PlanEquation({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const seesOwnListsOnly = OWN_LISTS_ONLY.has(useUser().role);
  const crews = plan.blocks.filter((block) => block.can_go && block.placed_count > 0).length;
  const doors = (count: number) => t("plan.doors", { count: digits(count) });
  return (
    <EquationBar
      whole={{ label: t("plan.due"), value: doors(plan.due) }}
      parts={[
        { label: seesOwnListsOnly ? t("plan.placed_station") : t("plan.placed", { crews }), value: doors(plan.placed) },
        ...(plan.to_hand_over > 0
          ? [{ label: t("plan.to_hand_over"), value: doors(plan.to_hand_over), tone: "attention" as const }]
          : []),
        { label: t("plan.reserve"), value: doors(plan.reserve) },
        { label: t("plan.unplaced"), value: doors(plan.unplaced) },
      ]}
    >
      <div className="equation-term">
        <span>{t("plan.expected", { placed: digits(plan.placed) })}</span>
        <strong>{doors(Math.round(plan.expected_met))}</strong>{" "}
        <small className="quiet">{t("plan.interval", { low: plan.expected_low, high: plan.expected_high })}</small>
      </div>
    </EquationBar>
  );
}

/** What needs the captain's decision, pinned above everything else. */
function Warnings({ plan, onHandOver }: { plan: Plan; onHandOver?: (block: PlanBlock) => void }) {
  const { t } = useTranslation();
  return plan.blocks
    .filter((block) => block.warning)
    .map((block) => (
      <Alert
        key={block.id}
        type="warning"
        showIcon
        className="gap-below"
        title={block.warning}
        action={
          onHandOver &&
          !block.can_go && (
            <Button size="small" onClick={() => onHandOver(block)}>
              {t("plan.hand_over")}
            </Button>
          )
        }
      />
    ));
}

function UndoBar({ undo, onChanged }: { undo: NonNullable<Plan["undo"]>; onChanged: (after: Plan) => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  async function takeBack() {
    try {
      const after = await api.post<Plan>(`/api/plan-changes/${undo.change_id}/undo`);
      toast({ text: after.message });
      onChanged(after);
    } catch (error) {
      toast({ text: sentence(error), isRefusal: true });
    }
  }
  return (
    <Alert
      type="info"
      showIcon
      className="gap-below"
      title={t("plan.last_change", { sentence: undo.sentence })}
      action={
        <Button size="small" onClick={takeBack}>
          {t("action.undo")}
        </Button>
      }
    />
  );
}

interface WindowProps {
  window: Window;
  plan: Plan;
  onAct: (act: Act) => void;
  onOpen: (blockId: string) => void;
}

function TimeWindow({ window, plan, onAct, onOpen }: WindowProps) {
  const { t } = useTranslation();
  return (
    <div className="time-window">
      <div className="crew-row is-head">
        <span>{t("plan.crew_head")}</span>
        {isCrowded(window) ? (
          <span>{t("plan.in_order", { from: hourText(window.starts), to: hourText(window.ends) })}</span>
        ) : (
          <span className="axis">
            {ticksOf(window).map((tick) => (
              <span key={tick.text} style={{ left: `${tick.share * 100}%` }}>
                {tick.text}
              </span>
            ))}
          </span>
        )}
        <span className="num">{t("plan.minutes_head")}</span>
      </div>
      {window.blocks.map((block) => (
        <CrewRow
          key={block.id}
          block={block}
          window={window}
          plan={plan}
          onAct={onAct}
          onOpen={() => onOpen(block.id)}
        />
      ))}
    </div>
  );
}

function BoardLegend() {
  const { t } = useTranslation();
  return (
    <ul className="legend board-legend">
      {(["first", "again", "pinned", "exam", "visited"] as const).map((code) => (
        <li key={code}>
          <span className={`door-card is-${code} legend-card`} aria-hidden="true">
            <span />
          </span>
          {t(`plan.legend.${code}`)}
        </li>
      ))}
      <li className="grow">{t("plan.legend.note")}</li>
    </ul>
  );
}
