import { DatePicker, Form, Input, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Household, Visit } from "../../shared/api.types";
import { inShanghai, toMoment } from "../../shared/format";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { ReasonField } from "../../shared/ui/ReasonField";
import { useToast } from "../../shared/ui/toast";
import { useNow } from "../accounts/session";
import { useCrews } from "./crews";
import { CHANNELS, type PersonEntry, toBody } from "./outcomes";
import { PeopleEntry } from "./PeopleEntry";

interface Props {
  household: Household;
  corrected?: Visit;
  onClose: () => void;
  onSaved: () => unknown;
}

function entriesOf(household: Household, visit?: Visit): PersonEntry[] {
  return household.residents.map((resident) => {
    const told = visit?.people.find((person) => person.resident_id === resident.id);
    return {
      resident_id: resident.id,
      name: resident.name,
      outcome: told?.outcome ?? null,
      was_present: told?.was_present ?? false,
      question_answered: told?.question_answered ?? false,
    };
  });
}

/** Records a round at one door, or writes the record that supersedes one; a correction keeps crew and plan line. */
export function VisitForm({ household, corrected, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const now = useNow();
  const crews = useCrews();
  async function send(values: Record<string, unknown>): Promise<Visit> {
    const {
      at,
      people,
      next_reminder_on: next,
      ...rest
    } = values as { at: Dayjs; people: PersonEntry[]; next_reminder_on?: Dayjs };
    const body = {
      note: "",
      ...rest,
      at: toMoment(at),
      people: toBody(people),
      next_reminder_on: next ? next.format("YYYY-MM-DD") : null,
    };
    const saved = corrected
      ? await api.post<Visit>(`/api/visits/${corrected.id}/correct`, body)
      : await api.post<Visit>("/api/visits", { ...body, household_id: household.id });
    if (saved.remarks?.length) toast({ text: saved.remarks.join("") });
    return saved;
  }
  const initial = {
    at: corrected ? inShanghai(corrected.at) : now().second(0),
    channel: corrected?.channel ?? "DOOR",
    people: entriesOf(household, corrected),
    note: corrected?.note,
    next_reminder_on: corrected?.next_reminder_on ? inShanghai(corrected.next_reminder_on) : undefined,
  };
  return (
    <EditDrawer<Visit>
      title={
        corrected
          ? t("visit.correct_title", { door: household.door })
          : t("visit.record_title", { door: household.door })
      }
      draftKey={`visit-${corrected?.id ?? household.id}`}
      initial={initial}
      onClose={onClose}
      onSaved={onSaved}
      onSend={send}
    >
      {corrected && <p className="quiet gap-below">{t("visit.correct_note")}</p>}
      <div className="pair-fields">
        <Form.Item
          name="at"
          label={t("visit.at")}
          extra={corrected ? undefined : t("visit.late_note")}
          rules={[{ required: true, message: t("field.required") }]}
        >
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        {!corrected && (
          <Form.Item name="crew_id" label={t("visit.crew")}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              options={crews.map((crew) => ({
                value: crew.id,
                label: `${crew.name} ${crew.members.map((member) => member.name).join(t("comma_list"))}`,
              }))}
            />
          </Form.Item>
        )}
      </div>
      <Form.Item name="channel" label={t("visit.channel")}>
        <Radio.Group options={CHANNELS.map((code) => ({ value: code, label: t(`channel.${code}`) }))} />
      </Form.Item>
      <Form.Item
        name="people"
        label={t("visit.people")}
        rules={[
          {
            validator: async (_, people: PersonEntry[]) => {
              if (toBody(people).length === 0) throw new Error(t("visit.people_missing"));
            },
          },
        ]}
      >
        <PeopleEntry />
      </Form.Item>
      <Form.Item name="note" label={t("visit.note")} extra={t("visit.note_note")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="next_reminder_on" label={t("visit.next_reminder")}>
        <DatePicker />
      </Form.Item>
      {corrected && <ReasonField label={t("visit.correct_reason")} examples={t("visit.correct_examples")} />}
    </EditDrawer>
  );
}
