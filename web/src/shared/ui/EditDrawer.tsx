import { Alert, Button, Drawer, Form, type FormInstance } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "../drafts";
import { showOnForm } from "../problem";
import { useToast } from "./toast";

interface Props<T> {
  title: string;
  draftKey: string;
  initial?: object;
  children: React.ReactNode | ((form: FormInstance) => React.ReactNode);
  onSend: (values: Record<string, unknown>) => Promise<T>;
  onSaved: (saved: T) => unknown;
  onClose: () => void;
}

/** One record by hand: what is typed survives closing, a refusal and the screen lock. */
export function EditDrawer<T>({ title, draftKey, initial, children, onSend, onSaved, onClose }: Props<T>) {
  const { t } = useTranslation();
  const toast = useToast();
  const [form] = Form.useForm();
  const draft = useDraft(draftKey, form);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function send(values: Record<string, unknown>) {
    setBusy(true);
    setRefusal("");
    try {
      const saved = await onSend(values);
      draft.forget();
      toast({ text: t("field.saved") });
      onClose();
      await onSaved(saved);
    } catch (error) {
      setRefusal(showOnForm(error, form));
      setBusy(false);
    }
  }
  return (
    <Drawer
      open
      size={520}
      title={title}
      onClose={onClose}
      footer={
        <div className="row-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="primary" loading={isBusy} onClick={form.submit}>
            {t("action.save")}
          </Button>
        </div>
      }
    >
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
      <Form form={form} layout="vertical" initialValues={initial} onFinish={send} onValuesChange={draft.keep}>
        {typeof children === "function" ? children(form) : children}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
