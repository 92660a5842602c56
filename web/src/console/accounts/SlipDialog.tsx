import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { StaffUser } from "../../shared/api.types";

export interface Slip {
  user: StaffUser;
  start_password: string;
}

/** The start password, once: read out or printed, never sent by mail. */
export function SlipDialog({ slip, onClose }: { slip: Slip; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      rootClassName="slip-dialog"
      title={t("slip.title")}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t("slip.close")}
        </Button>,
        <Button key="print" type="primary" onClick={() => window.print()}>
          {t("slip.print")}
        </Button>,
      ]}
    >
      <div className="slip">
        <p className="slip-head">{t("slip.head", { station: slip.user.station?.name ?? t("shell.bureau") })}</p>
        <dl>
          <dt>{t("user.name")}</dt>
          <dd>{slip.user.name}</dd>
          <dt>{t("session.login")}</dt>
          <dd className="slip-code">{slip.user.login}</dd>
          <dt>{t("slip.password")}</dt>
          <dd className="slip-code">{slip.start_password}</dd>
        </dl>
        <p>{t("slip.note")}</p>
      </div>
      <p className="quiet small no-print">{t("slip.once")}</p>
    </Modal>
  );
}
