import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../../shared/api";
import type { Campaign, TargetList } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { chosenFilter, FilterFields } from "./FilterFields";

const KINDS = ["POINT", "LINE", "SURFACE"] as const;

interface Props {
  campaign: Campaign;
  onClose: () => void;
  onSaved: () => unknown;
}

/** A new target list: its kind, its name and the filter that chooses it. */
export function ListForm({ campaign, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EditDrawer<TargetList>
      title={t("list.add")}
      draftKey={`list-${campaign.id}`}
      initial={{ kind: "SURFACE" }}
      onClose={onClose}
      onSaved={async (saved) => {
        await onSaved();
        await navigate(`/campaigns/${campaign.id}/lists/${saved.id}`);
      }}
      onSend={({ kind, name, filter }) =>
        api.post(`/api/campaigns/${campaign.id}/lists`, {
          kind,
          name,
          filter: chosenFilter(filter as Record<string, unknown>),
        })
      }
    >
      {(form) => (
        <>
          <Form.Item name="kind" label={t("list.kind")}>
            <Radio.Group options={KINDS.map((code) => ({ value: code, label: t(`list.kind.${code}`) }))} />
          </Form.Item>
          <Form.Item name="name" label={t("list.name")} rules={[{ required: true, message: t("field.required") }]}>
            <Input />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, after) => before.kind !== after.kind}>
            {() => <FilterFields kind={form.getFieldValue("kind") ?? "SURFACE"} />}
          </Form.Item>
        </>
      )}
    </EditDrawer>
  );
}
