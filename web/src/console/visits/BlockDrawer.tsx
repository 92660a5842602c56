import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Plan, PlanBlock, PlanLine } from "../../shared/api.types";
import { showTime } from "../../shared/format";
import { showOnForm } from "../../shared/problem";
import { ReasonField } from "../../shared/ui/ReasonField";
import type { Act } from "./PlanBoard";
import { placedOf, reserveOf } from "./plan";

interface Props {
  block: PlanBlock;
  plan: Plan;
  onAct: (act: Act) => void;
  onClose: () => void;
  onChanged: (after: Plan) => void;
}

/** One crew's whole list in order: reorder with the arrows, hand the list over, see the reserves. */
export function BlockDrawer({ block, plan, onAct, onClose, onChanged }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const [order, setOrder] = useState<string[] | null>(null);
  const [refusal, setRefusal] = useState("");
  const can = (action: string) => plan.allowed_actions.includes(action);
  const placed = placedOf(block);
  const lines = order ? order.flatMap((id) => placed.filter((line) => line.id === id)) : placed;
  function shift(index: number, by: number) {
    const ids = lines.map((line) => line.id);
    const [moved] = ids.splice(index, 1);
    ids.splice(index + by, 0, moved);
    setOrder(ids);
  }
  async function save({ reason }: { reason: string }) {
    try {
      const body = { line_ids: lines.map((line) => line.id), reason };
      onChanged(await api.post<Plan>(`/api/shift-blocks/${block.id}/reorder`, body));
      setOrder(null);
      setRefusal("");
      form.resetFields();
    } catch (error) {
      setRefusal(showOnForm(error, form));
    }
  }
  return (
    <Drawer
      open
      size={560}
      onClose={onClose}
      title={t("plan.block_title", {
        crew: block.crew.name,
        members: block.crew.members.join(t("comma_list")),
        from: showTime(block.starts_at),
        to: showTime(block.ends_at),
      })}
      extra={
        can("hand_over") &&
        placed.length > 0 && <Button onClick={() => onAct({ kind: "hand_over", block })}>{t("plan.hand_over")}</Button>
      }
    >
      <ol className="block-list">
        {lines.map((line, index) => (
          <BlockLine key={line.id} line={line} number={index + 1}>
            {can("reorder") && (
              <>
                <button
                  type="button"
                  className="icon-button"
                  disabled={index === 0}
                  aria-label={t("plan.earlier", { door: line.door })}
                  onClick={() => shift(index, -1)}
                >
                  <ArrowUpOutlined aria-hidden="true" />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  disabled={index === lines.length - 1}
                  aria-label={t("plan.later", { door: line.door })}
                  onClick={() => shift(index, 1)}
                >
                  <ArrowDownOutlined aria-hidden="true" />
                </button>
              </>
            )}
            {can("move") && !line.is_visited && (
              <button type="button" className="link-button" onClick={() => onAct({ kind: "move", line })}>
                {t("plan.move")}
              </button>
            )}
            {can("remove") && !line.is_visited && (
              <button type="button" className="link-button" onClick={() => onAct({ kind: "remove", line })}>
                {t("plan.remove")}
              </button>
            )}
          </BlockLine>
        ))}
      </ol>
      {order && (
        <Form form={form} layout="vertical" onFinish={save} className="gap-above">
          {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
          <ReasonField label={t("plan.reorder_reason")} />
          <div className="row-end">
            <Button onClick={() => setOrder(null)}>{t("plan.reorder_drop")}</Button>
            <Button type="primary" htmlType="submit">
              {t("plan.reorder_save")}
            </Button>
          </div>
        </Form>
      )}
      <h3 className="gap-above">{t("plan.reserve_title", { count: block.reserve_count })}</h3>
      <ol className="block-list">
        {reserveOf(block).map((line, index) => (
          <BlockLine key={line.id} line={line} number={index + 1}>
            {can("move") && (
              <button type="button" className="link-button" onClick={() => onAct({ kind: "move", line })}>
                {t("plan.place")}
              </button>
            )}
          </BlockLine>
        ))}
      </ol>
    </Drawer>
  );
}

function BlockLine({ line, number, children }: { line: PlanLine; number: number; children?: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="quiet num">{number}</span>
      <span className="quiet">{line.starts_at ? showTime(line.starts_at) : "\u2014"}</span>
      <span className="block-door">
        <span>
          {line.compound_name} <Link to={`/visits/households/${line.household_id}`}>{line.door}</Link>
          {line.attempt_number > 1 && (
            <span className="quiet"> {t("why.attempt", { number: line.attempt_number })}</span>
          )}
        </span>
        <small className="quiet">{line.why}</small>
      </span>
      <span className="row">{children}</span>
    </li>
  );
}
