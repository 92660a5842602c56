import { Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Plan, PlanBlock, PlanLine } from "../../shared/api.types";
import { showTime, toMoment } from "../../shared/format";
import { ReasonDialog } from "../../shared/ui/ReasonDialog";
import { useToast } from "../../shared/ui/toast";
import { useNow } from "../accounts/session";
import { byStart, isOver } from "./plan";

interface Shared {
  onClose: () => void;
  onChanged: (after: Plan) => void;
}

/** Shows the board the server answered with and says in its words what was done. */
function useDone(onChanged: (after: Plan) => void) {
  const toast = useToast();
  return (after: Plan) => {
    onChanged(after);
    toast({ text: after.message });
  };
}

/** The lists that can still be walked, the next to begin first. */
function useBlockOptions() {
  const { t } = useTranslation();
  const now = Date.parse(toMoment(useNow()()));
  return (blocks: PlanBlock[]) =>
    byStart(blocks.filter((block) => !isOver(block, now))).map((block) => ({
      value: block.id,
      label: t("plan.block_option", {
        crew: block.crew.name,
        members: block.crew.members.join(t("comma_list")),
        from: showTime(block.starts_at),
        free: Math.max(0, Math.round(block.minutes_total - block.minutes_used)),
      }),
    }));
}

export function MoveDialog({ plan, line, onClose, onChanged }: Shared & { plan: Plan; line: PlanLine }) {
  const { t } = useTranslation();
  const onDone = useDone(onChanged);
  const options = useBlockOptions()(plan.blocks);
  const from = plan.blocks.find((block) => block.lines.some((one) => one.id === line.id));
  return (
    <ReasonDialog
      title={t("plan.move_title", { compound: line.compound_name, door: line.door })}
      effect={t("plan.move_effect")}
      verb={t("plan.move")}
      examples={t("plan.move_examples")}
      onClose={onClose}
      onSend={async ({ block_id, position, reason }) => {
        onDone(
          await api.post<Plan>(`/api/plan-lines/${line.id}/move`, { block_id, position: position ?? null, reason }),
        );
      }}
    >
      <Form.Item name="block_id" label={t("plan.to_crew")} rules={[{ required: true, message: t("field.required") }]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={options.filter((option) => line.standing !== "PLACED" || option.value !== from?.id)}
        />
      </Form.Item>
      <Form.Item name="position" label={t("plan.position")} extra={t("plan.position_note")}>
        <InputNumber min={1} max={99} />
      </Form.Item>
    </ReasonDialog>
  );
}

export function RemoveDialog({ line, onClose, onChanged }: Shared & { line: PlanLine }) {
  const { t } = useTranslation();
  const onDone = useDone(onChanged);
  return (
    <ReasonDialog
      title={t("plan.remove_title", { compound: line.compound_name, door: line.door })}
      effect={t("plan.remove_effect")}
      verb={t("plan.remove")}
      examples={t("plan.remove_examples")}
      onClose={onClose}
      onSend={async ({ reason }) => {
        onDone(await api.post<Plan>(`/api/plan-lines/${line.id}/remove`, { reason }));
      }}
    />
  );
}

export function HandOverDialog({ plan, block, onClose, onChanged }: Shared & { plan: Plan; block: PlanBlock }) {
  const { t } = useTranslation();
  const onDone = useDone(onChanged);
  const options = useBlockOptions()(plan.blocks.filter((other) => other.id !== block.id));
  return (
    <ReasonDialog
      title={t("plan.hand_over_title", { crew: block.crew.name, count: block.placed_count })}
      effect={t("plan.hand_over_effect")}
      verb={t("plan.hand_over")}
      examples={t("plan.hand_over_examples")}
      onClose={onClose}
      onSend={async ({ to_block_id, reason }) => {
        onDone(await api.post<Plan>(`/api/shift-blocks/${block.id}/hand-over`, { to_block_id, reason }));
      }}
    >
      <Form.Item
        name="to_block_id"
        label={t("plan.to_crew")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <Select showSearch={{ optionFilterProp: "label" }} options={options} />
      </Form.Item>
    </ReasonDialog>
  );
}
