import { useTranslation } from "react-i18next";
import type { TargetList } from "../../shared/api.types";
import { digits } from "../../shared/format";

/** What the sum contains, what it leaves out, and what is missing for the rest. */
export function SumNotes({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  if (!list.sums) return null;
  if (list.kind === "SURFACE") return <SurfaceNotes list={list} />;
  const missing = list.missing.map((piece) => `${piece.label} ${digits(piece.count)}`).join(t("comma_list"));
  return (
    <>
      {missing && <p>{t("sum.missing", { missing })}</p>}
      {list.kind === "LINE" && list.staff_total !== null && list.staff_total > 0 && (
        <p>{t("sum.staff", { attending: digits(list.staff_attending ?? 0), total: digits(list.staff_total) })}</p>
      )}
    </>
  );
}

function SurfaceNotes({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  if (!list.sums) return null;
  return (
    <>
      <p>
        {t("sum.remaining", { count: digits(list.sums.attempted + list.sums.untouched) })}
        {t("sum.week", { count: digits(list.last_7_days) })}
      </p>
      <p>
        {t("sum.late", { count: digits(list.late_count) })}
        {t("sum.phone", { count: digits(list.phone_count) })}
        {t("sum.retained")}
      </p>
    </>
  );
}
