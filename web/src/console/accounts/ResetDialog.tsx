import { Alert, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { StaffUser, StartPassword } from "../../shared/api.types";
import { sentence } from "../../shared/problem";

interface Props {
  user: StaffUser;
  onClose: () => void;
  onReset: (answer: StartPassword) => unknown;
}

/** Names whose password ends at once, and gives the new start password only after that was read. */
export function ResetDialog({ user, onClose, onReset }: Props) {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function reset() {
    setBusy(true);
    setRefusal("");
    try {
      const answer = await api.post<StartPassword>(`/api/users/${user.id}/reset-password`);
      onClose();
      await onReset(answer);
    } catch (error) {
      setRefusal(sentence(error));
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t("user.reset_title", { name: user.name })}
      okText={t("user.reset_confirm", { name: user.name })}
      cancelText={t("action.cancel")}
      onOk={reset}
      onCancel={onClose}
      confirmLoading={isBusy}
    >
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
      <p>{t("user.reset_effect", { name: user.name, login: user.login })}</p>
    </Modal>
  );
}
