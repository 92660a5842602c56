import { Checkbox, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { TargetList } from "../../shared/api.types";
import { ORGANIZATION_TYPES } from "../registry/imports/batches";
import { useCommunities } from "../registry/places";

/** The clauses a list of this kind can be chosen by; the server explains what each one leaves. */
export function FilterFields({ kind }: { kind: TargetList["kind"] }) {
  const { t } = useTranslation();
  const communities = useCommunities();
  return (
    <fieldset className="filter-fields">
      <legend>{t("filter.title")}</legend>
      <Form.Item name={["filter", "community_ids"]} label={t("filter.communities")}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t("registry.all_communities")}
          showSearch={{ optionFilterProp: "label" }}
          options={communities.map((row) => ({ value: row.id, label: row.name }))}
        />
      </Form.Item>
      {kind === "LINE" && (
        <Form.Item name={["filter", "kinds"]} label={t("organization.kind")}>
          <Select
            mode="multiple"
            allowClear
            placeholder={t("filter.choose_kinds")}
            options={ORGANIZATION_TYPES.map((code) => ({ value: code, label: t(`organization.kind.${code}`) }))}
          />
        </Form.Item>
      )}
      {kind === "POINT" && (
        <Form.Item name={["filter", "has_property_firm"]} valuePropName="checked">
          <Checkbox>{t("filter.has_property_firm")}</Checkbox>
        </Form.Item>
      )}
      {kind === "SURFACE" && (
        <>
          <div className="pair-fields">
            <Form.Item name={["filter", "age_from"]} label={t("filter.age_from")}>
              <InputNumber min={0} max={120} />
            </Form.Item>
            <Form.Item name={["filter", "age_to"]} label={t("filter.age_to")}>
              <InputNumber min={0} max={120} />
            </Form.Item>
          </div>
          <Form.Item
            name={["filter", "occupations"]}
            label={t("filter.occupations")}
            extra={t("filter.occupations_note")}
          >
            <Select mode="tags" suffixIcon={null} open={false} />
          </Form.Item>
          <Form.Item name={["filter", "attributes"]}>
            <Checkbox.Group options={[{ value: "EXAM_FAMILY", label: t("filter.exam_family") }]} />
          </Form.Item>
        </>
      )}
    </fieldset>
  );
}

/** Leaves out what nobody chose, so an empty filter stays an empty filter. */
export function chosenFilter(filter: Record<string, unknown> | undefined): Record<string, unknown> {
  const isChosen = (value: unknown) =>
    value !== undefined &&
    value !== null &&
    value !== false &&
    value !== "" &&
    !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => isChosen(value)));
}
