import { useTranslation } from "react-i18next";
import type { Batch } from "../../../shared/api.types";
import { digits } from "../../../shared/format";
import { Panel } from "../../../shared/ui/Panel";

/** What is being done and how far it is; it may be left running. */
export function BatchProgress({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { done = 0, total = 0, step = "" } = batch.progress ?? {};
  const share = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  const isWriting = batch.state === "COMMITTING";
  return (
    <Panel title={isWriting ? t("imports.writing") : t("imports.reading")} note={step}>
      <div
        className={total > 0 ? "progress" : "progress is-unknown"}
        role="progressbar"
        aria-label={isWriting ? t("imports.writing") : t("imports.reading")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
      >
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="gap-above" role="status">
        {total > 0 && t("imports.progress", { done: digits(done), total: digits(total) })}
      </p>
      <p className="quiet">{isWriting ? t("imports.writing_note") : t("imports.reading_note")}</p>
    </Panel>
  );
}
