import "./accounts.css";
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { Slip } from "../../shared/api.types";

interface Props {
  slips: Slip[];
  station?: string;
  onClose: () => void;
}

/** Start passwords, shown once: handed over on paper, one slip each, never sent by mail. */
export function SlipsDialog({ slips, station, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      rootClassName="slip-dialog"
      title={t("slip.title", { count: slips.length })}
      closable={false}
      mask={{ closable: false }}
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
      <p className="quiet small no-print">{t("slip.once")}</p>
      {slips.map((slip) => (
        <div className="slip" key={slip.login}>
          <p className="slip-head">{station ? t("slip.head", { station }) : t("slip.head_plain")}</p>
          <dl>
            <dt>{t("user.name")}</dt>
            <dd>
              {slip.name} <span className="quiet">{slip.role_label}</span>
            </dd>
            <dt>{t("session.login")}</dt>
            <dd className="slip-code">{slip.login}</dd>
            <dt>{t("slip.password")}</dt>
            <dd className="slip-code">{slip.start_password}</dd>
          </dl>
          <p>{t("slip.note")}</p>
        </div>
      ))}
    </Modal>
  );
}
