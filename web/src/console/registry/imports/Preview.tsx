import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../../../shared/api";
import type { Batch, SampleClass } from "../../../shared/api.types";
import { digits, shortDay } from "../../../shared/format";
import { sentence } from "../../../shared/problem";
import { Panel } from "../../../shared/ui/Panel";
import { useFilters } from "../../../shared/url";
import { AllRows } from "./AllRows";
import { countOf, equation, groupByLayout, writtenCount } from "./batches";
import { CLASS_ICONS, ClassBand } from "./ClassBand";
import { Reasons } from "./Reasons";
import { SampleRows } from "./SampleRows";

const SHOWN: SampleClass[] = ["new", "changed", "duplicates", "same"];

interface Props {
  batch: Batch;
  onMap: () => void;
  onChange: (next?: Batch) => Promise<void>;
}

/** Every row in one class, before anything is written; the button names what it writes. */
export function Preview({ batch, onMap, onChange }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params, change] = useFilters();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const { counts } = batch;
  if (!counts) return null;
  const written = writtenCount(counts);
  const opened = params.get("rows") as SampleClass | null;
  async function run(act: () => Promise<unknown>) {
    setBusy(true);
    setRefusal("");
    try {
      await act();
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
    }
  }
  const commit = () => run(async () => onChange(await api.post<Batch>(`/api/imports/${batch.id}/commit`)));
  const discard = () =>
    run(async () => {
      await api.del(`/api/imports/${batch.id}`);
      await navigate("/imports");
      await onChange();
    });
  return (
    <>
      {batch.error && <Alert type="warning" showIcon title={batch.error.detail} className="gap-below" role="alert" />}
      <ClassBand counts={counts} />
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" />}
      <div className="columns">
        <section className="panel">
          {SHOWN.map((which) => (
            <ClassSection key={which} batch={batch} which={which} onAll={() => change({ rows: which }, true)} />
          ))}
        </section>
        <div className="stack">
          <Reasons batch={batch} onAll={() => change({ rows: "rejected" }, true)} />
          <MappingSummary batch={batch} onMap={batch.allowed_actions.includes("map") ? onMap : undefined} />
        </div>
      </div>
      <div className="commit-bar">
        <p>
          <strong>{equation(counts)}</strong> {t("imports.rows_of_file")}
        </p>
        <span className="grow" />
        <span className="quiet small">{t("imports.undo_note")}</span>
        {batch.allowed_actions.includes("discard") && (
          <Button onClick={discard} disabled={isBusy}>
            {t("imports.discard")}
          </Button>
        )}
        {written === 0 && <strong>{t("imports.nothing_to_write")}</strong>}
        {batch.allowed_actions.includes("commit") && (
          <Button type="primary" size="large" onClick={commit} loading={isBusy}>
            {t("imports.commit", { count: digits(written) })}
          </Button>
        )}
      </div>
      {opened && <AllRows batch={batch} which={opened} onClose={() => change({ rows: null })} />}
    </>
  );
}

function ClassSection({ batch, which, onAll }: { batch: Batch; which: SampleClass; onAll: () => void }) {
  const { t } = useTranslation();
  const count = batch.counts ? countOf(batch.counts, which) : 0;
  const rows = (batch.samples[which] ?? []).slice(0, 3);
  return (
    <section className={`class-section class-${which}`}>
      <header>
        <h2>
          {CLASS_ICONS[which]} {t(`imports.class.${which}`)} {digits(count)}
        </h2>
        <span className="quiet small">{t(`imports.class_effect.${which}`)}</span>
        <span className="grow" />
        {count > rows.length && (
          <button type="button" className="link-button" onClick={onAll}>
            {t("action.see_all")}
          </button>
        )}
      </header>
      {rows.length > 0 && <SampleRows rows={rows} which={which} />}
    </section>
  );
}

function MappingSummary({ batch, onMap }: { batch: Batch; onMap?: () => void }) {
  const { t } = useTranslation();
  const groups = groupByLayout(batch.tables);
  const remembered = batch.tables.find((table) => table.remembered_on)?.remembered_on;
  const labels = new Map(batch.fields.map((field) => [field.code, field.label]));
  const pairs = (groups[0]?.table.mapping ?? []).filter((column) => column.field);
  return (
    <Panel
      title={
        remembered ? t("imports.mapping_remembered", { day: shortDay(remembered) }) : t("imports.mapping_proposed")
      }
      note={
        onMap && (
          <button type="button" className="link-button" onClick={onMap}>
            {t("imports.mapping_edit")}
          </button>
        )
      }
    >
      <dl className="mapping-pairs">
        {pairs.map((column) => (
          <div key={String(column.column)}>
            <dt className="strong">{labels.get(column.field ?? "") ?? column.field_label}</dt>
            <dd className="quiet">{column.header}</dd>
          </div>
        ))}
      </dl>
      {batch.remarks.map((remark) => (
        <p key={remark} className="small gap-above">
          {remark}
        </p>
      ))}
      <p className="quiet small gap-above">
        {t("imports.layouts", { tables: batch.tables.length, layouts: groups.length })}
      </p>
    </Panel>
  );
}
