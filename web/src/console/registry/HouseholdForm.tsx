import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Household } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";

interface Props {
  compoundId: string;
  household?: Household;
  onClose: () => void;
  onSaved: (saved: Household) => unknown;
}

export function HouseholdForm({ compoundId, household, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  return (
    <EditDrawer<Household>
      title={household ? t("household.edit") : t("household.add")}
      draftKey={`household-${household?.id ?? compoundId}`}
      initial={household && { door: household.door_text || household.door }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={(values) =>
        household
          ? api.patch(`/api/households/${household.id}`, values)
          : api.post("/api/households", { compound_id: compoundId, ...values })
      }
    >
      <Form.Item
        name="door"
        label={t("place.door")}
        extra={t("household.door_note")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </EditDrawer>
  );
}
