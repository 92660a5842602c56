import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Poster, Talk } from "../../shared/api.types";
import { inShanghai, toMoment } from "../../shared/format";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { ReasonField } from "../../shared/ui/ReasonField";
import { useNow } from "../accounts/session";
import { useCompoundOptions, useOrganizationOptions } from "../registry/places";

interface Shared {
  campaignId: string;
  onClose: () => void;
  onSaved: () => unknown;
}

/** Notes a talk, or writes the record that corrects one, with the reason. */
export function SessionForm({ campaignId, corrected, onClose, onSaved }: Shared & { corrected?: Talk }) {
  const { t } = useTranslation();
  const now = useNow();
  const initial = corrected
    ? {
        title: corrected.title,
        held_at: inShanghai(corrected.held_at),
        head_count: corrected.head_count,
        staff_attending: corrected.staff_attending ?? undefined,
        is_make_up: corrected.is_make_up,
        host_kind: corrected.compound_id ? "compound" : "organization",
        host_id: corrected.compound_id ?? corrected.organization_id,
      }
    : { host_kind: "compound", held_at: now().second(0), is_make_up: false };
  return (
    <EditDrawer<Talk>
      title={corrected ? t("sessions.correct") : t("sessions.add")}
      draftKey={`session-${corrected?.id ?? campaignId}`}
      initial={initial}
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ host_kind, host_id, held_at, ...rest }) => {
        const body = { ...rest, [`${host_kind}_id`]: host_id, held_at: toMoment(held_at as Dayjs) };
        return corrected
          ? api.post(`/api/sessions/${corrected.id}/correct`, body)
          : api.post(`/api/campaigns/${campaignId}/sessions`, body);
      }}
    >
      {(form) => (
        <>
          <Form.Item name="host_kind" label={t("sessions.host")}>
            <Radio.Group
              onChange={() => form.setFieldValue("host_id", undefined)}
              options={[
                { value: "compound", label: t("place.compound") },
                { value: "organization", label: t("place.organization") },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, after) => before.host_kind !== after.host_kind}>
            {() => <HostField kind={form.getFieldValue("host_kind")} current={corrected} />}
          </Form.Item>
          <Form.Item name="title" label={t("sessions.name")} rules={[{ required: true, message: t("field.required") }]}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            name="held_at"
            label={t("sessions.held_at")}
            rules={[{ required: true, message: t("field.required") }]}
          >
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <div className="pair-fields">
            <Form.Item
              name="head_count"
              label={t("sessions.head_count")}
              rules={[{ required: true, message: t("field.required") }]}
            >
              <InputNumber min={0} max={99999} />
            </Form.Item>
            <Form.Item name="staff_attending" label={t("sessions.staff_attending")}>
              <InputNumber min={0} max={99999} />
            </Form.Item>
          </div>
          <Form.Item name="is_make_up" valuePropName="checked">
            <Checkbox>{t("sessions.make_up")}</Checkbox>
          </Form.Item>
          {corrected && <ReasonField label={t("visit.correct_reason")} />}
        </>
      )}
    </EditDrawer>
  );
}

function HostField({ kind, current }: { kind: "compound" | "organization"; current?: Talk }) {
  const { t } = useTranslation();
  const compounds = useCompoundOptions();
  const organizations = useOrganizationOptions();
  const { options, onSearch } = kind === "organization" ? organizations : compounds;
  const known = current && (current.compound_id ?? current.organization_id);
  const hasKnown = options.some((option) => option.value === known);
  const shown = known && !hasKnown ? [{ value: known, label: current.host_name }, ...options] : options;
  return (
    <Form.Item name="host_id" label={t(`place.${kind}`)} rules={[{ required: true, message: t("field.required") }]}>
      <Select showSearch={{ filterOption: false, onSearch }} options={shown} />
    </Form.Item>
  );
}

export function PosterForm({ campaignId, onClose, onSaved }: Shared) {
  const { t } = useTranslation();
  const now = useNow();
  const compounds = useCompoundOptions();
  return (
    <EditDrawer<Poster>
      title={t("sessions.poster")}
      draftKey={`poster-${campaignId}`}
      initial={{ put_up_at: now().second(0) }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ compound_id, put_up_at }) =>
        api.post(`/api/campaigns/${campaignId}/posters`, { compound_id, put_up_at: toMoment(put_up_at as Dayjs) })
      }
    >
      <Form.Item
        name="compound_id"
        label={t("place.compound")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <Select showSearch={{ filterOption: false, onSearch: compounds.onSearch }} options={compounds.options} />
      </Form.Item>
      <Form.Item
        name="put_up_at"
        label={t("sessions.put_up_at")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
    </EditDrawer>
  );
}
