import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Batch, RejectReason } from "../../../shared/api.types";
import { digits } from "../../../shared/format";
import { Panel } from "../../../shared/ui/Panel";
import { countOf } from "./batches";

const isWarning = (reason: RejectReason) => reason.severity.toUpperCase().startsWith("WARN");

/** Each refusal with its cell, what stood there, why, and what to do; then what was taken with a warning. */
export function Reasons({ batch, onAll }: { batch: Batch; onAll?: () => void }) {
  const { t } = useTranslation();
  const rejected = batch.counts ? countOf(batch.counts, "rejected") : 0;
  const refusals = batch.reasons.filter((reason) => !isWarning(reason));
  const warnings = batch.reasons.filter(isWarning);
  return (
    <Panel
      isFlush
      title={rejected > 0 ? t("imports.rejected_title", { count: digits(rejected) }) : t("imports.rejected_none")}
      note={
        batch.allowed_actions.includes("download_rejected") && rejected > 0 ? (
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden="true" />}
            href={`/api/imports/${batch.id}/rejected.xlsx`}
          >
            {t("imports.download_rejected")}
          </Button>
        ) : null
      }
    >
      {refusals.map((reason) => (
        <Reason key={reason.code} reason={reason} />
      ))}
      {rejected > 0 && onAll && (
        <p className="reason">
          <button type="button" className="link-button" onClick={onAll}>
            {t("imports.see_rejected")}
          </button>
        </p>
      )}
      {warnings.length > 0 && (
        <div className="reason">
          <h3>{t("imports.warnings")}</h3>
          <p className="quiet">
            {warnings
              .map((reason) => t("imports.warning_count", { label: reason.label, count: digits(reason.count) }))
              .join(t("comma"))}
            {t("stop")}
          </p>
        </div>
      )}
    </Panel>
  );
}

function Reason({ reason }: { reason: RejectReason }) {
  const { t } = useTranslation();
  const { example } = reason;
  return (
    <div className="reason">
      <div className="reason-head">
        <h3>{reason.label}</h3>
        <span className="strong">{t("imports.row_count", { count: digits(reason.count) })}</span>
      </div>
      <p className="quiet">
        {example && t("imports.example_cell", { sheet: example.sheet, cell: example.cell || String(example.row) })}
        {example?.seen ? (
          <>
            {t("imports.example_seen")}
            <span className="seen">{example.seen}</span>
            {t("comma")}
          </>
        ) : (
          example && t("imports.example_blank")
        )}
        {example?.sentence && example.sentence !== reason.label && `${example.sentence}${t("stop")}`}
        {reason.advice}
      </p>
    </div>
  );
}
