import { useTranslation } from "react-i18next";
import type { TargetList } from "../../shared/api.types";
import { digits } from "../../shared/format";

/** What the sum contains and what it leaves out. */
export function SumNotes({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  if (!list.sums) return null;
  if (list.kind !== "SURFACE") return null;
  return (
    <>
      <p>{t("sum.remaining", { count: digits(list.sums.attempted + list.sums.untouched) })}</p>
      <p>
        {t("sum.late", { count: digits(list.late_count) })}
        {t("sum.phone", { count: digits(list.phone_count) })}
        {t("sum.retained")}
      </p>
    </>
  );
}
