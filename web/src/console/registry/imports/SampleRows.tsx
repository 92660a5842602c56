import { useTranslation } from "react-i18next";
import type { SampleClass, SampleRow } from "../../../shared/api.types";

/** First rows of one class; a changed cell shows the old value struck through beside the new one. */
export function SampleRows({ rows, which }: { rows: SampleRow[]; which: SampleClass }) {
  const { t } = useTranslation();
  const labels = [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.label)))];
  return (
    <div className="sample-scroll">
      <table className="sample-rows">
        <thead>
          <tr>
            <th scope="col">{t("imports.sheet_row")}</th>
            {labels.map((label) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sheet}-${row.row}`}>
              <th scope="row">{t("imports.sheet_row_value", { sheet: row.sheet, row: row.row })}</th>
              {labels.map((label) => (
                <td key={label}>
                  <Cell cell={row.cells.find((cell) => cell.label === label)} which={which} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, which }: { cell?: SampleRow["cells"][number]; which: SampleClass }) {
  if (!cell) return null;
  if (!cell.before || cell.before === cell.value) return <>{cell.value}</>;
  if (which === "changed") {
    return (
      <>
        <del className="struck">{cell.before}</del> <ins className="is-now">{cell.value}</ins>
      </>
    );
  }
  return (
    <>
      {cell.before} → <span className="strong">{cell.value}</span>
    </>
  );
}
