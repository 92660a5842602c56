import { Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Resident } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";

interface Props {
  householdId?: string;
  resident?: Resident;
  onClose: () => void;
  onSaved: (saved: Resident) => unknown;
}

/** A new person is typed whole; an existing one shows masks and an empty field leaves what is stored. */
export function ResidentForm({ householdId, resident, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const keep = (value: string) => (resident ? t("person.keep", { value }) : undefined);
  return (
    <EditDrawer<Resident>
      title={resident ? t("resident.edit", { name: resident.name }) : t("resident.add")}
      draftKey={`resident-${resident?.id ?? householdId}`}
      initial={
        resident
          ? {
              gender: resident.gender || undefined,
              occupation: resident.occupation,
              is_exam_family: resident.is_exam_family,
              do_not_message: resident.do_not_message,
            }
          : undefined
      }
      onClose={onClose}
      onSaved={onSaved}
      onSend={(values) => {
        const typed = Object.fromEntries(
          Object.entries(values).filter(([, value]) => value !== undefined && value !== ""),
        );
        return resident
          ? api.patch(`/api/residents/${resident.id}`, typed)
          : api.post("/api/residents", { household_id: householdId, ...typed });
      }}
    >
      <Form.Item
        name="name"
        label={t("person.name")}
        extra={resident && keep(resident.name)}
        rules={[{ required: !resident, message: t("field.required") }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <div className="pair-fields">
        <Form.Item name="gender" label={t("person.gender")}>
          <Select allowClear options={["M", "F"].map((code) => ({ value: code, label: t(`gender.${code}`) }))} />
        </Form.Item>
        <Form.Item name="occupation" label={t("person.occupation")}>
          <Input />
        </Form.Item>
      </div>
      <Form.Item
        name="id_no"
        label={t("person.id_no")}
        extra={(resident && keep(resident.id_no)) ?? t("person.id_note")}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t("person.phone")} extra={resident && keep(resident.phone)}>
        <Input autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="is_exam_family" valuePropName="checked">
        <Checkbox>{t("resident.exam_family_note")}</Checkbox>
      </Form.Item>
      <Form.Item name="do_not_message" valuePropName="checked">
        <Checkbox>{t("resident.do_not_message_note")}</Checkbox>
      </Form.Item>
    </EditDrawer>
  );
}
