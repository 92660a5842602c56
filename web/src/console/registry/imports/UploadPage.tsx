import "./imports.css";
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Radio, Select, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../../../shared/api";
import type { Batch } from "../../../shared/api.types";
import { showOnForm } from "../../../shared/problem";
import { Page } from "../../../shared/ui/Page";
import { Panel } from "../../../shared/ui/Panel";
import { useFilters } from "../../../shared/url";
import { useSession } from "../../accounts/session";
import { useStations } from "../../accounts/stations";
import { DATUMS, KINDS, ORGANIZATION_TYPES } from "./batches";
import { Steps } from "./Steps";
import { Worries } from "./Worries";

export function UploadPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params, change] = useFilters();
  const { session } = useSession();
  const [form] = Form.useForm();
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const kind = params.get("kind") ?? (session.user?.station ? "resident" : "staff");
  const isBureau = !session.user?.station;
  const kinds = KINDS.filter((code) => (code === "staff") === isBureau);
  async function send(values: { type?: string; datum?: string; station?: string }) {
    if (!file) {
      setRefusal(t("imports.file_missing"));
      return;
    }
    const body = new FormData();
    body.set("file", file);
    body.set("kind", kind);
    if (kind === "organization" && values.type) body.set("type", values.type);
    if (values.datum) body.set("datum", values.datum);
    if (values.station) body.set("station", values.station);
    setBusy(true);
    setRefusal("");
    try {
      const batch = await api.post<Batch>("/api/imports", body);
      await navigate(`/imports/${batch.id}`, { replace: true });
    } catch (error) {
      setRefusal(showOnForm(error, form));
      setBusy(false);
    }
  }
  return (
    <Page
      title={t("imports.start")}
      crumbs={[{ title: t("nav.imports"), to: "/imports" }]}
      actions={<Steps current={0} />}
    >
      <div className="columns">
        <Panel title={t("imports.which_file")}>
          {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" />}
          <Form form={form} layout="vertical" onFinish={send}>
            <Form.Item label={t("imports.kind")}>
              <Radio.Group
                value={kind}
                onChange={(event) => change({ kind: event.target.value })}
                options={kinds.map((code) => ({ value: code, label: t(`imports.kind.${code}`) }))}
              />
              <p className="quiet">{t(`imports.kind_note.${kind}`)}</p>
            </Form.Item>
            {isBureau && <StationField />}
            {kind === "organization" && (
              <Form.Item name="type" label={t("imports.type")} extra={t("imports.type_note")}>
                <Select
                  allowClear
                  className="narrow-form"
                  placeholder={t("imports.type_from_column")}
                  options={ORGANIZATION_TYPES.map((code) => ({
                    value: code.toLowerCase(),
                    label: t(`organization.kind.${code}`),
                  }))}
                />
              </Form.Item>
            )}
            {(kind === "organization" || kind === "compound") && (
              <Form.Item name="datum" label={t("imports.datum")} extra={t("imports.datum_note")}>
                <Select
                  allowClear
                  className="narrow-form"
                  placeholder={t("imports.datum_later")}
                  options={DATUMS.map((code) => ({ value: code, label: t(`datum.${code}`) }))}
                />
              </Form.Item>
            )}
            <Upload.Dragger
              accept=".xlsx,.xls,.csv"
              maxCount={1}
              fileList={file ? [{ uid: "1", name: file.name, status: "done" }] : []}
              beforeUpload={(chosen) => {
                setFile(chosen);
                setRefusal("");
                return false;
              }}
              onRemove={() => setFile(null)}
            >
              <p className="drop-icon">
                <InboxOutlined />
              </p>
              <p className="strong">{t("imports.drop")}</p>
              <p className="quiet">{t("imports.formats")}</p>
            </Upload.Dragger>
            <div className="row-end gap-above">
              <Button type="primary" htmlType="submit" loading={isBusy}>
                {t("imports.upload")}
              </Button>
            </div>
          </Form>
        </Panel>
        <Worries />
      </div>
    </Page>
  );
}

/** The bureau has no station of its own and names the one the staff belong to. */
function StationField() {
  const { t } = useTranslation();
  const stations = useStations();
  return (
    <Form.Item name="station" label={t("nav.stations")} rules={[{ required: true, message: t("field.required") }]}>
      <Select
        className="narrow-form"
        options={stations.map((station) => ({ value: station.code, label: station.name }))}
      />
    </Form.Item>
  );
}
