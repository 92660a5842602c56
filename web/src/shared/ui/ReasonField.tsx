import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

/** The reason a consequential act asks for, instead of a second "are you sure". */
export function ReasonField({ label, examples }: { label?: string; examples?: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      className="reason-field"
      label={label ?? t("reason.label")}
      extra={examples}
      rules={[{ required: true, whitespace: true, message: t("reason.missing") }]}
    >
      <Input.TextArea rows={2} maxLength={200} showCount />
    </Form.Item>
  );
}
