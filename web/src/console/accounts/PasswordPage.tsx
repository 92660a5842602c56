import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../../shared/api";
import { showOnForm } from "../../shared/problem";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useToast } from "../../shared/ui/toast";
import { useSession } from "./session";

function PasswordForm({ onDone }: { onDone: () => Promise<void> | void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function send(values: { old_password: string; new_password: string }) {
    setBusy(true);
    setRefusal("");
    try {
      await api.post("/api/session/password", {
        old_password: values.old_password,
        new_password: values.new_password,
      });
      await onDone();
    } catch (error) {
      setRefusal(showOnForm(error, form));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Form form={form} layout="vertical" onFinish={send} requiredMark={false} className="narrow-form">
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" />}
      <Form.Item
        name="old_password"
        label={t("password.old")}
        rules={[{ required: true, message: t("password.old_missing") }]}
      >
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item
        name="new_password"
        label={t("password.new")}
        extra={t("password.rule")}
        rules={[{ required: true, min: 10, message: t("password.too_short") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("password.again")}
        dependencies={["new_password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value !== getFieldValue("new_password")) throw new Error(t("password.differs"));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t("password.change")}
      </Button>
    </Form>
  );
}

export function PasswordPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const toast = useToast();
  return (
    <Page title={t("password.title")}>
      <Panel>
        <PasswordForm
          onDone={async () => {
            toast({ text: t("password.changed") });
            await navigate("/");
          }}
        />
      </Panel>
    </Page>
  );
}

/** The first sign-in goes no further than here. */
export function ForcedPasswordPage() {
  const { t } = useTranslation();
  const { reload } = useSession();
  async function leave() {
    await api.del("/api/session").catch(() => undefined);
    await reload();
  }
  return (
    <div className="sign-in">
      <main className="sign-in-main">
        <section className="panel sign-in-card">
          <h1>{t("password.forced_title")}</h1>
          <p className="quiet">{t("password.forced_note")}</p>
          <PasswordForm onDone={reload} />
          <Button type="link" className="gap-above" onClick={leave}>
            {t("session.sign_in_other")}
          </Button>
        </section>
      </main>
    </div>
  );
}
