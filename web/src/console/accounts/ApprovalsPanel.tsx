import "./accounts.css";
import { Alert, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Approval } from "../../shared/api.types";
import { waited } from "../../shared/format";
import { showOnForm } from "../../shared/problem";
import { Panel } from "../../shared/ui/Panel";
import { useToast } from "../../shared/ui/toast";

interface Props {
  approvals: Approval[];
  /** The page that shows what an approval is about, where the room above knows one. */
  pathOf?: (approval: Approval) => string | undefined;
  onDecided: () => unknown;
}

const canDecide = (approval: Approval) => approval.allowed_actions.length > 0;

/** What waits for a signature: effect, who asks, how long; one button starts with the longest wait. */
export function ApprovalsPanel({ approvals, pathOf, onDecided }: Props) {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string | null>(null);
  const first = approvals.find(canDecide);
  const open = approvals.find((approval) => approval.id === openId);
  return (
    <Panel
      isFlush
      title={t("approval.title", { count: approvals.length })}
      note={
        first && (
          <Button type="primary" onClick={() => setOpenId(first.id)}>
            {t("approval.start")}
          </Button>
        )
      }
    >
      {approvals.length === 0 && <p className="quiet review-none">{t("approval.none")}</p>}
      <ol className="approvals">
        {approvals.map((approval, index) => (
          <li key={approval.id}>
            <span className={index === 0 ? "approval-number is-first" : "approval-number"}>{index + 1}</span>
            <div>
              <button type="button" className="approval-title" onClick={() => setOpenId(approval.id)}>
                {approval.title}
              </button>
              <p>
                {approval.effect} <SubjectLink approval={approval} path={pathOf?.(approval)} />
              </p>
            </div>
            <p className="approval-who">
              <span>{approval.requested_by_name}</span>
              <span>{waited(approval.waiting_minutes)}</span>
            </p>
          </li>
        ))}
      </ol>
      {open && (
        <DecisionDialog
          key={open.id}
          approval={open}
          path={pathOf?.(open)}
          onClose={() => setOpenId(null)}
          onDecided={onDecided}
        />
      )}
    </Panel>
  );
}

function SubjectLink({ approval, path }: { approval: Approval; path?: string }) {
  const { t } = useTranslation();
  if (!path) return null;
  return (
    <Link to={path} className="subject-link" aria-label={t("approval.see_list_of", { title: approval.title })}>
      {t("approval.see_list")}
    </Link>
  );
}

interface DialogProps {
  approval: Approval;
  path?: string;
  onClose: () => void;
  onDecided: () => unknown;
}

function DecisionDialog({ approval, path, onClose, onDecided }: DialogProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const [form] = Form.useForm();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function decide(is_granted: boolean) {
    const reason = String(form.getFieldValue("reason") ?? "").trim();
    if (!is_granted && !reason) {
      form.setFields([{ name: "reason", errors: [t("approval.reason_missing")] }]);
      return;
    }
    setBusy(true);
    setRefusal("");
    try {
      await api.post(`/api/approvals/${approval.id}/decision`, { is_granted, reason });
      toast({ text: is_granted ? t("approval.granted") : t("approval.refused") });
      onClose();
      await onDecided();
    } catch (error) {
      setRefusal(showOnForm(error, form));
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={approval.title}
      onCancel={onClose}
      footer={
        canDecide(approval)
          ? [
              <Button key="no" disabled={isBusy} onClick={() => decide(false)}>
                {t("approval.refuse")}
              </Button>,
              <Button key="yes" type="primary" loading={isBusy} onClick={() => decide(true)}>
                {t("approval.grant")}
              </Button>,
            ]
          : null
      }
    >
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
      <p>
        {approval.effect} <SubjectLink approval={approval} path={path} />
      </p>
      <p className="quiet">
        {t("approval.asked_by", { name: approval.requested_by_name })}
        {waited(approval.waiting_minutes)}
      </p>
      {canDecide(approval) && (
        <Form form={form} layout="vertical" className="gap-above">
          <Form.Item name="reason" label={t("approval.reason")}>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
