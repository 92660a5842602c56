import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { DemoLogin } from "../../shared/api.types";
import { sentence } from "../../shared/problem";
import { Lotus } from "../layout/Lotus";
import { useSession } from "./session";

export function SignInPage() {
  const { t } = useTranslation();
  const { session, reload } = useSession();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t("session.sign_in")} - ${t("app.name")}`;
  }, [t]);
  async function enter(path: string, body: object) {
    setBusy(true);
    setRefusal("");
    try {
      await api.post(path, body);
      await reload();
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="sign-in">
      {session.clock.banner && (
        <aside className="banner" aria-label={t("shell.notice")}>
          {session.clock.banner}
        </aside>
      )}
      <main className="sign-in-main">
        <section className="panel sign-in-card">
          <h1>
            <Lotus /> {t("app.name")}
          </h1>
          <p className="quiet">{t("app.purpose")}</p>
          {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
          <Form layout="vertical" onFinish={(values) => enter("/api/session", values)} requiredMark={false}>
            <Form.Item
              name="login"
              label={t("session.login")}
              rules={[{ required: true, message: t("session.login_missing") }]}
            >
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("session.password")}
              rules={[{ required: true, message: t("session.password_missing") }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={isBusy}>
              {t("session.sign_in")}
            </Button>
          </Form>
          <p className="quiet small gap-above">{t("session.forgotten")}</p>
        </section>
        {session.demo.is_on && (
          <DemoLogins
            logins={session.demo.logins}
            isBusy={isBusy}
            onPick={(login) => enter("/api/session/demo", { login })}
          />
        )}
      </main>
    </div>
  );
}

interface DemoProps {
  logins: DemoLogin[];
  isBusy: boolean;
  onPick: (login: string) => void;
}

function DemoLogins({ logins, isBusy, onPick }: DemoProps) {
  const { t } = useTranslation();
  return (
    <section className="panel demo-card">
      <h2>{t("demo.title")}</h2>
      <p className="quiet">{t("demo.note")}</p>
      <ul className="demo-list">
        {logins.map((login) => (
          <li key={login.login}>
            <Button block disabled={isBusy} onClick={() => onPick(login.login)}>
              <span className="strong">{login.role_label}</span>
              <span className="quiet">{login.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
