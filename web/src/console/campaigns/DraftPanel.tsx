import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { ListDraft, TargetList } from "../../shared/api.types";
import { digits } from "../../shared/format";
import { showOnForm } from "../../shared/problem";
import { Panel } from "../../shared/ui/Panel";
import { useToast } from "../../shared/ui/toast";
import { Waiting } from "../../shared/ui/Waiting";
import { chosenFilter, FilterFields } from "./FilterFields";

/** Drafts the next denominator: what each clause leaves, what would be added and removed, then proposes it for signature. */
export function DraftPanel({ list, onChanged }: { list: TargetList; onChanged: () => unknown }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [form] = Form.useForm();
  const [draft, setDraft] = useState<ListDraft | null>(list.draft);
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState<"count" | "propose" | null>(null);
  async function run(what: "count" | "propose", act: () => Promise<void>) {
    setBusy(what);
    setRefusal("");
    try {
      await act();
    } catch (error) {
      setRefusal(showOnForm(error, form));
    } finally {
      setBusy(null);
    }
  }
  const count = (values: { filter?: Record<string, unknown>; reason: string }) =>
    run("count", async () => {
      const body = { filter: chosenFilter(values.filter), reason: values.reason };
      setDraft(await api.post<ListDraft>(`/api/lists/${list.id}/draft`, body));
    });
  const propose = () =>
    run("propose", async () => {
      await api.post(`/api/lists/${list.id}/propose`);
      setDraft((held) => held && { ...held, state: "PROPOSED" });
      toast({ text: t("draft.proposed") });
      await onChanged();
    });
  const isWaiting = draft?.state === "PROPOSED";
  const canDraft = list.allowed_actions.includes("draft");
  const canPropose = canDraft && draft !== null && !isWaiting && draft.added + draft.removed > 0;
  return (
    <div className="columns">
      <Panel
        title={t("draft.choose")}
        note={list.version ? t("draft.from", { number: list.version.number }) : t("draft.first")}
      >
        {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
        <Form
          form={form}
          layout="vertical"
          initialValues={{ filter: list.filter }}
          disabled={!canDraft}
          onFinish={count}
        >
          {!canDraft && !isWaiting && <p className="quiet gap-below">{t("draft.not_yours")}</p>}
          <FilterFields kind={list.kind} />
          <Form.Item
            name="reason"
            label={t("draft.reason")}
            rules={[{ required: true, whitespace: true, message: t("reason.missing") }]}
          >
            <Input placeholder={t("draft.reason_example")} />
          </Form.Item>
          <Button htmlType="submit" type={canPropose ? "default" : "primary"} loading={busy === "count"}>
            {t("draft.count")}
          </Button>
        </Form>
      </Panel>
      <Panel title={t("draft.title")}>
        {busy === "count" && <Waiting what={t("draft.counting")} />}
        {busy !== "count" && draft && (
          <div className="stack">
            {draft.explanation.length > 0 && (
              <ol className="clauses">
                {draft.explanation.map((clause) => (
                  <li key={clause.code}>
                    <span>
                      {clause.label}
                      {(clause.unknown ?? 0) > 0 && (
                        <small className="quiet"> {t("draft.unknown", { count: clause.unknown })}</small>
                      )}
                    </span>
                    <strong>{digits(clause.count)}</strong>
                  </li>
                ))}
              </ol>
            )}
            <p>
              {t("draft.sum", {
                added: digits(draft.added),
                removed: digits(draft.removed),
                total: digits(draft.total),
              })}
            </p>
            {isWaiting ? (
              <p className="strong">{t("draft.waiting")}</p>
            ) : (
              <>
                <p className="quiet">{t("draft.effect")}</p>
                {canPropose && (
                  <Button type="primary" onClick={propose} loading={busy === "propose"}>
                    {t("draft.propose")}
                  </Button>
                )}
              </>
            )}
          </div>
        )}
        {busy !== "count" && !draft && <p className="quiet">{t("draft.none")}</p>}
      </Panel>
    </div>
  );
}
