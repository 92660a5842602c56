import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../../shared/api";
import type { Batch } from "../../../shared/api.types";
import { digits, proseDay, showTime } from "../../../shared/format";
import { sentence } from "../../../shared/problem";
import { Panel } from "../../../shared/ui/Panel";
import { useToast } from "../../../shared/ui/toast";
import { equation, writtenCount } from "./batches";
import { ClassBand } from "./ClassBand";
import { Reasons } from "./Reasons";

const WRITTEN_TO: Record<string, string> = { organization: "/registry/organizations", staff: "/users" };

/** What the import did, and the way back while nothing depends on it. */
export function BatchResult({ batch, onChange }: { batch: Batch; onChange: () => Promise<void> }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const { counts } = batch;
  async function undo() {
    setBusy(true);
    setRefusal("");
    try {
      await api.post(`/api/imports/${batch.id}/undo`);
      toast({ text: t("imports.undone") });
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
      await onChange();
    }
  }
  const again = (
    <Link to={`/imports/new?kind=${batch.kind}`}>
      <Button type="primary">{t("imports.again")}</Button>
    </Link>
  );
  if (batch.state === "FAILED" || batch.state === "DISCARDED") {
    return (
      <Panel title={t(`imports.result.${batch.state}`)}>
        <div className="stack">
          {batch.error && <Alert type="error" showIcon title={batch.error.detail} />}
          {batch.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
          <p>{t("imports.nothing_written")}</p>
          <div>{again}</div>
        </div>
      </Panel>
    );
  }
  return (
    <>
      {counts && <ClassBand counts={counts} />}
      <div className="columns">
        <Panel title={t(`imports.result.${batch.state}`)} note={batch.created_by_name}>
          <div className="stack">
            {refusal && <Alert type="error" showIcon title={refusal} />}
            {counts && batch.state === "COMMITTED" && (
              <p>
                {t("imports.committed_text", { count: digits(writtenCount(counts)) })}
                {batch.committed_at &&
                  t("imports.committed_at", { day: proseDay(batch.committed_at), time: showTime(batch.committed_at) })}
              </p>
            )}
            {batch.state === "UNDONE" && <p>{t("imports.undone_text")}</p>}
            {counts && <p className="quiet">{t("imports.equation", { equation: equation(counts) })}</p>}
            {batch.undo_blockers.length > 0 && (
              <Alert
                type="warning"
                showIcon
                title={t("imports.undo_blocked")}
                description={
                  <ul>
                    {batch.undo_blockers.map((blocker) => (
                      <li key={blocker}>{blocker}</li>
                    ))}
                  </ul>
                }
              />
            )}
            <div className="row">
              <Link to={WRITTEN_TO[batch.kind] ?? "/registry"}>
                <Button type="primary">
                  {t(batch.kind === "staff" ? "imports.see_staff" : "imports.see_registry")}
                </Button>
              </Link>
              {batch.allowed_actions.includes("undo") && (
                <Button onClick={undo} loading={isBusy}>
                  {t("imports.undo")}
                </Button>
              )}
            </div>
          </div>
        </Panel>
        {counts && <Reasons batch={batch} />}
      </div>
    </>
  );
}
