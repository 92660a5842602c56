import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Radio, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Crew, Listed, ShiftBlock } from "../../shared/api.types";
import { shortDay, showTime, weekday } from "../../shared/format";
import { sentence } from "../../shared/problem";
import { Asked } from "../../shared/ui/Asked";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Panel } from "../../shared/ui/Panel";
import { useToast } from "../../shared/ui/toast";
import { useFilters } from "../../shared/url";
import { useToday } from "../accounts/session";
import { CopyWeekDialog } from "./CopyWeekDialog";

const DAY = "YYYY-MM-DD";

/** Monday of the week a day lies in. */
export function mondayOf(day: string): string {
  const at = dayjs(day);
  return at.subtract((at.day() + 6) % 7, "day").format(DAY);
}

const plus = (day: string, days: number) => dayjs(day).add(days, "day").format(DAY);

interface Adding {
  crew: Crew;
  day: string;
}

/** Who walks when in one week: add, take away, copy the week before. */
export function ShiftWeek({ crews }: { crews: Crew[] }) {
  const { t } = useTranslation();
  const toast = useToast();
  const queries = useQueryClient();
  const today = useToday();
  const [params, change] = useFilters();
  const [adding, setAdding] = useState<Adding | null>(null);
  const [isCopying, setCopying] = useState(false);
  const monday = params.get("week") ?? mondayOf(today);
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => plus(monday, offset));
  const query = useQuery({
    queryKey: ["shift-blocks", monday],
    queryFn: async () => rowsOf(await api.get<Listed<ShiftBlock>>("/api/shift-blocks", { from: days[0], to: days[6] })),
  });
  const canEdit = crews.some((crew) => crew.allowed_actions.includes("add_block"));
  const reload = () => queries.invalidateQueries();
  async function attempt(act: () => Promise<string>) {
    try {
      toast({ text: await act() });
    } catch (error) {
      toast({ text: sentence(error), isRefusal: true });
    }
    await reload();
  }
  const remove = (block: ShiftBlock) =>
    attempt(async () => {
      await api.del(`/api/shift-blocks/${block.id}`);
      return t("shift.removed", { crew: block.crew.name, day: shortDay(block.day) });
    });
  return (
    <Panel
      isFlush
      title={t("shift.title", { from: shortDay(days[0]), to: shortDay(days[6]) })}
      note={
        <span className="row">
          <Button size="small" onClick={() => change({ week: plus(monday, -7) })}>
            {t("shift.earlier")}
          </Button>
          <Button size="small" onClick={() => change({ week: plus(monday, 7) })}>
            {t("shift.later")}
          </Button>
          {canEdit && (
            <Button size="small" type="text" className="copy-week" onClick={() => setCopying(true)}>
              {t("shift.copy")}
            </Button>
          )}
        </span>
      }
    >
      <Asked query={query}>
        {(blocks) => (
          <div className="week-scroll">
            <table className="week">
              <thead>
                <tr>
                  <th scope="col">{t("crew.name")}</th>
                  {days.map((day) => (
                    <th scope="col" key={day} className={day === today ? "is-today" : undefined}>
                      {weekday(day)} <span className="quiet">{shortDay(day)}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {crews.map((crew) => (
                  <tr key={crew.id}>
                    <th scope="row">
                      {crew.name}{" "}
                      <small className="quiet">{crew.members.map((member) => member.name).join(t("comma_list"))}</small>
                    </th>
                    {days.map((day) => (
                      <td key={day}>
                        {blocks
                          .filter((block) => block.crew.id === crew.id && block.day === day)
                          .map((block) => (
                            <BlockChip key={block.id} block={block} onRemove={() => remove(block)} />
                          ))}
                        {crew.allowed_actions.includes("add_block") && (
                          <button
                            type="button"
                            className="icon-button"
                            aria-label={t("shift.add_of", { crew: crew.name, day: shortDay(day) })}
                            onClick={() => setAdding({ crew, day })}
                          >
                            <PlusOutlined aria-hidden="true" />
                          </button>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Asked>
      {isCopying && <CopyWeekDialog monday={monday} onClose={() => setCopying(false)} onCopied={reload} />}
      {adding && <ShiftForm adding={adding} onClose={() => setAdding(null)} onSaved={reload} />}
    </Panel>
  );
}

function BlockChip({ block, onRemove }: { block: ShiftBlock; onRemove: () => void }) {
  const { t } = useTranslation();
  const hours = `${showTime(block.starts_at)}\u2013${showTime(block.ends_at)}`;
  return (
    <span className={block.kind === "VISITS" ? "shift-chip" : "shift-chip is-hall"}>
      <span>
        {hours}
        {block.kind !== "VISITS" && <small className="shift-kind">{block.kind_label}</small>}
      </span>
      {block.allowed_actions.includes("delete") && (
        <button
          type="button"
          className="icon-button"
          aria-label={t("shift.remove_of", { crew: block.crew.name, day: shortDay(block.day), hours })}
          onClick={onRemove}
        >
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

interface ShiftFormProps {
  adding: Adding;
  onClose: () => void;
  onSaved: () => unknown;
}

function ShiftForm({ adding, onClose, onSaved }: ShiftFormProps) {
  const { t } = useTranslation();
  return (
    <EditDrawer
      title={t("shift.add_of", { crew: adding.crew.name, day: shortDay(adding.day) })}
      draftKey={`shift-${adding.crew.id}-${adding.day}`}
      initial={{ kind: "VISITS", hours: [dayjs(`${adding.day}T18:30`), dayjs(`${adding.day}T20:30`)] }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ hours, kind }) => {
        const [starts, ends] = hours as [Dayjs, Dayjs];
        return api.post("/api/shift-blocks", {
          crew_id: adding.crew.id,
          day: adding.day,
          starts_at: starts.format("HH:mm"),
          ends_at: ends.format("HH:mm"),
          kind,
        });
      }}
    >
      <Form.Item name="kind" label={t("shift.kind")}>
        <Radio.Group
          options={(["VISITS", "HALL"] as const).map((code) => ({ value: code, label: t(`shift.kind.${code}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="hours"
        label={t("shift.hours")}
        extra={t("shift.hours_note")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <TimePicker.RangePicker aria-label={t("shift.hours")} format="HH:mm" minuteStep={5} />
      </Form.Item>
    </EditDrawer>
  );
}
