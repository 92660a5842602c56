import { Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DATUMS } from "./imports/batches";

/** A point asks for its datum in the same breath; an empty field leaves the stored point as it is. */
export function PointFields({ hasPoint }: { hasPoint: boolean }) {
  const { t } = useTranslation();
  const latitude = Form.useWatch("latitude");
  const isTyped = latitude !== undefined && latitude !== null;
  return (
    <>
      <div className="pair-fields">
        <Form.Item name="latitude" label={t("point.latitude")} extra={hasPoint ? t("point.keep") : undefined}>
          <InputNumber min={3} max={54} step={0.00001} />
        </Form.Item>
        <Form.Item name="longitude" label={t("point.longitude")}>
          <InputNumber min={73} max={136} step={0.00001} />
        </Form.Item>
      </div>
      {isTyped && (
        <Form.Item
          name="source_datum"
          label={t("imports.datum")}
          extra={t("imports.datum_note")}
          rules={[{ required: true, message: t("point.datum_missing") }]}
        >
          <Select options={DATUMS.map((code) => ({ value: code, label: t(`datum.${code}`) }))} />
        </Form.Item>
      )}
    </>
  );
}
