import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Organization } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { ORGANIZATION_TYPES } from "./imports/batches";
import { PointFields } from "./PointFields";
import { useCommunities } from "./places";

interface Props {
  organization?: Organization;
  onClose: () => void;
  onSaved: (saved: Organization) => unknown;
}

export function OrganizationForm({ organization, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const communities = useCommunities();
  return (
    <EditDrawer<Organization>
      title={organization ? t("organization.edit") : t("organization.add")}
      draftKey={`organization-${organization?.id ?? "new"}`}
      initial={
        organization && {
          ...organization,
          community_id: organization.community?.id,
          latitude: undefined,
          longitude: undefined,
          source_datum: undefined,
        }
      }
      onClose={onClose}
      onSaved={onSaved}
      onSend={(values) =>
        organization
          ? api.patch(`/api/organizations/${organization.id}`, values)
          : api.post("/api/organizations", values)
      }
    >
      <Form.Item name="kind" label={t("organization.kind")} rules={[{ required: true, message: t("field.required") }]}>
        <Select options={ORGANIZATION_TYPES.map((code) => ({ value: code, label: t(`organization.kind.${code}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t("organization.name")} rules={[{ required: true, message: t("field.required") }]}>
        <Input />
      </Form.Item>
      <Form.Item name="aliases" label={t("compound.aliases")}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", " "]} />
      </Form.Item>
      <Form.Item name="parent_name" label={t("organization.parent_name")}>
        <Input />
      </Form.Item>
      <Form.Item name="address" label={t("organization.address")}>
        <Input />
      </Form.Item>
      <div className="pair-fields">
        <Form.Item name="community_id" label={t("place.community")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            options={communities.map((row) => ({ value: row.id, label: row.name }))}
          />
        </Form.Item>
        <Form.Item name="staff_total" label={t("organization.staff_total")}>
          <InputNumber min={0} max={99999} />
        </Form.Item>
      </div>
      <PointFields hasPoint={Boolean(organization && organization.latitude !== null)} />
    </EditDrawer>
  );
}
