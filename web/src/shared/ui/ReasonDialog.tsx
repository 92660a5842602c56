import { Alert, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showOnForm } from "../problem";
import { ReasonField } from "./ReasonField";

interface Props {
  title: string;
  effect?: React.ReactNode;
  verb: string;
  examples?: string;
  initial?: Record<string, unknown>;
  children?: React.ReactNode;
  onSend: (values: { reason: string } & Record<string, unknown>) => Promise<unknown>;
  onClose: () => void;
}

/** Says what will happen, asks why, does it. Typing stays when the server refuses. */
export function ReasonDialog({ title, effect, verb, examples, initial, children, onSend, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");
  async function send() {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    setBusy(true);
    setRefusal("");
    try {
      await onSend(values);
      onClose();
    } catch (error) {
      setRefusal(showOnForm(error, form));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText={t("action.cancel")}
      onOk={send}
      onCancel={onClose}
      confirmLoading={isBusy}
    >
      {effect && <p>{effect}</p>}
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" />}
      <Form form={form} layout="vertical" initialValues={initial} onFinish={send}>
        {children}
        <ReasonField examples={examples} />
      </Form>
    </Modal>
  );
}
