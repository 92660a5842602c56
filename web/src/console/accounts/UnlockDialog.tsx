import { Alert, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import { sentence } from "../../shared/problem";
import { useSession } from "./session";

/** Locks the view, not the work: what was typed is still there after the password. */
export function UnlockDialog() {
  const { t } = useTranslation();
  const { session, reload } = useSession();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function unlock({ password }: { password: string }) {
    setBusy(true);
    try {
      await api.post("/api/session/unlock", { password });
    } catch (error) {
      setRefusal(sentence(error));
    }
    await reload();
    setBusy(false);
  }
  async function leave() {
    await api.del("/api/session").catch(() => undefined);
    await reload();
  }
  return (
    <Modal
      open
      title={t("session.locked")}
      closable={false}
      footer={null}
      mask={{ enabled: true }}
      rootClassName="lock"
      keyboard={false}
    >
      <p>{t("session.locked_note", { name: session.user?.name })}</p>
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" />}
      <Form layout="vertical" onFinish={unlock} requiredMark={false}>
        <Form.Item
          name="password"
          label={t("session.password")}
          rules={[{ required: true, message: t("session.password_missing") }]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <div className="row-end">
          <Button onClick={leave}>{t("session.sign_in_other")}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("session.unlock")}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
