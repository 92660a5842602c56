import "./visits.css";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { GridAnswer } from "../../shared/api.types";
import { sentence } from "../../shared/problem";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useToast } from "../../shared/ui/toast";
import { useNow } from "../accounts/session";
import { useCompoundOptions } from "../registry/places";
import { useCrews } from "./crews";
import { useDoors } from "./doors";
import { GridLine } from "./GridLine";
import {
  blankRow,
  bodyOf,
  firstHead,
  type GridHead,
  type GridRow,
  isReady,
  isSaved,
  kept,
  lackOf,
  withAnswers,
  withBlank,
} from "./grid";
import { useRowFocus } from "./gridFocus";
import { CHANNELS } from "./outcomes";

/** Types a paper round into records, row by row from the keyboard; every row gets its own answer. */
export function GridPage() {
  const { t } = useTranslation();
  const toast = useToast();
  const queries = useQueryClient();
  const now = useNow();
  const [head, setHead] = useState<GridHead>(() => kept.head ?? firstHead(now()));
  const [rows, setRows] = useState<GridRow[]>(() => (kept.rows.length > 0 ? kept.rows : [blankRow()]));
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const doors = useDoors(head.compound_id);
  useEffect(() => {
    kept.head = head;
    kept.rows = rows;
  }, [head, rows]);
  const change = (key: number, after: Partial<GridRow>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...after, answer: undefined } : row)));
  const focusRow = useRowFocus(rows);
  const addRow = () => {
    const row = blankRow();
    setRows((before) => [...before, row]);
    focusRow(row.key);
  };
  const goOn = (index: number) => (index === rows.length - 1 ? addRow() : focusRow(rows[index + 1].key));
  function remove(index: number) {
    const gone = rows[index];
    const left = withBlank(rows.filter((row) => row !== gone));
    setRows(left);
    focusRow(left[Math.min(index, left.length - 1)].key);
    toast({
      text: t("grid.removed", { number: index + 1 }),
      action: {
        label: t("action.undo"),
        run: () => {
          setRows((before) => [...before.slice(0, index), gone, ...before.slice(index)]);
          focusRow(gone.key);
        },
      },
    });
  }
  const waiting = rows.filter(isReady);
  const lacking = rows.filter((row) => lackOf(row) !== null);
  async function save() {
    setBusy(true);
    setRefusal("");
    try {
      const answers = await api.post<GridAnswer[]>("/api/visits/grid", {
        rows: waiting.map((row) => bodyOf(head, row)),
      });
      const after = withBlank(withAnswers(rows, waiting, answers));
      setRows(after);
      focusRow(after.find((row) => !isSaved(row))?.key);
      toast({
        text: t("grid.answer", {
          saved: answers.filter((one) => one.status === "saved").length,
          count: answers.length,
        }),
      });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "doors" });
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Page title={t("grid.title")} subtitle={t("grid.subtitle")} crumbs={[{ title: t("nav.visits"), to: "/visits" }]}>
      <Panel isFlush>
        <GridHeadFields head={head} onChange={setHead} />
        {refusal && <Alert type="error" banner title={refusal} role="alert" />}
        <table className="grid-table">
          <thead>
            <tr>
              {(["row", "time", "door", "people", "note", "result"] as const).map((code) => (
                <th scope="col" key={code}>
                  {t(`grid.column.${code}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <GridLine
                key={row.key}
                row={row}
                number={index + 1}
                doors={doors}
                head={head}
                onChange={(after) => change(row.key, after)}
                onNext={() => goOn(index)}
                onRemove={() => remove(index)}
              />
            ))}
          </tbody>
        </table>
        <div className="toolbar">
          <Button onClick={addRow}>{t("grid.add_row")}</Button>
          <span className="quiet small">{t("grid.keys")}</span>
        </div>
      </Panel>
      <div className="commit-bar">
        <p>
          {t("grid.waiting", { count: waiting.length })}
          {lacking.length > 0 && t("grid.lacking", { count: lacking.length })}
        </p>
        <span className="grow" />
        <Button type="primary" size="large" loading={isBusy} disabled={waiting.length === 0} onClick={save}>
          {t("grid.save", { count: waiting.length })}
        </Button>
      </div>
    </Page>
  );
}

function GridHeadFields({ head, onChange }: { head: GridHead; onChange: (head: GridHead) => void }) {
  const { t } = useTranslation();
  const compounds = useCompoundOptions();
  const crews = useCrews();
  const options =
    head.compound_id && !compounds.options.some((option) => option.value === head.compound_id)
      ? [{ value: head.compound_id, label: head.compound_label ?? "" }, ...compounds.options]
      : compounds.options;
  return (
    <div className="toolbar">
      <Select
        className="filter-select"
        showSearch={{ filterOption: false, onSearch: compounds.onSearch }}
        aria-label={t("place.compound")}
        placeholder={t("grid.pick_compound")}
        value={head.compound_id}
        onChange={(compound_id, option) =>
          onChange({ ...head, compound_id, compound_label: Array.isArray(option) ? "" : String(option?.label ?? "") })
        }
        options={options}
      />
      <DatePicker
        allowClear={false}
        aria-label={t("visit.day")}
        value={dayjs(head.day)}
        onChange={(day) => day && onChange({ ...head, day: day.format("YYYY-MM-DD") })}
      />
      <Select
        aria-label={t("visit.channel")}
        className="channel-select"
        value={head.channel}
        onChange={(channel) => onChange({ ...head, channel })}
        options={CHANNELS.map((code) => ({ value: code, label: t(`channel.${code}`) }))}
      />
      <Select
        className="filter-select"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("visit.crew")}
        placeholder={t("visit.crew")}
        value={head.crew_id}
        onChange={(crew_id) => onChange({ ...head, crew_id: crew_id || undefined })}
        options={[
          { value: "", label: t("grid.no_crew") },
          ...crews.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
