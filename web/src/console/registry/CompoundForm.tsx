import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Compound } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { PointFields } from "./PointFields";
import { useCommunities, useOrganizationOptions } from "./places";

interface Props {
  compound?: Compound;
  onClose: () => void;
  onSaved: (saved: Compound) => unknown;
}

export function CompoundForm({ compound, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const communities = useCommunities();
  const firms = useOrganizationOptions("PROPERTY_FIRM");
  const firmOptions = compound?.property_firm
    ? [
        { value: compound.property_firm.id, label: compound.property_firm.name },
        ...firms.options.filter((option) => option.value !== compound.property_firm?.id),
      ]
    : firms.options;
  const initial = compound && {
    ...compound,
    community_id: compound.community.id,
    property_firm_id: compound.property_firm?.id,
    latitude: undefined,
    longitude: undefined,
    source_datum: undefined,
  };
  return (
    <EditDrawer<Compound>
      title={compound ? t("compound.edit") : t("compound.add")}
      draftKey={`compound-${compound?.id ?? "new"}`}
      initial={initial}
      onClose={onClose}
      onSaved={onSaved}
      onSend={(values) =>
        compound ? api.patch(`/api/compounds/${compound.id}`, values) : api.post("/api/compounds", values)
      }
    >
      <Form.Item name="name" label={t("compound.name")} rules={[{ required: true, message: t("field.required") }]}>
        <Input />
      </Form.Item>
      <Form.Item
        name="community_id"
        label={t("place.community")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={communities.map((row) => ({ value: row.id, label: row.name }))}
        />
      </Form.Item>
      <Form.Item name="aliases" label={t("compound.aliases")} extra={t("compound.aliases_note")}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", " "]} />
      </Form.Item>
      <div className="pair-fields">
        <Form.Item name="building_count" label={t("compound.building_count")}>
          <InputNumber min={0} max={999} />
        </Form.Item>
        <Form.Item name="household_count" label={t("registry.household_count")}>
          <InputNumber min={0} max={99999} />
        </Form.Item>
      </div>
      <Form.Item name="property_firm_id" label={t("compound.property_firm")}>
        <Select allowClear showSearch={{ filterOption: false, onSearch: firms.onSearch }} options={firmOptions} />
      </Form.Item>
      <PointFields hasPoint={Boolean(compound && compound.latitude !== null)} />
      <Form.Item name="note" label={t("field.note")}>
        <Input.TextArea rows={2} />
      </Form.Item>
    </EditDrawer>
  );
}
