import { Alert, Button, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../../../shared/api";
import type { Batch } from "../../../shared/api.types";
import { shortDay } from "../../../shared/format";
import { sentence } from "../../../shared/problem";
import { Panel } from "../../../shared/ui/Panel";
import { DATUMS, groupByLayout, type LayoutGroup } from "./batches";

type Chosen = Record<string, Record<string, string | null>>;

interface Props {
  batch: Batch;
  onClose: () => void;
  onChange: (next?: Batch) => Promise<void>;
}

/** Says which column is what, once per layout; what is chosen here is remembered for the next file. */
export function MappingEditor({ batch, onClose, onChange }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const groups = groupByLayout(batch.tables);
  const [chosen, setChosen] = useState<Chosen>(() =>
    Object.fromEntries(
      groups.map((group) => [
        group.key,
        Object.fromEntries(group.table.mapping.map((column) => [String(column.column), column.field])),
      ]),
    ),
  );
  const [datum, setDatum] = useState(batch.datum);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
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
  const preview = () =>
    run(async () => {
      const tables = groups.flatMap((group) => group.indexes.map((index) => ({ index, mapping: chosen[group.key] })));
      const next = await api.put<Batch>(`/api/imports/${batch.id}/mapping`, { tables, ...(datum ? { datum } : {}) });
      onClose();
      await onChange(next);
    });
  const discard = () =>
    run(async () => {
      await api.del(`/api/imports/${batch.id}`);
      await navigate("/imports");
      await onChange();
    });
  return (
    <div className="stack">
      {batch.error && <Alert type="warning" showIcon title={batch.error.detail} />}
      {refusal && <Alert type="error" showIcon title={refusal} />}
      {(batch.needs_datum || batch.datum) && (
        <Panel title={t("imports.datum")}>
          <Radio.Group
            value={datum}
            onChange={(event) => setDatum(event.target.value)}
            options={DATUMS.map((code) => ({ value: code, label: t(`datum.${code}`) }))}
          />
          <p className="quiet">{t("imports.datum_note")}</p>
        </Panel>
      )}
      {groups.map((group) => (
        <GroupMapping
          key={group.key}
          batch={batch}
          group={group}
          chosen={chosen[group.key]}
          onChoose={(column, field) => setChosen({ ...chosen, [group.key]: { ...chosen[group.key], [column]: field } })}
        />
      ))}
      <div className="commit-bar">
        <p className="quiet">{t("imports.mapping_kept")}</p>
        <span className="grow" />
        {batch.allowed_actions.includes("discard") && (
          <Button onClick={discard} disabled={isBusy}>
            {t("imports.discard")}
          </Button>
        )}
        {batch.state === "PREVIEWED" && (
          <Button onClick={onClose} disabled={isBusy}>
            {t("imports.back_to_preview")}
          </Button>
        )}
        <Button type="primary" size="large" loading={isBusy} disabled={batch.needs_datum && !datum} onClick={preview}>
          {t("imports.to_preview")}
        </Button>
      </div>
    </div>
  );
}

interface GroupProps {
  batch: Batch;
  group: LayoutGroup;
  chosen: Record<string, string | null>;
  onChoose: (column: string, field: string | null) => void;
}

function GroupMapping({ batch, group, chosen, onChoose }: GroupProps) {
  const { t } = useTranslation();
  const { table, sheets } = group;
  const missing = batch.fields.filter((field) => field.is_required && !Object.values(chosen).includes(field.code));
  const title = sheets.length > 1 ? t("imports.sheets", { first: sheets[0], count: sheets.length }) : sheets[0];
  return (
    <Panel
      isFlush
      title={title}
      note={
        table.remembered_on
          ? t("imports.mapping_remembered", { day: shortDay(table.remembered_on) })
          : t("imports.mapping_proposed")
      }
    >
      {missing.length > 0 && (
        <Alert
          type="warning"
          banner
          title={t("imports.mapping_missing", { fields: missing.map((field) => field.label).join(t("comma_list")) })}
        />
      )}
      <table className="sample-rows">
        <thead>
          <tr>
            <th scope="col">{t("imports.column")}</th>
            <th scope="col">{t("imports.column_samples")}</th>
            <th scope="col">{t("imports.column_field")}</th>
          </tr>
        </thead>
        <tbody>
          {table.mapping.map((column) => (
            <tr key={String(column.column)}>
              <th scope="row">{column.header || t("imports.no_header")}</th>
              <td className="quiet">{column.samples.slice(0, 3).join(t("comma_list"))}</td>
              <td>
                <Select
                  className="field-select"
                  allowClear
                  showSearch={{ optionFilterProp: "label" }}
                  aria-label={t("imports.field_of", { header: column.header })}
                  placeholder={t("imports.not_used")}
                  value={chosen[String(column.column)] ?? undefined}
                  onChange={(field) => onChoose(String(column.column), field ?? null)}
                  options={batch.fields.map((field) => ({ value: field.code, label: field.label }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
