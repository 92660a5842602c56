import { useTranslation } from "react-i18next";
import type { SampleClass, SampleRow } from "../../../shared/api.types";

type SampleCell = SampleRow["cells"][number];

const isChanged = (cell: SampleCell): boolean => Boolean(cell.before) && cell.before !== cell.value;

/** First rows of one class; a changed row names what changes, the value now and the value in the file. */
export function SampleRows({ rows, which }: { rows: SampleRow[]; which: SampleClass }) {
  const { t } = useTranslation();
  const isChange = which === "changed";
  const cellsOf = (row: SampleRow) => (isChange ? row.cells.filter((cell) => !isChanged(cell)) : row.cells);
  const changedOf = (row: SampleRow) => row.cells.filter(isChanged);
  const labels = [...new Set(rows.flatMap((row) => cellsOf(row).map((cell) => cell.label)))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard
    <section className="sample-scroll" tabIndex={0} aria-label={t(`imports.class.${which}`)}>
      <table className="sample-rows">
        <thead>
          <tr>
            <th scope="col">{t("imports.sheet_row")}</th>
            {labels.map((label) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
            {isChange && <ChangeHeads />}
            {which === "rejected" && <th scope="col">{t("imports.why_rejected")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sheet}-${row.row}`}>
              <th scope="row">{t("imports.sheet_row_value", { sheet: row.sheet, row: row.row })}</th>
              {labels.map((label) => (
                <td key={label}>
                  <Cell cell={cellsOf(row).find((cell) => cell.label === label)} />
                </td>
              ))}
              {isChange && <ChangeCells cells={changedOf(row)} />}
              {which === "rejected" && <td>{(row.reasons ?? []).join(" ")}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ChangeHeads() {
  const { t } = useTranslation();
  return (
    <>
      <th scope="col">{t("imports.changed_what")}</th>
      <th scope="col">{t("imports.changed_now")}</th>
      <th scope="col">{t("imports.changed_file")}</th>
    </>
  );
}

function ChangeCells({ cells }: { cells: SampleCell[] }) {
  const lines = (show: (cell: SampleCell) => React.ReactNode) =>
    cells.map((cell) => <div key={cell.label}>{show(cell)}</div>);
  return (
    <>
      <td>{lines((cell) => cell.label)}</td>
      <td>
        {lines((cell) => (
          <del className="struck">{cell.before}</del>
        ))}
      </td>
      <td>
        {lines((cell) => (
          <ins className="is-now">{cell.value}</ins>
        ))}
      </td>
    </>
  );
}

function Cell({ cell }: { cell?: SampleCell }) {
  if (!cell) return null;
  if (!isChanged(cell)) return <>{cell.value}</>;
  return (
    <>
      {cell.before} → <span className="strong">{cell.value}</span>
    </>
  );
}
